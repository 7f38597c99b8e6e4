using MakingItWork.Plumbing.Files;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Authentication.OAuth;

namespace MakingItWork.Plumbing.Web.OpenId;

public static class OpenIdSetup
{
    /// <summary>Where the issuer sends people back to; registered there.</summary>
    public const string CallbackPath = "/sign-in/return";

    public static void AddOpenId(this IServiceCollection services, IConfiguration settings, OAuthEvents events)
    {
        services.Configure<SingleSignOnOptions>(settings.GetSection(SingleSignOnOptions.Section));
        services.AddSingleton<IssuerDocument>();
        services.AddSingleton<IssuedTokens>();
        services.AddSingleton<IdTokens>();
        services.AddSingleton<LogoutTokens>();
        services.AddSingleton<ClientAssertions>();
        var given = settings.GetSection(SingleSignOnOptions.Section).Get<SingleSignOnOptions>() ?? new SingleSignOnOptions();
        services.AddSingleton(given.On ? ReadKeys(given, settings) : ClientKeys.None);
        if (!given.On)
        {
            return;
        }
        if (!Uri.TryCreate(given.Issuer, UriKind.Absolute, out var issuer) || (issuer.Scheme != Uri.UriSchemeHttps && !issuer.IsLoopback))
        {
            throw new CannotStartException("SingleSignOn:Issuer must be an address that begins with https://.");
        }
        services.AddAuthentication().AddOAuth<OpenIdOptions, OpenIdHandler>(SignedOn.Scheme, given.Name, options =>
        {
            options.ClientId = given.ClientId;
            options.ClientSecret = given.ClientSecret;
            options.PublicAddress = settings["Capture:PublicAddress"] ?? "http://localhost:5080";
            options.CallbackPath = CallbackPath;
            options.SignInScheme = IdentityConstants.ExternalScheme;
            options.UsePkce = true;
            options.BackchannelTimeout = TimeSpan.FromSeconds(10);
            options.RemoteAuthenticationTimeout = TimeSpan.FromMinutes(15);
            options.Events = events;
            options.Scope.Clear();
            given.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList().ForEach(options.Scope.Add);
            options.CorrelationCookie.Name = "making-it-work-sign-on.";
            // the way back is a link that is followed, not a form that is sent
            options.CorrelationCookie.SameSite = SameSiteMode.Lax;
            options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
    }

    /// <summary>By a secret or by a key, and when the program starts rather than when somebody wants to sign in.</summary>
    private static ClientKeys ReadKeys(SingleSignOnOptions given, IConfiguration settings)
    {
        if (given.ClientId.Length == 0)
        {
            throw new CannotStartException("SingleSignOn:Issuer is set: SingleSignOn:ClientId is needed too. The issuer gives it when this service is registered there.");
        }
        if ((given.ClientSecret.Length == 0) == (given.KeyFiles.Length == 0))
        {
            throw new CannotStartException(given.KeyFiles.Length == 0
                ? "SingleSignOn:Issuer is set: SingleSignOn:KeyFiles (a private key of ours) or SingleSignOn:ClientSecret (which the issuer gives) is needed too."
                : "Set SingleSignOn:ClientSecret or SingleSignOn:KeyFiles, not both: the issuer knows this service by one of them.");
        }
        return ClientKeys.Read(given, new DataFolder(settings["Storage:DataFolder"] ?? new StorageOptions().DataFolder));
    }
}
