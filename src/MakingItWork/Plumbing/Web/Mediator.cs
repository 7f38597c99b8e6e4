using System.Reflection;
using MediatR;

namespace MakingItWork.Plumbing.Web;

/// <summary>Section "Mapping": the licence key of AutoMapper, if there is one.</summary>
public sealed class MappingOptions
{
    public const string Section = "Mapping";

    public string LicenseKey { get; set; } = "";
}

public static class MediatorSetup
{
    /// <summary>Registers the handlers of this program: a request finds the handler that lies in the same file.</summary>
    public static IServiceCollection AddMediator(this IServiceCollection services, Assembly program, IConfiguration settings)
    {
        services.AddScoped<ServiceFactory>(provider => provider.GetRequiredService);
        services.AddScoped<IMediator, Mediator>();

        foreach (var handler in program.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false }))
        {
            foreach (var handled in handler.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)))
            {
                services.AddTransient(handled, handler);
            }
        }
        var mapping = settings.GetSection(MappingOptions.Section).Get<MappingOptions>() ?? new MappingOptions();
        services.AddAutoMapper(
            configuration =>
            {
                if (mapping.LicenseKey.Length > 0)
                {
                    configuration.LicenseKey = mapping.LicenseKey;
                }
            },
            program);
        return services;
    }
}
