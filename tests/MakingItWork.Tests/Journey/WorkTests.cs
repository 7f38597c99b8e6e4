using MakingItWork.Capture;
using MakingItWork.Journey;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace MakingItWork.Tests.Journey;

/// <summary>Work that fails, dies, is done by two at once, or was forgotten.</summary>
public abstract class WorkTests(TestApp app)
{
    private const int Failures = 6;
    private static readonly TimeSpan PastTheLease = TimeSpan.FromSeconds(301);

    [Fact]
    public async Task Job_ThatKeepsFailing_WaitsLongerEachTimeAndIsParkedWithTheReason()
    {
        var report = await ReceivedAsync("", TestPictures.Png(31));
        var upload = Path.Combine(app.DataFolder, "files", report.Screenshots.Single().UploadKey!);
        File.Move(upload, upload + ".away");
        var waits = new List<double>();
        for (var attempt = 1; attempt < Failures; attempt++)
        {
            await app.WakeAsync(report.Id);
            var work = (await app.ReportAsync(report.Reference)).Work;
            Assert.Equal((attempt, 0), (work.Attempts, work.Crashes));
            waits.Add(Math.Round((work.NotBefore!.Value - app.Clock.GetUtcNow()).TotalSeconds));
            await app.WakeAsync(report.Id);
            Assert.Equal(attempt, (await app.ReportAsync(report.Reference)).Work.Attempts);
            app.Clock.Advance(TimeSpan.FromSeconds(20));
        }
        Assert.Equal([1, 2, 4, 8, 16], waits);

        await app.WakeAsync(report.Id);
        var parked = (await app.ReportAsync(report.Reference)).Work;
        Assert.Equal("It failed 6 times at this stage, last with FileNotFoundException.", parked.ParkedWhy);
        await app.WakeAsync(report.Id);
        Assert.Equal(Failures, (await app.ReportAsync(report.Reference)).Work.Attempts);
        var administrator = await app.ViewerAsync(Acts.Administrator);
        Assert.Contains(await app.SendAsync(new ReadParked(administrator)), row => row.Reference == report.Reference);

        File.Move(upload + ".away", upload);
        Assert.False(await app.SendAsync(new ResumeReport(await app.ViewerAsync(Acts.Cambridge), report.Reference)));
        Assert.True(await app.SendAsync(new ResumeReport(administrator, report.Reference)));
        await app.WakeAsync(report.Id);
        Assert.Equal(ReportStage.Held, (await app.ReportAsync(report.Reference)).Stage);
        Assert.Equal(["parked", "tried again"], await app.InDatabaseAsync(db => db.AuditEntries.Where(e => e.ReportId == report.Id).OrderBy(e => e.At).Select(e => e.Act).ToListAsync()));
    }

    [Fact]
    public async Task Attempt_ThatDiedThreeTimes_ParksTheReport()
    {
        var report = await ReceivedAsync("The save button is hidden behind the task bar.");
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            // the claim is taken and nobody ever ends it, as when the process dies
            Assert.Equal(ReportStage.Received, await ClaimAsync(report.Id));
            Assert.Equal(attempt - 1, (await app.ReportAsync(report.Reference)).Work.Crashes);
            Assert.Null(await ClaimAsync(report.Id));
            app.Clock.Advance(PastTheLease);
        }
        await app.WakeAsync(report.Id);

        var parked = await app.ReportAsync(report.Reference);
        Assert.Equal((ReportStage.Received, 3), (parked.Stage, parked.Work.Crashes));
        Assert.Equal("The program stopped 3 times while working on this report at the stage Received.", parked.Work.ParkedWhy);
    }

    [Fact]
    public async Task Attempt_ThatDiedTwice_IsTakenUpAgainAndFinished()
    {
        var report = await ReceivedAsync("The cursor jumps to another field while a dose is typed.");
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            await ClaimAsync(report.Id);
            app.Clock.Advance(PastTheLease);
        }
        await app.WakeAsync(report.Id);

        var finished = await app.ReportAsync(report.Reference);
        Assert.Equal((ReportStage.AwaitingTriage, 0, null), (finished.Stage, finished.Work.Crashes, finished.Work.ClaimedBy));
    }

    [Fact]
    public async Task Report_WokenManyTimesAtOnce_IsWorkedOnOnce()
    {
        var report = await ReceivedAsync("The wrong unit is printed on the label of the infusion pump.");
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => app.WakeAsync(report.Id))));
        await app.WakeAsync(report.Id);

        Assert.Equal(ReportStage.AwaitingTriage, (await app.ReportAsync(report.Reference)).Stage);
        Assert.Equal(1, await app.InDatabaseAsync(db => db.HazardLinks.CountAsync(l => l.ReportId == report.Id)));
        var ranks = await app.InDatabaseAsync(db => db.Suggestions.Where(s => s.ReportId == report.Id).Select(s => s.Rank).ToListAsync());
        Assert.Equal(Enumerable.Range(1, ranks.Count), ranks.Order());
        Assert.Equal(1, await app.InDatabaseAsync(db => db.Hazards.CountAsync(h => h.Links.Any(l => l.ReportId == report.Id))));
    }

    [Fact]
    public async Task Sweep_OfReportsThatStandStill_RingsForThoseOnly()
    {
        var forgotten = await ReceivedAsync("The first of two alarms is silent.");
        var busy = await ReceivedAsync("The second of two alarms is silent.");
        var died = await ReceivedAsync("Both of two alarms are silent.");
        var waiting = await ReceivedAsync("One of three alarms is silent.");
        var parked = await ReceivedAsync("Two of three alarms are silent.");
        var finished = await app.TriageableAsync("All three of the alarms are silent.");
        await ClaimAsync(died.Id);
        app.Clock.Advance(PastTheLease);
        await ClaimAsync(busy.Id);
        await ChangeAsync(waiting.Id, work => work.NotBefore = app.Clock.GetUtcNow().AddHours(1));
        await ChangeAsync(parked.Id, work => work.ParkedAt = app.Clock.GetUtcNow());
        var engine = Substitute.For<IJobEngine>();
        await app.InScopeAsync(async services =>
        {
            await ActivatorUtilities.CreateInstance<Sweep>(services, engine).RunAsync(CancellationToken.None);
            return true;
        });

        engine.Received(1).Enqueue(forgotten.Id);
        engine.Received(1).Enqueue(died.Id);
        foreach (var left in (Report[])[busy, waiting, parked, finished])
        {
            engine.DidNotReceive().Enqueue(left.Id);
        }
    }

    private async Task<Report> ReceivedAsync(string description, params byte[][] pictures)
    {
        using var visitor = app.Visit();
        return await app.ReportAsync((await visitor.ReportAsync(description, pictures: pictures)).Reference);
    }

    private Task<ReportStage?> ClaimAsync(Guid report) => app.InScopeAsync(services => new ReportClaim(
        services.GetRequiredService<MakingItWork.Store.ReportsDb>(), services.GetRequiredService<IOptions<JobsOptions>>().Value, app.Clock).TryAsync(report, CancellationToken.None));

    private Task<int> ChangeAsync(Guid id, Action<ReportWork> change) => app.InDatabaseAsync(async db =>
    {
        change((await db.Reports.SingleAsync(r => r.Id == id)).Work);
        return await db.SaveChangesAsync();
    });
}

[Collection(Apps.QuietSqlite)]
public sealed class WorkSqliteTests(QuietSqliteApp app) : WorkTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class WorkPostgreSqlTests(QuietPostgreSqlApp app) : WorkTests(app);
