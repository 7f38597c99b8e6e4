using System.Globalization;
using System.Security.Claims;
using MakingItWork.Directory.People;
using MakingItWork.Plumbing.Web.OpenId;
using MediatR;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace MakingItWork.Directory.SingleSignOn;

/// <summary>Where the issuer's answer leads when it was good: in, or to the reason why not.</summary>
public sealed class ArrivedModel(SignInManager<Person> signIn, IMediator sender, IOptions<SingleSignOnOptions> options) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? ReturnUrl { get; set; }

    public string Name => options.Value.Name;
    public SignOnWords? Words { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var vouched = await HttpContext.AuthenticateAsync(IdentityConstants.ExternalScheme);
        // it opens once
        await HttpContext.SignOutAsync(IdentityConstants.ExternalScheme);
        if (!vouched.Succeeded || vouched.Principal.FindFirstValue(SignedOn.Subject) is not { } subject)
        {
            return LocalRedirect("/sign-in");
        }
        var who = vouched.Principal;
        var issuer = who.FindFirstValue(SignedOn.Issuer)!;
        Guid? atIssuer = who.FindFirstValue(SignedOn.Session) is { } sid ? SignOnIds.Session(issuer, sid) : null;
        var arrival = await sender.Send(
            new ArriveBySingleSignOn(
                issuer, subject, who.FindFirstValue(SignedOn.Name), who.FindFirstValue(SignedOn.Email), who.HasClaim(SignedOn.EmailVerified, "true"),
                who.FindFirstValue(SignedOn.Organisation), [.. who.FindAll(SignedOn.Code).Select(claim => claim.Value)],
                atIssuer, DateTimeOffset.FromUnixTimeSeconds(long.Parse(who.FindFirstValue(SignedOn.IssuedAt)!, CultureInfo.InvariantCulture))),
            cancel);
        if (arrival.Person is not { } person)
        {
            Words = SignOnWords.Of(arrival.Trouble ?? ArrivalTrouble.RoleNotMapped, Name, arrival.Missing);
            return Page();
        }
        // a session of its own: nothing of one that was there before goes on in it
        var properties = new AuthenticationProperties();
        properties.StoreTokens(vouched.Properties!.GetTokens());
        Sessions.BelongsTo(atIssuer, properties);
        await signIn.SignInAsync(person, properties, SignedOn.Scheme);
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : FirstPlaces.For(arrival.Roles));
    }
}
