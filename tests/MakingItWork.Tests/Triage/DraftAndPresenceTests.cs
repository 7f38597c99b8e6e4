using System.Net;
using MakingItWork.Tests.TestHost;
using MakingItWork.Triage.Keyboard;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Triage;

/// <summary>What a page keeps and says in the background: a draft for one person alone, and who has the report open.</summary>
public abstract class DraftAndPresenceTests(TestApp app)
{
    private const string Officer = "officer.cambridge@example.org";

    [Fact]
    public async Task Draft_AfterSignOutAndIn_IsThereForThatPersonAloneAndMasked()
    {
        var report = await app.TriageableAsync("The maroon adder list turns over by itself.");
        var address = $"/triage/{report.Reference}";
        using (var person = await app.SignedInAsync(Acts.Cambridge))
        {
            var kept = await person.PostFieldsAsync($"{address}/draft", ("TypeCode", "3.3"), ("Severity", "Major"), ("Reason", "About NHS number 999 000 0018."), ("Message", "Which list?"));
            Assert.Equal(HttpStatusCode.NoContent, kept.Status);
            await person.SubmitAsync((await person.PageAsync(address)).QuerySelector("form[action='/sign-out']")!);
        }
        Assert.False(await app.InDatabaseAsync(db => db.DecisionDrafts.AnyAsync(d => d.Reason!.Contains("0018"))));
        foreach (var other in (string[])[Officer, Acts.National])
        {
            using var colleague = await app.SignedInAsync(other);
            var theirs = await colleague.PageAsync(address);
            Assert.Null(theirs.QuerySelector("#draft"));
            Assert.DoesNotContain("About NHS number", theirs.Body!.TextContent, StringComparison.Ordinal);
            Assert.Null(theirs.QuerySelector("input[name=Severity][checked]"));
        }
        using var back = await app.SignedInAsync(Acts.Cambridge);
        var page = await back.PageAsync(address);
        Assert.NotNull(page.QuerySelector("#draft"));
        Assert.NotNull(page.QuerySelector("input[name=Severity][value=Major][checked]"));
        Assert.Contains("About NHS number", page.QuerySelector("#Reason")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Which list?", page.QuerySelector("#Message")!.TextContent, StringComparison.Ordinal);
        var afresh = await back.SubmitAsync(page.QuerySelector("#draft form")!);
        Assert.Null(afresh.QuerySelector("#draft"));
        Assert.Null(afresh.QuerySelector("input[name=Severity][checked]"));
    }

    [Fact]
    public async Task Draft_OfADecidedReport_IsGoneAndAPageThatIsLeftLateBringsItNotBack()
    {
        var report = await app.TriageableAsync("The maroon eider list is empty on Sundays.");
        var address = $"/triage/{report.Reference}";
        using var person = await app.SignedInAsync(Acts.Cambridge);
        await person.PostFieldsAsync($"{address}/draft", ("Reason", "Not yet sure."));
        await person.PostDecisionAsync(address, "Reject", ("Reason", "A training system."));
        Assert.False(await app.InDatabaseAsync(db => db.DecisionDrafts.AnyAsync(d => d.ReportId == report.Id)));
        await person.PostFieldsAsync($"{address}/draft", ("Reason", "A training system."));
        Assert.False(await app.InDatabaseAsync(db => db.DecisionDrafts.AnyAsync(d => d.ReportId == report.Id)));
    }

    [Fact]
    public async Task DraftAndPresence_OfAnotherOrganisation_AreNotFound()
    {
        var report = await app.TriageableAsync("The maroon gecko list needs two scrolls.");
        using var stranger = await app.SignedInAsync(Acts.Birmingham);
        foreach (var path in (string[])["draft", "draft/forget", "open", "undo"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostFieldsAsync($"/triage/{report.Reference}/{path}", ("Reason", "Mine?"))).Status);
        }
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusAsync($"/triage/{report.Reference}/next"));
        Assert.False(await app.InDatabaseAsync(db => db.DecisionDrafts.AnyAsync(d => d.ReportId == report.Id)));
        Assert.False(await app.InDatabaseAsync(db => db.ReportPresences.AnyAsync(d => d.ReportId == report.Id)));
    }

    [Fact]
    public async Task Presence_OfTwoOnOneReport_IsSeenByBothUntilOneLeavesOrFallsSilent()
    {
        var report = await app.TriageableAsync("The maroon viper list shows the day of birth twice.");
        var (cambridge, national) = (await app.ViewerAsync(Acts.Cambridge), await app.ViewerAsync(Acts.National));
        Assert.Empty((await app.SendAsync(new TellPresence(cambridge, report.Reference, Leaves: false)))!);
        Assert.Equal([cambridge.Name], (await app.SendAsync(new TellPresence(national, report.Reference, Leaves: false)))!.Select(other => other.Name));
        Assert.Equal([national.Name], (await app.SendAsync(new TellPresence(cambridge, report.Reference, Leaves: false)))!.Select(other => other.Name));
        Assert.Null(await app.SendAsync(new TellPresence(await app.ViewerAsync(Acts.Birmingham), report.Reference, Leaves: false)));
        Assert.Null(await app.SendAsync(new TellPresence(await app.ViewerAsync("analyst@example.org"), report.Reference, Leaves: false)));

        app.Clock.Advance(TimeSpan.FromSeconds(30));
        await app.SendAsync(new TellPresence(cambridge, report.Reference, Leaves: false));
        app.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Empty((await app.SendAsync(new TellPresence(cambridge, report.Reference, Leaves: false)))!);

        await app.SendAsync(new TellPresence(national, report.Reference, Leaves: false));
        await app.SendAsync(new TellPresence(national, report.Reference, Leaves: true));
        app.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Empty((await app.SendAsync(new TellPresence(cambridge, report.Reference, Leaves: false)))!);
    }

    [Fact]
    public async Task Presence_FirstToldInManyTabsAtOnce_IsThereOnce()
    {
        var report = await app.TriageableAsync("The maroon bison list fades after a minute.");
        var cambridge = await app.ViewerAsync(Acts.Cambridge);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => app.SendAsync(new TellPresence(cambridge, report.Reference, Leaves: false)))));
        Assert.Equal(1, await app.InDatabaseAsync(db => db.ReportPresences.CountAsync(p => p.ReportId == report.Id)));
    }
}

[Collection(UndoSqliteTests.Name)]
public sealed class DraftAndPresenceSqliteTests(UndoSqliteApp app) : DraftAndPresenceTests(app);

[Collection(UndoPostgreSqlTests.Name)]
public sealed class DraftAndPresencePostgreSqlTests(UndoPostgreSqlApp app) : DraftAndPresenceTests(app);
