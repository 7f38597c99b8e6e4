using System.Text;
using MakingItWork.Capture;
using MakingItWork.Journey;
using MakingItWork.Redact;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Redact;

/// <summary>
/// A month of nights: original words and held pictures are kept as long as promised and then are nowhere, neither in the
/// file store, nor in any table, nor in what deleted rows leave in the database's files, nor in a backup.
/// </summary>
public sealed class RetentionSqliteTests(RetentionSqliteTests.App app) : IClassFixture<RetentionSqliteTests.App>
{
    private const int KeptDays = 30;
    private const int BackupDays = 7;
    private const string Sentence = "The dose of one bed is shown in the row of the next bed.";

    public sealed class App : SqliteApp
    {
        public string BackupFolder => DataFolder + "-backups";

        protected override IReadOnlyDictionary<string, string> Settings =>
            new Dictionary<string, string> { ["Jobs:RunHere"] = "false", ["Storage:BackupFolder"] = BackupFolder };
    }

    [Fact]
    public async Task OriginalsAndHeldPictures_NightAfterNight_AreGoneEverywhereWhenTheirDaysAreOver()
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync(Sentence, pictures: [TestPictures.Png(81), TestPictures.Png(82)]);
        var id = (await app.ReportAsync(sent.Reference)).Id;
        await app.WakeAsync(id);
        var held = await app.ReportAsync(sent.Reference);
        Assert.Equal(ReportStage.Held, held.Stage);
        // one of the two is decided on in time, and stays
        var (passed, waiting) = (held.Screenshots.Single(s => s.Position == 1), held.Screenshots.Single(s => s.Position == 2));
        await app.SendAsync(new DecideHeldPicture(await app.ViewerAsync(Acts.Cambridge), passed.Id, Pass: true, []));
        var secrets = new Secrets(
            (await app.InDatabaseAsync(db => db.ReportOriginals.SingleAsync(o => o.ReportId == id))).Sealed[20..84],
            (await File.ReadAllBytesAsync(app.PathOf(waiting.CleanKey!)))[200..264],
            Encoding.ASCII.GetBytes(waiting.CleanKey!));

        var wasInABackup = false;
        for (var day = 0; day <= KeptDays + BackupDays + 2; day++)
        {
            await NightAsync();
            var live = await FindAsync(app.DataFolder, secrets.Words, secrets.Picture, secrets.PictureKey);
            // a backup's rows may still name a picture that is not in it
            var backups = await FindAsync(app.BackupFolder, secrets.Words, secrets.Picture);
            wasInABackup |= backups.Count > 0;
            Assert.True(day < KeptDays == live.Count > 0, $"Day {day}: {string.Join(", ", live)}");
            Assert.True(day < KeptDays || backups.Count == 0, $"Day {day}: {string.Join(", ", backups)}");
            Assert.InRange(System.IO.Directory.GetDirectories(app.BackupFolder, "2*").Length, 1, BackupDays + 1);
            app.Clock.Advance(TimeSpan.FromDays(1));
        }
        Assert.True(wasInABackup, "The test looked for the wrong bytes, or nothing was backed up.");

        var report = await app.ReportAsync(sent.Reference);
        Assert.Equal((ReportStage.Redacted, PictureVerdict.Passed, PictureVerdict.Removed), (report.Stage, report.Screenshots.Single(s => s.Position == 1).Verdict, report.Screenshots.Single(s => s.Position == 2).Verdict));
        Assert.True(File.Exists(app.PathOf(report.Screenshots.Single(s => s.Position == 1).PictureKey!)));
        await app.WakeAsync(id);
        Assert.Equal(ReportStage.AwaitingTriage, (await app.ReportAsync(sent.Reference)).Stage);
        Assert.Equal(Sentence, (await app.ReportAsync(sent.Reference)).Description);
        const string why = "It was deleted because nobody had checked it for patient details within 30 days.";
        Assert.Contains(why, (await visitor.PageAsync($"/follow-up/{sent.LinkSecret}")).Body!.TextContent, StringComparison.Ordinal);
        using var triager = app.Visit();
        await triager.SignInAsync(Acts.Cambridge, app.DemoPassword);
        Assert.Contains(why, (await triager.PageAsync($"/triage/{sent.Reference}")).Body!.TextContent, StringComparison.Ordinal);
        Assert.True(await app.InDatabaseAsync(db => db.AuditEntries.AnyAsync(e => e.ReportId == id && e.Act == "held picture deleted")));
    }

    [Fact]
    public async Task HeldPicture_NearItsEnd_IsShownWithTheDaysItHasLeft()
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync(Sentence, pictures: [TestPictures.Png(83)]);
        await app.WakeAsync((await app.ReportAsync(sent.Reference)).Id);
        using var redactor = app.Visit();
        await redactor.SignInAsync(Acts.Cambridge, app.DemoPassword);
        async Task<string> RowAsync() => (await redactor.PageAsync("/redact")).QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains(sent.Reference, StringComparison.Ordinal)).TextContent;
        Assert.DoesNotContain("Deleted", await RowAsync(), StringComparison.Ordinal);
        await HeldSinceAsync(sent, TimeSpan.FromDays(24.5));
        Assert.Contains("Deleted in 5 days", await RowAsync(), StringComparison.Ordinal);
        await HeldSinceAsync(sent, TimeSpan.FromDays(29.5));
        Assert.Contains("Deleted in under 2 days", await RowAsync(), StringComparison.Ordinal);
        await app.RunAsync<ForgetHeldPictures>();
        Assert.Equal(ReportStage.Held, (await app.ReportAsync(sent.Reference)).Stage);
        await HeldSinceAsync(sent, TimeSpan.FromDays(30.5));
        await app.RunAsync<ForgetHeldPictures>();
        Assert.Equal(ReportStage.Redacted, (await app.ReportAsync(sent.Reference)).Stage);
    }

    [Fact]
    public async Task Backup_PutIntoAnEmptyDataFolder_BringsReportAndPictureBack()
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync(Sentence, pictures: [TestPictures.Png(84)]);
        await app.WakeAsync((await app.ReportAsync(sent.Reference)).Id);
        var picture = Assert.Single((await app.ReportAsync(sent.Reference)).Screenshots).Id;
        await app.RunAsync<BackUp>();
        var restored = System.IO.Directory.CreateTempSubdirectory("making-it-work-restored-").FullName;
        try
        {
            foreach (var path in System.IO.Directory.EnumerateFiles(Path.Combine(app.BackupFolder, "files"), "*", SearchOption.AllDirectories))
            {
                var to = Path.Combine(restored, Path.GetRelativePath(app.BackupFolder, path));
                System.IO.Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(path, to);
            }
            File.Copy(Path.Combine(System.IO.Directory.GetDirectories(app.BackupFolder, "2*").Max()!, "reports.db"), Path.Combine(restored, "reports.db"));
            await using var program = await RealProgram.StartAsync(app, new Dictionary<string, string>
            {
                ["Storage:DataFolder"] = restored, ["Storage:KeyFolder"] = app.KeyFolder, ["Storage:BackupFolder"] = "", ["Jobs:RunHere"] = "false",
            });
            using var redactor = program.Visit();
            Assert.Contains("A person is checking your picture", (await redactor.PageAsync($"/follow-up/{sent.LinkSecret}")).Body!.TextContent, StringComparison.Ordinal);
            await redactor.SignInAsync(Acts.Cambridge, app.DemoPassword);
            using var answer = await redactor.Http.GetAsync(new Uri($"/pictures/{picture}/held", UriKind.Relative));
            Assert.Equal("image/png", answer.Content.Headers.ContentType?.MediaType);
        }
        finally
        {
            System.IO.Directory.Delete(restored, recursive: true);
        }
    }

    [Fact]
    public async Task Backup_HoldsNoPictureAndNoWordAsTyped()
    {
        using var visitor = app.Visit();
        await visitor.ReportAsync("Zephyrine Oddbottle was shown beside the wrong bed.", pictures: [TestPictures.Png(85)]);
        await app.RunAsync<BackUp>();
        foreach (var path in System.IO.Directory.EnumerateFiles(app.BackupFolder, "*", SearchOption.AllDirectories))
        {
            var bytes = await File.ReadAllBytesAsync(path);
            Assert.True(bytes.AsSpan().IndexOf((byte[])[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) < 0, path);
            Assert.DoesNotContain("Oddbottle", Encoding.Latin1.GetString(bytes), StringComparison.OrdinalIgnoreCase);
        }
    }

    private sealed record Secrets(byte[] Words, byte[] Picture, byte[] PictureKey);

    /// <summary>What the schedule runs, in its order.</summary>
    private async Task NightAsync()
    {
        await app.RunAsync<ForgetOriginals>();
        await app.RunAsync<ForgetHeldPictures>();
        await app.RunAsync<DiscardUploads>();
        await app.RunAsync<BackUp>();
    }

    private Task<int> HeldSinceAsync(SentReport sent, TimeSpan age) => app.InDatabaseAsync(db => db.Reports.Where(r => r.Reference == sent.Reference)
        .ExecuteUpdateAsync(set => set.SetProperty(r => r.StageSince, app.Clock.GetUtcNow() - age)));

    /// <summary>Where in a folder's files the encrypted words, the encrypted picture, or its name stand.</summary>
    private static async Task<IReadOnlyList<string>> FindAsync(string folder, params byte[][] marks)
    {
        string[] what = ["the words", "the picture", "the picture's name"];
        var found = new List<string>();
        foreach (var path in System.IO.Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var content = new MemoryStream();
            await file.CopyToAsync(content);
            found.AddRange(marks.Index().Where(mark => content.GetBuffer().AsSpan(0, (int)content.Length).IndexOf(mark.Item) >= 0)
                .Select(mark => $"{what[mark.Index]} in {Path.GetRelativePath(folder, path)}"));
        }
        return found;
    }
}
