using MakingItWork.Capture;
using MakingItWork.Export;
using MakingItWork.Redact;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Feedback;

/// <summary>A reporter takes a report back, at any stage.</summary>
public abstract class WithdrawTests(TestApp app)
{
    [Fact]
    public async Task Withdraw_OfAReportWithEverything_DeletesWhatItSaidAndKeepsItsTrace()
    {
        const string Words = "The quokka button of the discharge screen sends the letter twice.";
        using var reporter = app.Visit();
        var sent = await reporter.ReportAsync(Words, pictures: [TestPictures.Png(81)]);
        var report = await app.ReportAsync(sent.Reference);
        await app.WakeAsync(report.Id);
        await app.SendAsync(new DecideHeldPicture(await app.ViewerAsync(Acts.Cambridge), report.Screenshots.Single().Id, Pass: true, []));
        await app.WakeAsync(report.Id);
        await reporter.SendFormAsync($"/follow-up/{sent.LinkSecret}", new Dictionary<string, string> { ["Message"] = "The quokka button again." }, "Message");
        var picture = (await app.ReportAsync(sent.Reference)).Screenshots.Single();

        Assert.True(await app.InDatabaseAsync(db => db.PictureReadings.AnyAsync(r => r.ScreenshotId == picture.Id)));
        var page = await WithdrawAsync(reporter, sent);

        Assert.Contains("You took this report back", page, StringComparison.Ordinal);
        Assert.DoesNotContain("quokka", page, StringComparison.OrdinalIgnoreCase);
        Assert.All((string[])[picture.PictureKey!, picture.ThumbnailKey!], key => Assert.False(File.Exists(Path.Combine(app.DataFolder, "files", key))));
        Assert.Empty(await app.FindInTextColumnsAsync("quokka"));
        var left = await app.ReportAsync(sent.Reference);
        Assert.Equal((ReportStage.Withdrawn, report.SubmittedAt), (left.Stage, left.SubmittedAt));
        Assert.False(await app.InDatabaseAsync(db => db.IndexedReports.AnyAsync(r => r.ReportId == report.Id)));
        Assert.False(await app.InDatabaseAsync(db => db.PictureReadings.AnyAsync(r => r.ScreenshotId == picture.Id)));
        Assert.True(await app.InDatabaseAsync(db => db.AuditEntries.AnyAsync(e => e.ReportId == report.Id && e.Act == "taken back")));
    }

    [Fact]
    public async Task Withdraw_BeforeTheNightlyBatch_KeepsItOutOfTheBatch()
    {
        using var reporter = app.Visit();
        var sent = await reporter.ReportAsync("The axolotl list of the clinic shows patients of the day before.");
        await app.WakeAsync((await app.ReportAsync(sent.Reference)).Id);
        await app.ApproveAsync(sent.Reference);
        await WithdrawAsync(reporter, sent);
        await app.ExportAsync();
        Assert.Equal(ReportStage.Withdrawn, (await app.ReportAsync(sent.Reference)).Stage);
        var id = (await app.ReportAsync(sent.Reference)).Id;
        Assert.False(await app.InDatabaseAsync(db => db.ExportEntries.AnyAsync(e => e.ReportId == id && e.State == ExportState.Written)));
    }

    [Fact]
    public async Task Withdraw_AfterItWasHandedOver_SaysWhatCannotBeCalledBack()
    {
        using var reporter = app.Visit();
        var sent = await reporter.ReportAsync("The wombat view of the ward shows beds that are closed.");
        await app.WakeAsync((await app.ReportAsync(sent.Reference)).Id);
        await app.ApproveAsync(sent.Reference);
        await app.ExportAsync();
        var before = (await reporter.PageAsync($"/follow-up/{sent.LinkSecret}")).QuerySelector("#withdraw-report")!.TextContent;
        Assert.Contains("cannot be called back", before, StringComparison.Ordinal);
        await WithdrawAsync(reporter, sent);
        var report = await app.ReportAsync(sent.Reference);
        Assert.Contains("by hand", await app.InDatabaseAsync(db => db.AuditEntries.Where(e => e.ReportId == report.Id && e.Act == "taken back").Select(e => e.Detail).SingleAsync()), StringComparison.Ordinal);
        using var supplier = app.Visit();
        await supplier.SignInAsync(Acts.Larkfield, app.DemoPassword);
        Assert.DoesNotContain("wombat", (await supplier.PageAsync("/supplier")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdraw_WhileItIsStillBeingPrepared_EndsItsJourney()
    {
        using var reporter = app.Visit();
        var sent = await reporter.ReportAsync("The narwhal chart has no units on its axis.", pictures: [TestPictures.Png(82)]);
        var report = await app.ReportAsync(sent.Reference);
        await WithdrawAsync(reporter, sent);
        await app.WakeAsync(report.Id);
        Assert.Equal(ReportStage.Withdrawn, (await app.ReportAsync(sent.Reference)).Stage);
        Assert.False(File.Exists(Path.Combine(app.DataFolder, "files", report.Screenshots.Single().UploadKey!)));
        // once more changes nothing, and is no error
        await app.SendAsync(new MakingItWork.Feedback.WithdrawReport(sent.LinkSecret));
        Assert.Equal(1, await app.InDatabaseAsync(db => db.AuditEntries.CountAsync(e => e.ReportId == report.Id && e.Act == "taken back")));
    }

    private static async Task<string> WithdrawAsync(Visitor reporter, SentReport sent) =>
        (await reporter.SendFormAsync($"/follow-up/{sent.LinkSecret}", new Dictionary<string, string>(), "Withdraw")).Body!.TextContent;
}

[Collection(Apps.QuietSqlite)]
public sealed class WithdrawSqliteTests(QuietSqliteApp app) : WithdrawTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class WithdrawPostgreSqlTests(QuietPostgreSqlApp app) : WithdrawTests(app);
