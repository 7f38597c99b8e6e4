using System.Net;
using MakingItWork.Capture;
using MakingItWork.Deduplicate;
using MakingItWork.Directory;
using MakingItWork.Plumbing.Mail;
using MakingItWork.Tests.TestHost;
using MakingItWork.Triage.Hazards;
using Microsoft.EntityFrameworkCore;
using NSubstitute;

namespace MakingItWork.Tests.Triage;

/// <summary>Where a hazard stands, who is told of it, on a page and by mail, and who is not.</summary>
public abstract class HazardLifeTests(TestApp app)
{
    private const string Product = "Harbour Supplies";

    [Fact]
    public async Task State_WithoutWhatItNeeds_SaysWhatIsMissingAndKeepsWhatWasTyped()
    {
        var (_, hazard) = await HazardAsync("The crimson kettle page shows the stock of another store.");
        using var cambridge = await SignedInAsync(Acts.Cambridge);
        Assert.Contains("Select where the hazard stands", await ChangeAsync(cambridge, hazard, null, null, "#To-error"), StringComparison.Ordinal);
        Assert.Contains("Enter the version", await ChangeAsync(cambridge, hazard, "Fixed", null, "#FixedIn-error"), StringComparison.Ordinal);
        Assert.Contains("can be compared", await ChangeAsync(cambridge, hazard, "Fixed", "the next one", "#FixedIn-error"), StringComparison.Ordinal);
        Assert.Contains("Select where", await ChangeAsync(cambridge, hazard, "Reopened", null, "#To-error"), StringComparison.Ordinal);
        Assert.Equal("Acknowledged", await ChangeAsync(cambridge, hazard, "Acknowledged", null, "#state"));
        // a page that was opened before somebody else's change does not win over it
        Assert.Contains("Somebody changed it to “Acknowledged”", await ChangeAsync(cambridge, hazard, "Closed", null, "#To-error", was: "Open"), StringComparison.Ordinal);
        var page = await cambridge.PageAsync($"/triage/hazards/{hazard}");
        Assert.Contains("Open became Acknowledged, by Cambridge patient safety team", page.QuerySelector(".miw-history")!.TextContent, StringComparison.Ordinal);
        var act = page.QuerySelector(".miw-take-back input[name=act]")!.GetAttribute("value")!;
        Assert.Equal(1, (await app.SendAsync(new UndoHazardAct(await app.ViewerAsync(Acts.Cambridge), Guid.Parse(act)))).Done);
        Assert.Equal(HazardState.Open, await app.InDatabaseAsync(db => db.Hazards.Where(h => h.Reference == hazard).Select(h => h.State).SingleAsync()));
    }

    [Fact]
    public async Task Follower_IsToldOnThePageAndOnceByMail_WithoutAReportedWord()
    {
        var (_, hazard) = await HazardAsync("The ochre trumpet form loses its second page.");
        var (cambridge, national) = (await app.ViewerAsync(Acts.Cambridge), await app.ViewerAsync(Acts.National));
        Assert.True(await app.SendAsync(new FollowHazard(cambridge, hazard, true)));
        // what other tests have told them is read
        await app.SendAsync(new ReadNotices(cambridge));
        await app.SendAsync(new ReadNotices(national));
        await app.SendAsync(new ChangeHazardState(national, hazard, null, HazardState.Acknowledged, null, "Words that stay here."));
        await app.SendAsync(new ChangeHazardState(national, hazard, null, HazardState.Fixed, "7.2", null));
        Assert.Equal(2, await app.SendAsync(new CountNotices(cambridge)));
        // whoever changes it follows it, and is not told of their own changes
        Assert.Equal(0, await app.SendAsync(new CountNotices(national)));
        Assert.True(await app.InDatabaseAsync(db => db.HazardFollowers.AnyAsync(f => f.PersonId == national.PersonId && db.Hazards.Any(h => h.Id == f.HazardId && h.Reference == hazard))));

        await app.RunAsync<SendHazardNotices>();
        var mail = await MailAsync(cambridge);
        Assert.Equal((NoticeMailState.Sent, Acts.Cambridge), (mail.State, mail.SentTo));
        var path = Path.Combine(app.DataFolder, "mail", $"hazards-{mail.Id:N}.eml");
        var message = Eml.Parse(await File.ReadAllTextAsync(path));
        Assert.Equal($"<{mail.MessageId}>", message.Headers["Message-ID"]);
        Assert.All(message.Parts.Values, part =>
        {
            Assert.Contains($"Hazard {hazard} is now: Acknowledged.", part, StringComparison.Ordinal);
            Assert.Contains($"Hazard {hazard} is now: Fixed in 7.2.", part, StringComparison.Ordinal);
            Assert.Contains($"/triage/hazards/{hazard}", part, StringComparison.Ordinal);
            Assert.DoesNotContain("trumpet", part, StringComparison.Ordinal);
            Assert.DoesNotContain("stay here", part, StringComparison.Ordinal);
        });
        File.Delete(path);
        await app.RunAsync<SendHazardNotices>();
        Assert.False(File.Exists(path));

        using var visitor = await SignedInAsync(Acts.Cambridge);
        Assert.Contains("2 new notices", (await visitor.PageAsync("/triage")).QuerySelector("#unread")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, (await visitor.PageAsync("/triage/notices")).QuerySelectorAll("#notices .nhsuk-tag").Length);
        Assert.Empty((await visitor.PageAsync("/triage/notices")).QuerySelectorAll("#notices .nhsuk-tag"));
        Assert.Null((await visitor.PageAsync("/triage")).QuerySelector("#unread"));
    }

    [Fact]
    public async Task Notice_ReadOnThePage_IsNotMailed()
    {
        var (_, hazard) = await HazardAsync("The silver bucket report opens with the wrong year.");
        var (birmingham, national) = (await app.ViewerAsync("safety.guys@example.org"), await app.ViewerAsync(Acts.National));
        await FollowAsync(birmingham, hazard);
        await app.SendAsync(new ChangeHazardState(national, hazard, null, HazardState.Closed, null, null));
        Assert.Equal(0, await app.SendAsync(new CountNotices(birmingham)));
        await app.RunAsync<SendHazardNotices>();
        // they may see no report of it: neither the page nor a mail tells them
        Assert.Equal(NoticeMailState.NotNeeded, (await MailAsync(birmingham)).State);
        Assert.Empty((await app.SendAsync(new ReadNotices(birmingham))).Shown);

        var cambridge = await app.ViewerAsync(Acts.Cambridge);
        await app.SendAsync(new FollowHazard(cambridge, hazard, true));
        await app.SendAsync(new ChangeHazardState(national, hazard, null, HazardState.Open, null, null));
        Assert.Contains((await app.SendAsync(new ReadNotices(cambridge))).Shown, notice => notice.Words == $"Hazard {hazard} is now: Open.");
        var before = await app.InDatabaseAsync(db => db.NoticeMails.CountAsync(m => m.PersonId == cambridge.PersonId));
        await app.RunAsync<SendHazardNotices>();
        Assert.Equal(before, await app.InDatabaseAsync(db => db.NoticeMails.CountAsync(m => m.PersonId == cambridge.PersonId)));
    }

    [Fact]
    public async Task Notices_SentByFourAtOnceAfterAFault_GoOutOnceUnderTheSameName()
    {
        var (_, hazard) = await HazardAsync("The marble feather grid forgets the last row.");
        var (officer, national) = (await app.ViewerAsync("officer.cambridge@example.org"), await app.ViewerAsync(Acts.National));
        Assert.True(await app.SendAsync(new FollowHazard(officer, hazard, true)));
        await app.SendAsync(new ChangeHazardState(national, hazard, null, HazardState.Acknowledged, null, null));
        var broken = Substitute.For<IMailer>();
        broken.SendAsync(default!, default).ReturnsForAnyArgs<Task>(_ => throw new MailFailedException("The message could not be handed over.", new IOException()));
        await RunWithAsync(broken);
        var waiting = await MailAsync(officer);
        Assert.Equal((NoticeMailState.Waiting, 1), (waiting.State, waiting.Attempts));
        app.Clock.Advance(TimeSpan.FromMinutes(3));
        var letters = new System.Collections.Concurrent.ConcurrentBag<Letter>();
        var mailer = Substitute.For<IMailer>();
        mailer.SendAsync(default!, default).ReturnsForAnyArgs(call =>
        {
            letters.Add(call.Arg<Letter>());
            return Task.Delay(50);
        });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RunWithAsync(mailer))));
        Assert.Equal(waiting.MessageId, Assert.Single(letters, letter => letter.To == "officer.cambridge@example.org").MessageId);
    }

    [Fact]
    public async Task HazardPages_ForTheOtherTeamASupplierAndAnAdministrator_AreNotThere()
    {
        var (report, hazard) = await HazardAsync("The bronze whistle label has no batch.");
        await app.ApproveAsync(report.Reference);
        foreach (var (email, status) in (( string, HttpStatusCode)[])[(Acts.Birmingham, HttpStatusCode.NotFound), (Acts.Harbour, HttpStatusCode.Forbidden), (Acts.Administrator, HttpStatusCode.Forbidden)])
        {
            using var visitor = await SignedInAsync(email);
            Assert.Equal(status, await visitor.StatusAsync($"/triage/hazards/{hazard}"));
            Assert.False(await app.SendAsync(new FollowHazard(await app.ViewerAsync(email), hazard, true)));
            Assert.False((await app.SendAsync(new ChangeHazardState(await app.ViewerAsync(email), hazard, null, HazardState.Closed, null, null))).Found);
        }
    }

    private async Task<(Report Report, string Hazard)> HazardAsync(string words)
    {
        var report = await app.TriageableAsync(words, Product);
        return (report, await app.InDatabaseAsync(db => db.HazardLinks.Where(l => l.ReportId == report.Id).Select(l => l.Hazard!.Reference).SingleAsync()));
    }

    private Task<int> FollowAsync(Viewer viewer, string hazard) => app.InDatabaseAsync(async db =>
    {
        var id = await db.Hazards.Where(h => h.Reference == hazard).Select(h => h.Id).SingleAsync();
        db.HazardFollowers.Add(new HazardFollower { HazardId = id, PersonId = viewer.PersonId, At = app.Clock.GetUtcNow() });
        return await db.SaveChangesAsync();
    });

    private Task<NoticeMail> MailAsync(Viewer viewer) => app.InDatabaseAsync(db => db.NoticeMails.AsNoTracking().Where(m => m.PersonId == viewer.PersonId).OrderByDescending(m => m.At).FirstAsync());

    private async Task<bool> RunWithAsync(IMailer mailer) => await app.InScopeAsync(async services =>
    {
        await ActivatorUtilities.CreateInstance<SendHazardNotices>(services, mailer).RunAsync(CancellationToken.None);
        return true;
    });

    /// <returns>What the page then says there.</returns>
    private static async Task<string> ChangeAsync(Visitor visitor, string hazard, string? to, string? fixedIn, string selector, string? was = null)
    {
        var page = await visitor.PageAsync($"/triage/hazards/{hazard}");
        var fields = page.QuerySelectorAll("#state-form input[type=hidden]").ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value") ?? "");
        (fields["FixedIn"], fields["Reason"]) = (fixedIn ?? "", "Because.");
        fields["Was"] = was ?? fields["Was"];
        if (to is not null)
        {
            fields["To"] = to;
        }
        var answer = await visitor.SendAsync(new Uri($"/triage/hazards/{hazard}?handler=State", UriKind.Relative), fields);
        if (selector != "#state")
        {
            Assert.Equal(fixedIn ?? "", answer.QuerySelector("#FixedIn")!.GetAttribute("value") ?? "");
            Assert.Equal("Because.", answer.QuerySelector("#Reason")!.GetAttribute("value"));
        }
        return answer.QuerySelector(selector)?.TextContent ?? answer.Body!.TextContent;
    }

    private async Task<Visitor> SignedInAsync(string email)
    {
        var visitor = app.Visit();
        await visitor.SignInAsync(email, app.DemoPassword);
        return visitor;
    }
}

[Collection(Apps.QuietSqlite)]
public sealed class HazardLifeSqliteTests(QuietSqliteApp app) : HazardLifeTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class HazardLifePostgreSqlTests(QuietPostgreSqlApp app) : HazardLifeTests(app);
