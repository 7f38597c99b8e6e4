using MakingItWork.Store;
using Microsoft.AspNetCore.Identity;

namespace MakingItWork.Directory;

public static class DirectorySetup
{
    public static IServiceCollection AddDirectory(this IServiceCollection services)
    {
        services.AddSingleton<DirectoryLists>();
        services.AddScoped<SeedReferenceData>();
        services.AddScoped<AddAccount>();
        services.AddIdentity<Person, IdentityRole<Guid>>(identity =>
            {
                // long rather than complicated, as the national guidance on passwords says
                identity.Password.RequiredLength = 12;
                identity.Password.RequireDigit = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireNonAlphanumeric = false;
                identity.User.RequireUniqueEmail = true;
                identity.Lockout.MaxFailedAccessAttempts = 5;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            })
            .AddEntityFrameworkStores<ReportsDb>()
            .AddClaimsPrincipalFactory<PersonClaims>()
            .AddDefaultTokenProviders();
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = "making-it-work";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.LoginPath = "/sign-in";
            cookie.AccessDeniedPath = "/not-allowed";
            cookie.ReturnUrlParameter = "returnUrl";
            // a shared ward computer left alone signs its user out
            cookie.ExpireTimeSpan = TimeSpan.FromMinutes(30);
            cookie.SlidingExpiration = true;
        });
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Triage, policy => policy.RequireRole(Roles.Triager, Roles.NationalTriager))
            .AddPolicy(Policies.Redact, policy => policy.RequireRole(Roles.Redactor))
            .AddPolicy(Policies.Administer, policy => policy.RequireRole(Roles.Administrator))
            .AddPolicy(Policies.Supply, policy => policy.RequireRole(Roles.SupplierUser))
            .AddPolicy(Policies.MakeLinks, policy => policy.RequireRole(Roles.Triager, Roles.NationalTriager, Roles.Administrator))
            .AddPolicy(Policies.Guard, policy => policy.RequireRole(Roles.Guardian))
            .AddPolicy(Policies.RunBatches, policy => policy.RequireRole(Roles.Administrator, Roles.NationalTriager));
        return services;
    }
}

/// <summary>What a signed-in person must be allowed for a page.</summary>
public static class Policies
{
    public const string Triage = "triage";
    public const string Redact = "redact";
    public const string Administer = "administer";
    public const string Supply = "supply";
    public const string Guard = "guard";
    public const string RunBatches = "run-batches";
    public const string MakeLinks = "make-links";
}
