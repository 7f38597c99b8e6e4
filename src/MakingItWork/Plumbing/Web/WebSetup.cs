using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Web.Forms;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace MakingItWork.Plumbing.Web;

public static class WebSetup
{
    /// <summary>More than the five largest pictures together, so that a file that is too large gets its own message.</summary>
    private const long LargestRequest = 200_000_000;

    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'";

    public static IServiceCollection AddWeb(this IServiceCollection services, IConfiguration settings)
    {
        services.Configure<WebOptions>(settings.GetSection(WebOptions.Section));
        services.AddSendingLimits();
        services.AddRazorPages().WithRazorPagesAtContentRoot();
        services.AddProblemDetails();
        services.AddOpenApi("v1");
        services.Configure<FormOptions>(forms => forms.MultipartBodyLengthLimit = LargestRequest);
        services.Configure<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = LargestRequest);
        services.AddAntiforgery(antiforgery => antiforgery.Cookie.Name = "making-it-work-form");
        return services;
    }

    public static void UseWeb(this WebApplication app)
    {
        app.UseTrustedProxies();
        app.UseExceptionHandler("/sorry");
        app.UseStatusCodePagesWithReExecute("/sorry", "?status={0}");
        app.Use(SafeHeaders);
        app.Use(SealForms);
        app.UseAssets();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapOpenApi();
        app.MapHealthChecks("/health/ready");
        app.MapGet("/health/live", () => "live").ExcludeFromDescription();
    }

    private static Task SealForms(HttpContext context, RequestDelegate next)
    {
        var services = context.RequestServices;
        // a page that stands in for another finds the form as it was read before
        if (context.Features.Get<IFormFeature>() is null && SealedForm.For(context.Request, services.GetRequiredService<IOptions<FormOptions>>().Value, services.GetRequiredService<DataFolder>()) is { } form)
        {
            context.Features.Set<IFormFeature>(form);
        }
        return next(context);
    }

    /// <summary>Nothing is loaded from elsewhere, nothing is kept by proxies or shared computers, no address leaks a private link.</summary>
    private static Task SafeHeaders(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "geolocation=(), microphone=(), camera=(self), display-capture=(self)";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        // a process of its own, which no other site's page can look into
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Embedder-Policy"] = "require-corp";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (!context.Request.Path.StartsWithSegments("/assets"))
        {
            // as the antiforgery filter writes it too, or it warns about each form
            headers.CacheControl = "no-cache, no-store";
        }
        return next(context);
    }
}
