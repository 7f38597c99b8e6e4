using System.Globalization;
using System.Net;
using MakingItWork.Plumbing.Mail;
using MakingItWork.Plumbing.Secrets;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace MakingItWork.Directory.People;

/// <summary>
/// Links to choose a password, for invitations and for those who forgot theirs. Each is signed over the person's security
/// stamp, which a new password changes: it works once and until its time. Nothing is stored.
/// </summary>
public sealed class PasswordLinks(UserManager<Person> people, ServerSecret secret, IMailer mail, IOptions<AccountsOptions> options, TimeProvider clock)
{
    private const string Purpose = "choose a password";

    public async Task<bool> IsGoodAsync(Person? person, long until, string? signature) =>
        person is { DeactivatedAt: null }
        && DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(until, 0, int.MaxValue)) > clock.GetUtcNow()
        && !await SignsOnElsewhereAsync(person)
        && secret.IsSignature(Purpose, await TextAsync(person, until), signature ?? "");

    /// <summary>Somebody who comes by single sign-on has no password, and gets none: it would be a way round it.</summary>
    public async Task<bool> SignsOnElsewhereAsync(Person person) => (await people.GetLoginsAsync(person)).Count > 0;

    public async Task SendInvitationAsync(Person person, string from, CancellationToken cancel)
    {
        var link = await LinkAsync(person, TimeSpan.FromDays(options.Value.InvitationDays));
        await SendAsync(
            person, "Your account for MakingItWork",
            $"{from} has made an account for you at MakingItWork, where unsafe screens of health record systems are reported and put right.",
            $"Choose your password here. The link works once, for {options.Value.InvitationDays} days:", link,
            "If you do not know what this is about, you need not do anything.", cancel);
    }

    public async Task SendResetAsync(Person person, CancellationToken cancel)
    {
        var link = await LinkAsync(person, TimeSpan.FromMinutes(options.Value.ResetMinutes));
        await SendAsync(
            person, "A new password for MakingItWork",
            "Somebody asked for a new password for your account at MakingItWork.",
            $"If it was you, choose it here. The link works once, for {options.Value.ResetMinutes} minutes:", link,
            "If it was not you, you need not do anything: your password stays as it is.", cancel);
    }

    private async Task<string> LinkAsync(Person person, TimeSpan life)
    {
        var until = (clock.GetUtcNow() + life).ToUnixTimeSeconds();
        var signature = secret.Sign(Purpose, await TextAsync(person, until));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Value.PublicAddress.TrimEnd('/')}/choose-password?person={person.Id:N}&until={until}&signature={signature}");
    }

    private async Task<string> TextAsync(Person person, long until)
    {
        var stamp = await people.GetSecurityStampAsync(person);
        return string.Create(CultureInfo.InvariantCulture, $"{person.Id:N} {until} {stamp}");
    }

    private Task SendAsync(Person person, string subject, string about, string what, string link, string otherwise, CancellationToken cancel)
    {
        return mail.SendAsync(
            new Letter(
                person.Email!, subject,
                $"{about}\n\n{what}\n\n{link}\n\n{otherwise}\n",
                $"<p>{WebUtility.HtmlEncode(about)}</p><p>{WebUtility.HtmlEncode(what)}</p><p><a href=\"{WebUtility.HtmlEncode(link)}\">{WebUtility.HtmlEncode(link)}</a></p><p>{WebUtility.HtmlEncode(otherwise)}</p>",
                $"password-{Guid.CreateVersion7():N}@making-it-work"),
            cancel);
    }
}
