using MakingItWork.Plumbing;
using MakingItWork.Plumbing.Web;
using MakingItWork.Plumbing.Web.OpenId;
using MakingItWork.Store;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.Extensions.Options;

namespace MakingItWork.Directory.SingleSignOn;

/// <summary>The way to the issuer and, when something goes wrong on it, back to a page that says what.</summary>
public static class SingleSignOnApi
{
    public static void AddSingleSignOn(this IServiceCollection services, IConfiguration settings)
    {
        var given = settings.GetSection(SingleSignOnOptions.Section).Get<SingleSignOnOptions>() ?? new SingleSignOnOptions();
        if (given.On)
        {
            _ = new RoleMapping(given.Roles);
            if (given.Levels.Length == 0 && !string.IsNullOrWhiteSpace(settings["Accounts:SecondFactorRoles"]))
            {
                throw new CannotStartException("Accounts:SecondFactorRoles asks for a second factor, and SingleSignOn:Levels accepts a sign-in without one. Name the levels with a second factor there, for example \"AAL2_OR_AAL3_ANY, AAL3_ANY\".");
            }
        }
        services.AddOpenId(settings, new OAuthEvents { OnRemoteFailure = FailedAsync });
    }

    public static void MapSingleSignOnApi(this IEndpointRouteBuilder routes)
    {
        routes.MapBackChannelApi();
        // a link, not a form: no page of ours may send forms to another place
        routes.MapGet("/sign-in/single", (string? returnUrl, IOptions<SingleSignOnOptions> options) => options.Value.On
                ? Results.Challenge(new AuthenticationProperties { RedirectUri = "/sign-in/arrived" + QueryString.Create("returnUrl", returnUrl ?? "") }, [SignedOn.Scheme])
                : Results.NotFound())
            .AllowAnonymous()
            .ExcludeFromDescription();
    }

    private static async Task FailedAsync(RemoteFailureContext failed)
    {
        var services = failed.HttpContext.RequestServices;
        var trouble = SingleSignOnException.Of(failed.Failure);
        var limit = services.GetRequiredService<SignInLimit>();
        failed.Response.Redirect($"/sign-in/failed?why={trouble}");
        failed.HandleResponse();
        // nobody fills the audit trail by asking for the way back without end
        if (limit.Wait(failed.HttpContext) is not null)
        {
            return;
        }
        limit.Failed(failed.HttpContext);
        var db = services.GetRequiredService<ReportsDb>();
        db.Record(services.GetRequiredService<TimeProvider>(), null, "single sign-on failed", null, $"{services.GetRequiredService<IOptions<SingleSignOnOptions>>().Value.Name}: {trouble}");
        await db.SaveChangesAsync(failed.HttpContext.RequestAborted);
    }
}
