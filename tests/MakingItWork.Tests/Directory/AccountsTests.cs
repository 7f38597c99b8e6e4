using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using MakingItWork.Directory;
using MakingItWork.Directory.People;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Directory;

/// <summary>Invitations, forgotten passwords, and what administrators do with accounts.</summary>
public abstract partial class AccountsTests(TestApp app)
{
    private const string GoodPassword = "seven small wooden boats";

    [Fact]
    public async Task Invitation_ByMail_ChoosesAPasswordOnce()
    {
        var (email, link) = await InviteAsync("administrator.cambridge@example.org");
        using var visitor = app.Visit();
        Assert.Contains("Invited Person", (await visitor.PageAsync(link)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("12 characters or more", (await ChooseAsync(visitor, link, "short")).Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await ChooseAsync(visitor, link, GoodPassword)).QuerySelector("#done"));
        Assert.NotNull((await visitor.PageAsync(link)).QuerySelector("#used-up"));
        await visitor.SignInAsync(email, GoodPassword);
        Assert.Equal(HttpStatusCode.OK, await visitor.StatusAsync("/triage"));
        var person = await app.InDatabaseAsync(db => db.Users.SingleAsync(p => p.Email == email));
        Assert.Equal("RGT", person.OrganisationCode);
        Assert.True(await app.InDatabaseAsync(db => db.AuditEntries.AnyAsync(e => e.Act == "person invited" && e.Detail!.StartsWith(email) && e.OrganisationCode == "RGT")));
    }

    [Fact]
    public async Task Invitation_AfterItsDays_OrChanged_DoesNotWork()
    {
        var (_, link) = await InviteAsync("administrator.cambridge@example.org");
        using var visitor = app.Visit();
        var later = Regex.Replace(link, "until=([0-9]+)", match => $"until={long.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) + 1}");
        Assert.NotNull((await visitor.PageAsync(later)).QuerySelector("#used-up"));
        app.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1));
        Assert.NotNull((await visitor.PageAsync(link)).QuerySelector("#used-up"));
    }

    [Fact]
    public async Task ForgottenPassword_ForAnAccountAndForNone_AnswersTheSame()
    {
        var (email, link) = await InviteAsync("administrator.cambridge@example.org");
        using var visitor = app.Visit();
        await ChooseAsync(visitor, link, GoodPassword);
        using var session = app.Visit();
        await session.SignInAsync(email, GoodPassword);

        var known = Words(await visitor.SendFormAsync("/forgotten-password", new Dictionary<string, string> { ["Email"] = email }));
        var unknown = Words(await visitor.SendFormAsync("/forgotten-password", new Dictionary<string, string> { ["Email"] = "nobody@trust.example" }));
        Assert.Equal(known.Replace(email, "", StringComparison.Ordinal), unknown.Replace("nobody@trust.example", "", StringComparison.Ordinal));

        var reset = await LinkToAsync(email, "A new password");
        await ChooseAsync(visitor, reset, GoodPassword + " indeed");
        Assert.Equal("/sign-in", (await session.EndsAtAsync("/triage")).Path);
        Assert.NotNull((await visitor.PageAsync(reset)).QuerySelector("#used-up"));
        await session.SignInAsync(email, GoodPassword + " indeed");
    }

    [Fact]
    public async Task People_OfAnotherOrganisation_AreNotThere()
    {
        var birmingham = await app.InDatabaseAsync(db => db.Users.SingleAsync(p => p.Email == Acts.Birmingham));
        using var administrator = await SignedInAsync("administrator.cambridge@example.org");
        Assert.Equal(HttpStatusCode.NotFound, await administrator.StatusAsync($"/people/{birmingham.Id}"));
        var list = (await administrator.PageAsync("/people")).QuerySelector("#people")!.TextContent;
        Assert.Contains("Cambridge patient safety team", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Birmingham", list, StringComparison.Ordinal);
        foreach (var change in Enum.GetValues<PersonChange>())
        {
            Assert.False((await app.SendAsync(new ChangePerson(await app.ViewerAsync("administrator.cambridge@example.org"), birmingham.Id, change, [Roles.Triager]))).Found);
        }
    }

    [Fact]
    public async Task Roles_ByAnAdministratorOfOneOrganisation_AreNeverNational()
    {
        var (email, _) = await InviteAsync("administrator.cambridge@example.org");
        var person = await app.InDatabaseAsync(db => db.Users.SingleAsync(p => p.Email == email));
        var cambridge = await app.ViewerAsync("administrator.cambridge@example.org");
        Assert.NotNull((await app.SendAsync(new ChangePerson(cambridge, person.Id, PersonChange.Roles, [Roles.NationalTriager]))).Error);
        Assert.Null((await app.SendAsync(new ChangePerson(cambridge, person.Id, PersonChange.Roles, [Roles.NationalTriager, Roles.Redactor]))).Error);
        Assert.Equal([Roles.Redactor], (await app.ViewerAsync(email)).Roles);
        Assert.Contains("no other role", (await app.SendAsync(new ChangePerson(cambridge, person.Id, PersonChange.Roles, [Roles.Guardian, Roles.Triager]))).Error!, StringComparison.Ordinal);
        Assert.NotEmpty(await app.SendAsync(new InvitePerson(cambridge, "x@trust.example", "X", "RRK", null, [Roles.NationalTriager])));
        Assert.True(await app.InDatabaseAsync(db => db.AuditEntries.AnyAsync(e => e.Act == "roles changed" && e.Detail == $"{email}: Triager became Redactor")));
    }

    [Fact]
    public async Task ChangePerson_WithASessionOpen_EndsItAtOnce()
    {
        var (email, link) = await InviteAsync("administrator.cambridge@example.org");
        using var visitor = app.Visit();
        await ChooseAsync(visitor, link, GoodPassword);
        await visitor.SignInAsync(email, GoodPassword);
        var person = await app.InDatabaseAsync(db => db.Users.SingleAsync(p => p.Email == email));
        using var administrator = await SignedInAsync("administrator.cambridge@example.org");
        var after = await administrator.SendFormAsync($"/people/{person.Id}", new Dictionary<string, string>(), "Deactivate");
        Assert.Contains("The account is shut", after.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/sign-in", (await visitor.EndsAtAsync("/triage")).Path);
        await Assert.ThrowsAsync<InvalidOperationException>(() => visitor.SignInAsync(email, GoodPassword));
        await administrator.SendFormAsync($"/people/{person.Id}", new Dictionary<string, string>(), "Activate");
        await visitor.SignInAsync(email, GoodPassword);
    }

    private async Task<(string Email, string Link)> InviteAsync(string administrator)
    {
        var email = $"invited-{Guid.NewGuid():N}@trust.example";
        using var visitor = await SignedInAsync(administrator);
        var page = await visitor.SendFormAsync("/people/invite", new Dictionary<string, string> { ["Email"] = email, ["Name"] = "Invited Person", ["Roles"] = Roles.Triager }, null);
        Assert.Contains("An invitation is on its way", page.Body!.TextContent, StringComparison.Ordinal);
        return (email, await LinkToAsync(email, "Your account"));
    }

    private async Task<string> LinkToAsync(string email, string subject)
    {
        string? link = null;
        await Eventually.HoldsAsync(() =>
        {
            var folder = new DirectoryInfo(Path.Combine(app.DataFolder, "mail"));
            var mail = folder.Exists
                ? folder.EnumerateFiles("password-*.eml").Select(file => Eml.Parse(File.ReadAllText(file.FullName)))
                    .FirstOrDefault(eml => eml.Header("To").Contains(email, StringComparison.Ordinal) && eml.Header("Subject").StartsWith(subject, StringComparison.Ordinal))
                : null;
            link = mail is null ? null : LinkIn().Match(mail.Parts["text/plain"]).Value;
            return link is { Length: > 0 };
        });
        return new Uri(link!).PathAndQuery;
    }

    private static Task<IDocument> ChooseAsync(Visitor visitor, string link, string password) =>
        visitor.SendFormAsync(link, new Dictionary<string, string> { ["Password"] = password });

    private async Task<Visitor> SignedInAsync(string email)
    {
        var visitor = app.Visit();
        await visitor.SignInAsync(email, app.DemoPassword);
        return visitor;
    }

    private static string Words(IDocument page) => page.QuerySelector("main")!.TextContent;

    [GeneratedRegex(@"http://\S+/choose-password\?\S+")]
    private static partial Regex LinkIn();
}

public sealed class AccountsSqliteTests(QuietSqliteApp app) : AccountsTests(app), IClassFixture<QuietSqliteApp>;

public sealed class AccountsPostgreSqlTests(QuietPostgreSqlApp app) : AccountsTests(app), IClassFixture<QuietPostgreSqlApp>;
