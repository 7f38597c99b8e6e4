using MakingItWork.Capture;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Tests.TestHost;
using MakingItWork.Triage.Queues;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Triage.Queues;

/// <summary>Giving reports to people, one by one and several at once.</summary>
public abstract class AssignTests(TestApp app)
{
    private const string Officer = "officer.cambridge@example.org";

    [Fact]
    public async Task Assign_FromTheReportsPage_IsShownWrittenDownAndTakenBack()
    {
        var report = await app.TriageableAsync("The blood group stands where the bed number should be.");
        using var visitor = app.Visit();
        await visitor.SignInAsync(Acts.Cambridge, app.DemoPassword);
        var page = await visitor.PageAsync($"/triage/{report.Reference}");
        Assert.Equal("g", page.QuerySelector("#assigned button")!.GetAttribute("data-key"));
        page = await QueueFilterTests.PostAsync(visitor, $"/triage/{report.Reference}/assign", ("to", "me"), ("was", ""));
        Assert.Contains("assigned to you", page.QuerySelector(".nhsuk-notification-banner")!.TextContent, StringComparison.Ordinal);
        var me = await app.ViewerAsync(Acts.Cambridge);
        Assert.Equal(me.PersonId, (await app.RowAsync(report.Id))!.AssignedTo);

        var undo = page.QuerySelector(".nhsuk-notification-banner form")!;
        await QueueFilterTests.PostAsync(visitor, undo.GetAttribute("action")!, [.. undo.QuerySelectorAll("input[type=hidden]").Where(i => i.GetAttribute("name") != "__RequestVerificationToken").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? ""))]);
        Assert.Null((await app.RowAsync(report.Id))!.AssignedTo);
        Assert.Equal([$"To {me.Name}", "To nobody"], await app.InDatabaseAsync(db => db.AuditEntries.Where(e => e.ReportId == report.Id && e.Act == "assigned").OrderBy(e => e.Sequence).Select(e => e.Detail!).ToListAsync()));
    }

    [Fact]
    public async Task Assign_AfterSomebodyElseDid_IsRefusedAndSaysWho()
    {
        var report = await app.TriageableAsync("The weight of the child is that of its mother.");
        var (triager, officer) = (await app.ViewerAsync(Acts.Cambridge), await app.ViewerAsync(Officer));
        Assert.Null((await app.SendAsync(new AssignReport(triager, report.Reference, officer.PersonId, ""))).Trouble);
        Assert.Contains(officer.Name, (await app.SendAsync(new AssignReport(triager, report.Reference, triager.PersonId, ""))).Trouble!, StringComparison.Ordinal);
        Assert.Equal(officer.PersonId, (await app.RowAsync(report.Id))!.AssignedTo);
        var stranger = await app.ViewerAsync(Acts.Birmingham);
        Assert.Contains("does not triage in your team", (await app.SendAsync(new AssignReport(triager, report.Reference, stranger.PersonId))).Trouble!, StringComparison.Ordinal);
        Assert.DoesNotContain((await app.SendAsync(new ReadAssignment(triager, report.Reference)))!.Colleagues, c => c.Id == stranger.PersonId);
    }

    [Fact]
    public async Task Bulk_WithSomethingThatCannotBe_PreviewsChangesTheRestAndSaysBoth()
    {
        var one = await app.WaitingAsync("RGT", DegreeOfHarm.Low, TimeSpan.FromHours(1));
        var two = await app.WaitingAsync("RGT", DegreeOfHarm.Low, TimeSpan.FromHours(2));
        var theirs = await app.WaitingAsync("RRK", DegreeOfHarm.Low, TimeSpan.FromHours(3));
        var decided = await app.WaitingAsync("RGT", DegreeOfHarm.Low, TimeSpan.FromHours(4));
        await app.ApproveAsync(decided.Reference);
        using var visitor = app.Visit();
        await visitor.SignInAsync(Acts.Cambridge, app.DemoPassword);
        (string, string)[] all = [.. new[] { one, two, theirs, decided }.Select(r => ("References", r.Reference))];

        var preview = await QueueFilterTests.PostAsync(visitor, "/triage/bulk?handler=Preview", [("Act", "Reject"), .. all]);
        Assert.Contains("2 reports of 4 will change", preview.QuerySelector("#summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("no longer waits", preview.QuerySelector("#lines")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(ReportStage.AwaitingTriage, (await app.ReportAsync(one.Reference)).Stage);
        var without = await QueueFilterTests.PostAsync(visitor, "/triage/bulk?handler=Do", [("Act", "Reject"), .. all]);
        Assert.NotNull(without.QuerySelector("#Reason-error"));

        var done = await QueueFilterTests.PostAsync(visitor, "/triage/bulk?handler=Do", [("Act", "Reject"), ("Reason", "A training system."), .. all]);
        Assert.Contains("2 reports of 4 were changed", done.QuerySelector("#summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(ReportStage.Rejected, (await app.ReportAsync(one.Reference)).Stage);
        Assert.Equal(ReportStage.Rejected, (await app.ReportAsync(two.Reference)).Stage);
        Assert.Equal(ReportStage.AwaitingTriage, (await app.ReportAsync(theirs.Reference)).Stage);
        Assert.Equal(ReportStage.Approved, (await app.ReportAsync(decided.Reference)).Stage);
        Assert.Equal(QueueState.Rejected, (await app.RowAsync(one.Id))!.State);
        Assert.Equal(2, await app.InDatabaseAsync(db => db.AuditEntries.CountAsync(e => e.Act == "rejected" && (e.ReportId == one.Id || e.ReportId == two.Id))));
    }

    [Fact]
    public async Task Bulk_AssignMarkAndLink_DoWhatTheirPreviewSaid()
    {
        var one = await app.TriageableAsync("The list of wounds shows the left arm as the right arm in green.");
        var other = await app.TriageableAsync("A banner about maintenance covers the allergy field at noon.");
        var hazard = await app.InDatabaseAsync(db => db.HazardLinks.Where(l => l.ReportId == other.Id).Select(l => l.Hazard!.Reference).SingleAsync());
        using var visitor = app.Visit();
        await visitor.SignInAsync(Acts.Cambridge, app.DemoPassword);
        var me = await app.ViewerAsync(Acts.Cambridge);

        await QueueFilterTests.PostAsync(visitor, "/triage/bulk?handler=Do", ("Act", "Assign"), ("To", $"{me.PersonId}"), ("References", one.Reference), ("Was", ""));
        Assert.Equal(me.PersonId, (await app.RowAsync(one.Id))!.AssignedTo);
        var late = await QueueFilterTests.PostAsync(visitor, "/triage/bulk?handler=Do", ("Act", "Assign"), ("To", ""), ("References", one.Reference), ("Was", ""));
        Assert.Contains("in the meantime", late.QuerySelector("#lines")!.TextContent, StringComparison.Ordinal);
        await QueueFilterTests.PostAsync(visitor, "/triage/bulk?handler=Do", ("Act", "MarkRead"), ("References", one.Reference));
        Assert.True(await app.InDatabaseAsync(db => db.ReportsOpened.AnyAsync(o => o.ReportId == one.Id && o.PersonId == me.PersonId)));
        var linked = await QueueFilterTests.PostAsync(visitor, "/triage/bulk?handler=Preview", ("Act", "LinkHazard"), ("Hazard", hazard), ("References", one.Reference), ("References", other.Reference));
        Assert.Contains("Will be linked to this hazard", linked.QuerySelector("#lines")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("belongs to this hazard", linked.QuerySelector("#lines")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await QueueFilterTests.PostAsync(visitor, "/triage/bulk?handler=Preview", ("Act", "LinkHazard"), ("Hazard", "H-NONE"), ("References", one.Reference))).QuerySelector("#Hazard-error"));
    }
}

[Collection(Apps.QuietSqlite)]
public sealed class AssignSqliteTests(QuietSqliteApp app) : AssignTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class AssignPostgreSqlTests(QuietPostgreSqlApp app) : AssignTests(app);
