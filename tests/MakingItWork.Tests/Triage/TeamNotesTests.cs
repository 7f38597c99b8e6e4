using System.Net;
using MakingItWork.Feedback;
using MakingItWork.Tests.TestHost;
using MakingItWork.Triage;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Triage;

/// <summary>Notes inside the team: kept masked, read by the team alone, and gone with the words of a report that is taken back.</summary>
public abstract class TeamNotesTests(TestApp app)
{
    [Fact]
    public async Task Note_OfATeam_IsMaskedAndReadByTheTeamAlone()
    {
        using var reporter = app.Visit();
        var sent = await reporter.ReportAsync("The walnut prism page is blank after the second tab.");
        await app.WakeAsync((await app.ReportAsync(sent.Reference)).Id);
        using var cambridge = await SignedInAsync(Acts.Cambridge);
        var page = await SendAsync(cambridge, sent.Reference, "Rang the ward about 999 000 0018: ask Karim for the sapphire folder.");
        Assert.Contains("Your note is kept", page.QuerySelector(".nhsuk-notification-banner")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("sapphire folder", page.QuerySelector(".miw-notes")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("0018", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("0018", await app.InDatabaseAsync(db => db.TeamNotes.OrderByDescending(n => n.At).Select(n => n.Words).FirstAsync()), StringComparison.Ordinal);
        Assert.False(await app.InDatabaseAsync(db => db.AuditEntries.AnyAsync(e => e.Detail != null && e.Detail.Contains("sapphire"))));
        Assert.Equal("o", page.QuerySelector("#Note")!.GetAttribute("data-key"));

        await app.ApproveAsync(sent.Reference);
        var id = (await app.ReportAsync(sent.Reference)).Id;
        var hazard = await app.InDatabaseAsync(db => db.HazardLinks.Where(l => l.ReportId == id).Select(l => l.Hazard!.Reference).SingleAsync());
        using var supplier = await SignedInAsync(Acts.Larkfield);
        using var birmingham = await SignedInAsync(Acts.Birmingham);
        foreach (var (visitor, address) in ((Visitor, string)[])[(reporter, $"/follow-up/{sent.LinkSecret}"), (supplier, $"/supplier/hazards/{hazard}"), (birmingham, $"/triage/{sent.Reference}/notes")])
        {
            Assert.DoesNotContain("sapphire", (await visitor.PageAsync(address)).Body!.TextContent, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.NotFound, await birmingham.StatusAsync($"/triage/{sent.Reference}/notes"));
        Assert.True((await app.SendAsync(new AddTeamNote(await app.ViewerAsync(Acts.Birmingham), sent.Reference, "Mine."))).NotFound);

        Assert.Equal(WithdrawResult.Done, await app.SendAsync(new WithdrawReport(sent.LinkSecret)));
        Assert.Empty((await app.SendAsync(new ReadTeamNotes(await app.ViewerAsync(Acts.Cambridge), sent.Reference)))!);
        Assert.Contains("taken this report back", (await app.SendAsync(new AddTeamNote(await app.ViewerAsync(Acts.Cambridge), sent.Reference, "More."))).Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Note_ThatIsEmptyOrTooLong_IsNotKeptAndNothingTypedIsLost()
    {
        var report = await app.TriageableAsync("The walnut lantern page is blank after the third tab.");
        using var cambridge = await SignedInAsync(Acts.Cambridge);
        Assert.Contains("Write a note", (await SendAsync(cambridge, report.Reference, "  ")).QuerySelector("#Note-error")!.TextContent, StringComparison.Ordinal);
        var typed = new string('a', TeamNote.Length + 1);
        var page = await SendAsync(cambridge, report.Reference, typed);
        Assert.Contains("2000 characters or fewer", page.QuerySelector("#Note-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(typed, page.QuerySelector("#Note")!.TextContent.Trim());
        Assert.False(await app.InDatabaseAsync(db => db.TeamNotes.AnyAsync(n => n.ReportId == report.Id)));
    }

    private static async Task<AngleSharp.Dom.IDocument> SendAsync(Visitor visitor, string reference, string words)
    {
        var page = await visitor.PageAsync($"/triage/{reference}");
        var form = page.QuerySelector("#note")!;
        return await visitor.SendAsync(new Uri(form.GetAttribute("action")!, UriKind.Relative), new Dictionary<string, string>
        {
            ["Note"] = words, ["__RequestVerificationToken"] = form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!,
        });
    }

    private async Task<Visitor> SignedInAsync(string email)
    {
        var visitor = app.Visit();
        await visitor.SignInAsync(email, app.DemoPassword);
        return visitor;
    }
}

[Collection(Apps.QuietSqlite)]
public sealed class TeamNotesSqliteTests(QuietSqliteApp app) : TeamNotesTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class TeamNotesPostgreSqlTests(QuietPostgreSqlApp app) : TeamNotesTests(app);
