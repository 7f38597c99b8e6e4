using System.Net;
using System.Text.Json;
using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Tests.TestHost;
using MakingItWork.Triage;
using MakingItWork.Triage.Queues;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Triage.Queues;

/// <summary>Counts, filters, saved filters and what a page that is open asks.</summary>
public abstract class QueueFilterTests(TestApp app)
{
    [Fact]
    public async Task Filters_Combined_FindWhatTheySayAndTheCountsAgree()
    {
        const string Organisation = "RHQ";
        var viewer = await app.TriagerOfAsync(Organisation);
        var urgent = await app.WaitingAsync(Organisation, DegreeOfHarm.Low, TimeSpan.FromHours(5), urgent: true, unit: "Ward 7 North");
        var late = await app.WaitingAsync(Organisation, DegreeOfHarm.Severe, TimeSpan.FromHours(25), unit: "ward 7 south");
        var early = await app.WaitingAsync(Organisation, DegreeOfHarm.Severe, TimeSpan.FromHours(23), unit: "Theatre");
        var slow = await app.WaitingAsync(Organisation, DegreeOfHarm.NoHarm, TimeSpan.FromHours(100));
        var before = await app.SendAsync(new TriageQueue(viewer));
        await TakeAsync(viewer, early);
        await app.SendAsync(new ReadReport(viewer, slow.Reference));

        var counts = (await app.SendAsync(new TriageQueue(viewer))).Counts;
        Assert.Equal(before.Counts with { Mine = before.Counts.Mine + 1, Unassigned = before.Counts.Unassigned - 1, Unread = before.Counts.Unread - 1 }, counts);
        Assert.Equal(1, counts.Urgent);
        await FindsAsync(viewer, new QueueFilter { Urgent = true }, urgent);
        await FindsAsync(viewer, new QueueFilter { Overdue = true }, urgent, late);
        await FindsAsync(viewer, new QueueFilter { Who = QueueOwner.Mine }, early);
        await FindsAsync(viewer, new QueueFilter { Unit = "WARD 7" }, urgent, late);
        await FindsAsync(viewer, new QueueFilter { Harm = DegreeOfHarm.Severe, Who = QueueOwner.Unassigned }, late);
        await FindsAsync(viewer, new QueueFilter { Unit = "ward 7", Overdue = true, Harm = DegreeOfHarm.Low }, urgent);
        var unread = await app.SendAsync(new TriageQueue(viewer, new QueueFilter { Unread = true }));
        Assert.DoesNotContain(unread.Items, i => i.Id == slow.Id);
        Assert.Equal((counts.Unread, counts.Unread), (unread.Found, unread.Items.Count));
        Assert.Equal(0, (await app.SendAsync(new TriageQueue(viewer, new QueueFilter { Product = Guid.NewGuid() }))).Found);
        Assert.Equal(0, (await app.SendAsync(new TriageQueue(viewer, new QueueFilter { Organisation = "RRK" }))).Found);
        Assert.All((await app.SendAsync(new TriageQueue(await app.ViewerAsync(Acts.National), new QueueFilter { Organisation = Organisation }))).Items, i => Assert.Contains(i.Reference, before.Items.Select(b => b.Reference)));
    }

    [Theory]
    [InlineData("who=mine&unread=yes&harm=Severe&unit=Ward%207%20%26%208")]
    [InlineData("state=approved&type=3.3&organisation=RGT&overdue=yes&urgent=yes")]
    [InlineData("who=sideways&harm=17&product=none&state=gone&unit=")]
    [InlineData("")]
    public void Filter_WrittenIntoAnAddress_IsReadBackAsItWas(string query)
    {
        var filter = QueueFilter.From(query);
        Assert.Equal(filter, QueueFilter.From(filter.ToQuery()));
        Assert.NotEmpty(filter.ToQuery());
        Assert.NotEqual(QueueState.Gone, filter.State);
        Assert.True(filter.Harm is null or DegreeOfHarm.Severe);
    }

    [Fact]
    public async Task SavedFilter_OfOnePerson_OpensTheirQueueAndIsNobodyElses()
    {
        using var one = app.Visit();
        await one.SignInAsync("safety.guys@example.org", app.DemoPassword);
        using var other = app.Visit();
        await other.SignInAsync(Acts.Birmingham, app.DemoPassword);
        var page = await SaveAsync(one, "Grave <ones>", "harm=Severe&unit=Nowhere");
        Assert.Contains("Grave <ones>", page.QuerySelector("nav.miw-views")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("already have", (await SaveAsync(one, "Grave <ones>", "harm=Death")).QuerySelector("#Name-error")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Grave", (await other.PageAsync("/triage")).Body!.TextContent, StringComparison.Ordinal);

        var id = await app.InDatabaseAsync(db => db.SavedFilters.Where(f => f.Name == "Grave <ones>").Select(f => f.Id).SingleAsync());
        foreach (var handler in (string[])["Rename", "Delete", "OpenWith"])
        {
            await PostAsync(other, $"/triage/filters?handler={handler}", ("Id", $"{id}"), ("Name", "Mine"));
            var kept = await app.InDatabaseAsync(db => db.SavedFilters.AsNoTracking().SingleAsync(f => f.Id == id));
            Assert.Equal(("Grave <ones>", false), (kept.Name, kept.IsDefault));
        }
        await PostAsync(one, "/triage/filters?handler=Rename", ("Id", $"{id}"), ("Name", "Worst"));
        await PostAsync(one, "/triage/filters?handler=OpenWith", ("Id", $"{id}"));
        var opened = await one.PageAsync("/triage");
        Assert.Equal("Worst 0", Words(opened.QuerySelector("nav.miw-views a[aria-current]")!.TextContent));
        Assert.NotNull(opened.QuerySelector("#none"));
        Assert.Equal("All waiting", Words((await one.PageAsync("/triage?who=all")).QuerySelector("nav.miw-views a[aria-current]")!.TextContent)[.."All waiting".Length]);
        await PostAsync(one, "/triage/filters?handler=Delete", ("Id", $"{id}"));
        Assert.Null((await one.PageAsync("/triage")).QuerySelector("#none"));
        Assert.False(await app.InDatabaseAsync(db => db.SavedFilters.AnyAsync(f => f.Id == id)));
    }

    [Fact]
    public async Task Changes_AskedByAnOpenPage_CountWhatCameForThisViewerAndFilter()
    {
        using var visitor = app.Visit();
        await visitor.SignInAsync(Acts.Cambridge, app.DemoPassword);
        var place = (await visitor.PageAsync("/triage?unit=changes")).QuerySelector("#new-reports")!;
        var address = $"/triage/queue/changes?since={place.GetAttribute("data-since")}&{place.GetAttribute("data-query")}";
        Assert.Equal(0, await CameAsync(visitor, address));
        await app.WaitingAsync("RGT", DegreeOfHarm.Low, TimeSpan.FromDays(2), unit: "Changes ward");
        await app.WaitingAsync("RGT", DegreeOfHarm.Low, TimeSpan.Zero, unit: "Another ward");
        await app.WaitingAsync("RRK", DegreeOfHarm.Low, TimeSpan.Zero, unit: "Changes ward");
        Assert.Equal(1, await CameAsync(visitor, address));
        Assert.Equal(HttpStatusCode.BadRequest, await visitor.StatusAsync("/triage/queue/changes?since=-1"));
        Assert.Equal(HttpStatusCode.BadRequest, await visitor.StatusAsync("/triage/queue/changes"));
        using var nobody = app.Visit();
        Assert.Equal("/sign-in", (await nobody.EndsAtAsync(address)).Path);
    }

    [Fact]
    public async Task Queue_OfAnotherOrganisation_IsNeverShown()
    {
        var report = await app.WaitingAsync("RXQ", DegreeOfHarm.Death, TimeSpan.FromDays(30), urgent: true, unit: "Their ward");
        foreach (var email in (string[])[Acts.Birmingham, Acts.Larkfield, Acts.Administrator, "analyst@example.org"])
        {
            var viewer = await app.ViewerAsync(email);
            Assert.DoesNotContain((await app.SendAsync(new TriageQueue(viewer, new QueueFilter { Unit = "their ward" }))).Items, i => i.Id == report.Id);
            Assert.False(await app.InDatabaseAsync(db => db.QueueRows.VisibleTo(viewer).AnyAsync(r => r.ReportId == report.Id)));
            Assert.True((await app.SendAsync(new AssignReport(viewer, report.Reference, viewer.PersonId))).NotFound);
        }
        Assert.True(await app.InDatabaseAsync(async db => db.QueueRows.VisibleTo(await app.ViewerAsync(Acts.National)).Any(r => r.ReportId == report.Id)));
    }

    private async Task TakeAsync(Viewer viewer, Report report) => await app.InDatabaseAsync(async db =>
    {
        db.Assignments.Add(new Assignment { ReportId = report.Id, PersonId = viewer.PersonId, AssignedBy = viewer.PersonId, At = app.Clock.GetUtcNow() });
        await db.SaveChangesAsync();
        await QueueRows.RefreshAsync(db, app.Clock, report.Id, CancellationToken.None);
        return true;
    });

    private async Task FindsAsync(Viewer viewer, QueueFilter filter, params Report[] reports)
    {
        var page = await app.SendAsync(new TriageQueue(viewer, filter));
        Assert.Equal(reports.Select(r => r.Reference), page.Items.Select(i => i.Reference));
        Assert.Equal(reports.Length, page.Found);
    }

    private static async Task<int> CameAsync(Visitor visitor, string address)
    {
        using var answer = JsonDocument.Parse(await visitor.Http.GetStringAsync(new Uri(address, UriKind.Relative)));
        return answer.RootElement.GetProperty("came").GetInt32();
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));

    private static Task<AngleSharp.Dom.IDocument> SaveAsync(Visitor visitor, string name, string query) => PostAsync(visitor, "/triage/filters?handler=Save", ("Name", name), ("Query", query));

    internal static async Task<AngleSharp.Dom.IDocument> PostAsync(Visitor visitor, string address, params (string Name, string Value)[] fields)
    {
        var token = (await visitor.PageAsync("/triage?who=all")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await visitor.SendAsync(new Uri(address, UriKind.Relative), fields.Select(f => KeyValuePair.Create(f.Name, f.Value)).Append(new("__RequestVerificationToken", token)));
    }
}

[Collection(Apps.QuietSqlite)]
public sealed class QueueFilterSqliteTests(QuietSqliteApp app) : QueueFilterTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class QueueFilterPostgreSqlTests(QuietPostgreSqlApp app) : QueueFilterTests(app);
