using System.Security.Claims;
using MakingItWork.Directory.Keys;
using MakingItWork.Directory.People;
using MakingItWork.Directory.SingleSignOn;
using MakingItWork.Directory.Trail;
using MakingItWork.Store;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace MakingItWork.Directory;

public static class DirectorySetup
{
    public static IServiceCollection AddDirectory(this IServiceCollection services, IConfiguration settings)
    {
        services.Configure<AccountsOptions>(settings.GetSection(AccountsOptions.Section));
        services.Configure<AccountsOptions>(accounts => accounts.PublicAddress = settings["Capture:PublicAddress"] ?? accounts.PublicAddress);
        services.AddMemoryCache();
        services.AddScoped<PasswordLinks>();
        services.AddSingleton<KnownBrowsers>();
        services.AddScoped<Sessions>();
        services.AddSingleton<DirectoryLists>();
        services.AddScoped<SeedReferenceData>();
        services.AddScoped<AddAccount>();
        services.AddScoped<CheckTrail>();
        services.AddScoped<TrailCsv>();
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
            .AddUserStore<PeopleStore>()
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
            cookie.SlidingExpiration = true;
            cookie.EventsType = typeof(Sessions);
        });
        // a shared ward computer left alone signs its user out
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<IOptions<AccountsOptions>>((cookie, accounts) => cookie.ExpireTimeSpan = TimeSpan.FromMinutes(accounts.Value.IdleMinutes));
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Triage, policy => policy.RequireRole(Roles.Triager, Roles.ClinicalSafetyOfficer, Roles.NationalTriager))
            .AddPolicy(Policies.Redact, policy => policy.RequireRole(Roles.Redactor))
            .AddPolicy(Policies.Administer, policy => policy.RequireAssertion(asked => IsWhole(asked.User)))
            .AddPolicy(Policies.ManagePeople, policy => policy.RequireRole(Roles.Administrator))
            .AddPolicy(Policies.Audit, policy => policy.RequireRole(Roles.Administrator, Roles.Guardian))
            .AddPolicy(Policies.AssessRisk, policy => policy.RequireRole(Roles.ClinicalSafetyOfficer))
            .AddPolicy(Policies.Supply, policy => policy.RequireRole(Roles.SupplierUser))
            .AddPolicy(Policies.MakeLinks, policy => policy.RequireRole(Roles.Triager, Roles.ClinicalSafetyOfficer, Roles.NationalTriager, Roles.Administrator))
            .AddPolicy(Policies.Guard, policy => policy.RequireRole(Roles.Guardian))
            .AddPolicy(Policies.ReadBatches, policy => policy.RequireAssertion(asked => asked.User.IsInRole(Roles.NationalTriager) || asked.User.IsInRole(Roles.NationalAnalyst) || IsWhole(asked.User)))
            .AddPolicy(Policies.ReadFigures, policy => policy.RequireAssertion(asked => asked.User.IsInRole(Roles.NationalAnalyst) || IsWhole(asked.User)))
            .AddPolicy(Policies.RunBatches, policy => policy.RequireAssertion(asked => asked.User.IsInRole(Roles.NationalTriager) || IsWhole(asked.User)));
        services.AddKeys();
        services.AddSingleSignOn(settings);
        return services;
    }

    private static bool IsWhole(ClaimsPrincipal user) => user.Identity?.IsAuthenticated == true && Viewer.Of(user).AdministersAll;
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
    /// <summary>The ledger of the national export, and nothing that changes it.</summary>
    public const string ReadBatches = "read-batches";
    /// <summary>How classification does, in figures without words.</summary>
    public const string ReadFigures = "read-figures";
    public const string MakeLinks = "make-links";
    /// <summary>The people of the administrator's organisation; of all, without one.</summary>
    public const string ManagePeople = "manage-people";
    public const string Audit = "audit";
    /// <summary>For programs, which sign each request with a key.</summary>
    public const string ReadByKey = "read-by-key";
    /// <summary>To sign the final assessment of a clinical risk.</summary>
    public const string AssessRisk = "assess-risk";
}
