using MakingItWork.Capture;
using MakingItWork.Classify;
using MakingItWork.Directory;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Tests.TestHost;
using MakingItWork.Triage;
using MakingItWork.Triage.Keyboard;
using MakingItWork.Triage.Queues;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Triage.Queues;

/// <summary>The order of the queue and the way through its pages.</summary>
public abstract class QueueOrderTests(TestApp app)
{
    [Fact]
    public async Task Queue_ReadPageByPageWhileReportsCome_HasNoGapAndNoRepeat()
    {
        const string Organisation = "RM1";
        var viewer = await app.TriagerOfAsync(Organisation);
        var made = new List<(string Reference, bool Urgent, int Harm, DateTimeOffset At)>();
        for (var i = 0; i < 60; i++)
        {
            var (harm, urgent) = ((DegreeOfHarm)(i * 7 % 6), i % 11 == 0);
            var report = await app.WaitingAsync(Organisation, harm, TimeSpan.FromMinutes(i * 37 % 1000), urgent);
            made.Add((report.Reference, urgent, QueueOrder.RankOf(harm), report.SubmittedAt));
        }
        var expected = made.OrderByDescending(r => r.Urgent).ThenByDescending(r => r.Harm).ThenBy(r => r.At).Select(r => r.Reference).ToList();

        var first = await app.SendAsync(new TriageQueue(viewer));
        Assert.Equal((60, 25), (first.Found, first.Items.Count));
        Assert.Null(first.Before);
        var worse = await app.WaitingAsync(Organisation, DegreeOfHarm.Death, TimeSpan.FromDays(3), urgent: true);
        var milder = await app.WaitingAsync(Organisation, DegreeOfHarm.NoHarm, TimeSpan.Zero);
        var second = await app.SendAsync(new TriageQueue(viewer, At: first.After));
        await app.ApproveAsync(second.Items[^1].Reference);
        var third = await app.SendAsync(new TriageQueue(viewer, At: second.After));
        Assert.Null(third.After);

        var read = first.Items.Concat(second.Items).Concat(third.Items).Select(i => i.Reference).ToList();
        Assert.Equal([.. expected, milder.Reference], read);
        Assert.Equal(worse.Reference, (await app.SendAsync(new TriageQueue(viewer))).Items[0].Reference);
        var back = await app.SendAsync(new TriageQueue(viewer, At: third.Before));
        Assert.Equal(25, back.Items.Count);
        Assert.Equal(read[(50 - 26)..50].Where(r => r != second.Items[^1].Reference), back.Items.Select(i => i.Reference));
        var head = await app.SendAsync(new TriageQueue(viewer, At: back.Before));
        Assert.Equal(worse.Reference, head.Items[0].Reference);
        Assert.Null(head.Before);
    }

    [Fact]
    public async Task NextAndPrevious_InAFilteredList_AreThoseOfTheListAlsoAfterADecision()
    {
        const string Organisation = "RTH";
        var viewer = await app.TriagerOfAsync(Organisation);
        var worst = await app.WaitingAsync(Organisation, DegreeOfHarm.Death, TimeSpan.FromHours(1), unit: "Ward 1");
        var other = await app.WaitingAsync(Organisation, DegreeOfHarm.Severe, TimeSpan.FromHours(1), unit: "Theatre");
        var middle = await app.WaitingAsync(Organisation, DegreeOfHarm.Moderate, TimeSpan.FromHours(1), unit: "Ward 1");
        var last = await app.WaitingAsync(Organisation, DegreeOfHarm.Low, TimeSpan.FromHours(1), unit: "ward 1");
        var filter = new QueueFilter { Unit = "Ward 1" }.ToQuery();

        Assert.Equal((worst.Reference, last.Reference), await AroundAsync(viewer, middle.Reference, filter));
        Assert.Equal((other.Reference, last.Reference), await AroundAsync(viewer, middle.Reference, null));
        Assert.Equal((null, middle.Reference), await AroundAsync(viewer, worst.Reference, filter));
        await app.ApproveAsync(middle.Reference);
        Assert.Equal((worst.Reference, last.Reference), await AroundAsync(viewer, middle.Reference, filter));
        Assert.Equal(last.Reference, await app.SendAsync(new NextReport(viewer, middle.Reference)));
        await app.ApproveAsync(last.Reference);
        Assert.Equal(worst.Reference, await app.SendAsync(new NextReport(viewer, last.Reference)));
        await app.ApproveAsync(worst.Reference);
        await app.ApproveAsync(other.Reference);
        Assert.Null(await app.SendAsync(new NextReport(viewer, last.Reference)));
        Assert.Equal((null, null), await AroundAsync(await app.TriagerOfAsync("RRK"), middle.Reference, null));
    }

    private async Task<(string? Previous, string? Next)> AroundAsync(Viewer viewer, string reference, string? filter) =>
        (await app.SendAsync(new NextReport(viewer, reference, Back: true, filter)), await app.SendAsync(new NextReport(viewer, reference, In: filter)));

    [Fact]
    public async Task Queue_OfDecidedReports_BeginsWithTheLatest()
    {
        const string Organisation = "R0A";
        var viewer = await app.TriagerOfAsync(Organisation);
        var first = await app.WaitingAsync(Organisation, DegreeOfHarm.Low, TimeSpan.FromHours(1));
        var second = await app.WaitingAsync(Organisation, DegreeOfHarm.Death, TimeSpan.FromHours(9));
        await app.ApproveAsync(second.Reference);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.ApproveAsync(first.Reference);
        var page = await app.SendAsync(new TriageQueue(viewer, new QueueFilter { State = QueueState.Approved }));
        Assert.Equal([first.Reference, second.Reference], page.Items.Select(i => i.Reference));
        Assert.Equal(3, page.Items[0].RiskRating);
        Assert.Equal(0, (await app.SendAsync(new TriageQueue(viewer))).Found);
        Assert.Equal(0, (await app.SendAsync(new TriageQueue(viewer, new QueueFilter { State = QueueState.Rejected }))).Found);
    }

    [Fact]
    public async Task KeepQueue_AfterWhatOtherRoomsDid_MakesTheRowsRight()
    {
        const string Organisation = "RHW";
        var viewer = await app.TriagerOfAsync(Organisation);
        var missing = await app.WaitingAsync(Organisation, DegreeOfHarm.Low, TimeSpan.FromHours(1), row: false);
        var moved = await app.WaitingAsync(Organisation, DegreeOfHarm.Low, TimeSpan.FromHours(2));
        var raised = await app.WaitingAsync(Organisation, DegreeOfHarm.NoHarm, TimeSpan.FromHours(3));
        await app.InDatabaseAsync(db => db.Reports.Where(r => r.Id == moved.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Stage, ReportStage.Withdrawn).SetProperty(r => r.StageSince, app.Clock.GetUtcNow())));
        Assert.DoesNotContain((await app.SendAsync(new TriageQueue(viewer))).Items, i => i.Id == moved.Id);
        await app.InDatabaseAsync(async db =>
        {
            db.UrgentReports.Add(new UrgentReport { ReportId = raised.Id, Reason = "It may be happening now.", Evidence = "", RaisedAt = app.Clock.GetUtcNow(), MessageId = "raised", Alert = AlertState.NoAddress });
            return await db.SaveChangesAsync();
        });

        await app.RunAsync<KeepQueue>();
        var page = await app.SendAsync(new TriageQueue(viewer));
        Assert.Equal([raised.Reference, missing.Reference], page.Items.Select(i => i.Reference));
        Assert.Equal((2, 1), (page.Found, page.Counts.Urgent));
        Assert.Equal((QueueState.Gone, (string?)null), ((await app.RowAsync(moved.Id))!.State, (await app.RowAsync(moved.Id))!.Unit));
        await app.RunAsync<KeepQueue>();
        Assert.Equal(2, (await app.SendAsync(new TriageQueue(viewer))).Found);
    }

    [Fact]
    public async Task KeepQueue_WalkingOverAllReports_RepairsARowThatSaysWrong()
    {
        var report = await app.WaitingAsync("RK5", DegreeOfHarm.Severe, TimeSpan.FromHours(1));
        var right = (await app.RowAsync(report.Id))!.SortKey;
        await app.RunAsync<KeepQueue>();
        await app.InDatabaseAsync(db => db.QueueRows.Where(r => r.ReportId == report.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.SortKey, 5).SetProperty(r => r.HarmRank, 0)));
        for (var run = 0; run < 10 && (await app.RowAsync(report.Id))!.SortKey != right; run++)
        {
            await app.RunAsync<KeepQueue>();
        }
        Assert.Equal((right, 4), ((await app.RowAsync(report.Id))!.SortKey, (await app.RowAsync(report.Id))!.HarmRank));
    }
}

[Collection(Apps.QuietSqlite)]
public sealed class QueueOrderSqliteTests(QuietSqliteApp app) : QueueOrderTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class QueueOrderPostgreSqlTests(QuietPostgreSqlApp app) : QueueOrderTests(app);
