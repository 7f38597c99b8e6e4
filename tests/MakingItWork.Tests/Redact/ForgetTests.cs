using MakingItWork.Capture;
using MakingItWork.Journey;
using MakingItWork.Plumbing.Files;
using MakingItWork.Redact;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Tests.Redact;

/// <summary>What must not be kept for ever: files that nothing names, and the words as they were typed.</summary>
public abstract class ForgetTests(TestApp app)
{
    [Theory]
    [InlineData("clean")]
    [InlineData("pictures")]
    [InlineData("thumbnails")]
    [InlineData("uploads")]
    public async Task File_ThatADeadProcessLeft_IsDeletedAfterADay(string area)
    {
        var files = app.Services.GetRequiredService<IFileStore>();
        var (old, fresh) = (await SaveAsync(files, area, TimeSpan.FromHours(25)), await SaveAsync(files, area, TimeSpan.FromHours(23)));
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync("", pictures: [TestPictures.Png(71)]);
        var waiting = (await app.ReportAsync(sent.Reference)).Screenshots.Single().UploadKey!;
        File.SetLastWriteTimeUtc(app.PathOf(waiting), DateTime.UtcNow.AddDays(-2));
        await app.WakeAsync((await app.ReportAsync(sent.Reference)).Id);
        var held = (await app.ReportAsync(sent.Reference)).Screenshots.Single().CleanKey!;
        File.SetLastWriteTimeUtc(app.PathOf(held), DateTime.UtcNow.AddDays(-2));

        await app.RunAsync<ForgetOriginals>();
        await app.RunAsync<DiscardUploads>();

        Assert.Equal((false, true, true), (files.Exists(old), files.Exists(fresh), files.Exists(held)));
    }

    [Fact]
    public async Task OriginalWords_AfterTheirTime_AreDeletedAndTheMaskedOnesStay()
    {
        var report = await app.TriageableAsync("The header of the form shows the ward of yesterday.");
        using var visitor = app.Visit();
        var unread = await app.ReportAsync((await visitor.ReportAsync("The footer of the form shows the ward of tomorrow.")).Reference);
        await app.RunAsync<ForgetOriginals>();
        Assert.True(await HasOriginalAsync(report.Id));

        await app.InDatabaseAsync(db => db.Reports.Where(r => r.Id == report.Id || r.Id == unread.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.SubmittedAt, app.Clock.GetUtcNow().AddDays(-31))));
        await app.RunAsync<ForgetOriginals>();
        Assert.False(await HasOriginalAsync(report.Id));
        Assert.True(await HasOriginalAsync(unread.Id), "The words of a report that Redact has not read must stay.");
        Assert.Equal("The header of the form shows the ward of yesterday.", (await app.ReportAsync(report.Reference)).Description);
    }

    [Fact]
    public async Task HeldPicture_AfterItsTime_IsDeletedAndTheReportGoesOnWithoutIt()
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync("The chart of one ward shows the beds of another ward.", pictures: [TestPictures.Png(73)]);
        var id = (await app.ReportAsync(sent.Reference)).Id;
        await app.WakeAsync(id);
        var clean = (await app.ReportAsync(sent.Reference)).Screenshots.Single().CleanKey!;
        foreach (var (age, stage) in ((int, ReportStage)[])[(29, ReportStage.Held), (31, ReportStage.Redacted)])
        {
            await app.InDatabaseAsync(db => db.Reports.Where(r => r.Id == id).ExecuteUpdateAsync(set => set.SetProperty(r => r.StageSince, app.Clock.GetUtcNow().AddDays(-age))));
            await app.RunAsync<ForgetHeldPictures>();
            Assert.Equal((stage, stage == ReportStage.Held), ((await app.ReportAsync(sent.Reference)).Stage, File.Exists(app.PathOf(clean))));
        }
        await app.RunAsync<ForgetHeldPictures>();
        await app.WakeAsync(id);
        Assert.Equal(ReportStage.AwaitingTriage, (await app.ReportAsync(sent.Reference)).Stage);
    }

    [Fact]
    public async Task Backup_OfAnyDatabase_HoldsTheFilesThatItNames()
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync("", pictures: [TestPictures.Png(74)]);
        var upload = (await app.ReportAsync(sent.Reference)).Screenshots.Single().UploadKey!;
        var folder = System.IO.Directory.CreateTempSubdirectory("making-it-work-backup-").FullName;
        await app.InScopeAsync(async services =>
        {
            var storage = Options.Create(new StorageOptions { BackupFolder = folder });
            await ActivatorUtilities.CreateInstance<BackUp>(services, storage).RunAsync(CancellationToken.None);
            return true;
        });
        var backup = Assert.Single(System.IO.Directory.GetDirectories(folder, "2*"));
        Assert.Equal(await File.ReadAllBytesAsync(app.PathOf(upload)), await File.ReadAllBytesAsync(Path.Combine(folder, "files", upload)));
        Assert.Contains(upload, await File.ReadAllLinesAsync(Path.Combine(backup, "files.txt")));
        Assert.Equal(app is SqliteApp, File.Exists(Path.Combine(backup, "reports.db")));
        System.IO.Directory.Delete(folder, recursive: true);
    }

    private async Task<string> SaveAsync(IFileStore files, string area, TimeSpan age)
    {
        var stored = await files.SaveAsync(area, new MemoryStream(TestPictures.Png(72)), long.MaxValue, CancellationToken.None);
        File.SetLastWriteTimeUtc(app.PathOf(stored.Key), DateTime.UtcNow - age);
        return stored.Key;
    }

    private Task<bool> HasOriginalAsync(Guid report) => app.InDatabaseAsync(db => db.ReportOriginals.AnyAsync(o => o.ReportId == report));
}

[Collection(Apps.QuietSqlite)]
public sealed class ForgetSqliteTests(QuietSqliteApp app) : ForgetTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class ForgetPostgreSqlTests(QuietPostgreSqlApp app) : ForgetTests(app);
