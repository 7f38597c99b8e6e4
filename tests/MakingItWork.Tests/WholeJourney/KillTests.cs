using MakingItWork.Capture;
using MakingItWork.Export;
using MakingItWork.Feedback;
using MakingItWork.Redact;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.WholeJourney;

/// <summary>The program is killed in the middle of its work: what was accepted is not lost, and nothing happens twice.</summary>
public abstract class KillTests(TestApp watcher)
{
    private const int Reports = 50;
    private const int WithPicture = 10;
    private const string EverySecond = "* * * * * ?";
    private const string Never = "0 0 0 1 1 ? 2099";

    [Fact]
    public async Task FiftyReports_KilledInFlightAndInTheExport_AreAllThereAndNoneTwice()
    {
        var references = await SendAndKillAsync();
        await RestartUntilAllWaitForTriageAsync();
        foreach (var reference in references)
        {
            await watcher.ApproveAsync(reference);
        }
        await ExportAndKillAsync();
        await FinishAsync();

        Assert.Equal(Reports, await watcher.InDatabaseAsync(db => db.Reports.CountAsync()));
        Assert.Equal(Reports, await watcher.InDatabaseAsync(db => db.HazardLinks.CountAsync()));
        await NoneTwiceInExportAsync(references);
        await NoneTwiceInDigestsAsync();
    }

    private async Task<IReadOnlyList<string>> SendAndKillAsync()
    {
        await using var program = await RealProgram.StartAsync(watcher, Batches(Never, Never));
        using var visitor = program.Visit();
        var sent = await Task.WhenAll(Enumerable.Range(0, Reports).Select(number => visitor.ReportAsync(
            $"The list number {number} of the morning round leaves out every patient who came in the night.",
            number % 2 == 0 ? "Larkfield Screening" : "Harbour Supplies",
            pictures: number < WithPicture ? [TestPictures.Png(100 + number)] : null)));
        // all are accepted and some have moved on: now, not at the next look
        await Eventually.HoldsAsync(async () => await watcher.InDatabaseAsync(db => db.Reports.AnyAsync(r => r.Stage != ReportStage.Received)), 120, () => $"No report moved on.\n{program.LastWords}");
        await program.KillAsync();
        Assert.InRange(await StandingAsync(), 0, Reports - 1);
        Assert.Equal(Reports, await watcher.InDatabaseAsync(db => db.Reports.CountAsync()));
        return [.. sent.Select(report => report.Reference)];
    }

    private async Task RestartUntilAllWaitForTriageAsync()
    {
        await using var program = await RealProgram.StartAsync(watcher, Batches(Never, Never));
        await Eventually.HoldsAsync(async () => await StandingAsync() == Reports, 120, () => $"Not all reports came through.\n{program.LastWords}");
        await PassHeldPicturesAsync();
        await Eventually.HoldsAsync(async () => await StandingAsync(heldToo: false) == Reports, 60, () => $"Not all pictures came through.\n{program.LastWords}");
        Assert.False(await watcher.InDatabaseAsync(db => db.Reports.AnyAsync(r => r.Work.ParkedAt != null)));
    }

    /// <summary>Reports that have come to a stage at which people decide.</summary>
    private Task<int> StandingAsync(bool heldToo = true) =>
        watcher.InDatabaseAsync(db => db.Reports.CountAsync(r => r.Stage == ReportStage.AwaitingTriage || (heldToo && r.Stage == ReportStage.Held)));

    private async Task PassHeldPicturesAsync()
    {
        var held = await watcher.InDatabaseAsync(db => db.Reports.Where(r => r.Stage == ReportStage.Held).SelectMany(r => r.Screenshots).Select(s => s.Id).ToListAsync());
        Assert.Equal(WithPicture, held.Count);
        var cambridge = await watcher.ViewerAsync(Acts.Cambridge);
        foreach (var picture in held)
        {
            Assert.Equal(HeldPictureResult.Done, await watcher.SendAsync(new DecideHeldPicture(cambridge, picture, Pass: true, [])));
        }
    }

    private async Task ExportAndKillAsync()
    {
        await using var program = await RealProgram.StartAsync(watcher, Batches(EverySecond, Never));
        using var first = WatchExport();
        Assert.True(first.Wait(TimeSpan.FromSeconds(90)), $"No export began.\n{program.LastWords}");
        await program.KillAsync();
        Assert.InRange(await watcher.InDatabaseAsync(db => db.Reports.CountAsync(r => r.Stage == ReportStage.Exported)), 0, Reports - 1);
        Assert.True(await watcher.InDatabaseAsync(db => db.ExportEntries.AnyAsync()));
    }

    /// <summary>Tells at once when the first file of the export appears: a batch takes less time than a slow machine's next look.</summary>
    private ExportWatch WatchExport() => new(System.IO.Directory.CreateDirectory(Path.Combine(watcher.DataFolder, "export")).FullName);

    private sealed class ExportWatch : IDisposable
    {
        private readonly ManualResetEventSlim seen = new();
        private readonly FileSystemWatcher files;

        public ExportWatch(string folder)
        {
            files = new FileSystemWatcher(folder) { IncludeSubdirectories = true };
            files.Created += (_, _) => seen.Set();
            files.EnableRaisingEvents = true;
        }

        public bool Wait(TimeSpan time) => seen.Wait(time);

        public void Dispose()
        {
            files.Dispose();
            seen.Dispose();
        }
    }

    private async Task FinishAsync()
    {
        await using var program = await RealProgram.StartAsync(watcher, Batches(EverySecond, EverySecond));
        await Eventually.HoldsAsync(
            async () => await watcher.InDatabaseAsync(db => db.Reports.CountAsync(r => r.Stage == ReportStage.Exported)) == Reports
                && await watcher.InDatabaseAsync(db => db.DigestItems.CountAsync()) == Reports
                && await watcher.InDatabaseAsync(db => db.Digests.AllAsync(d => d.State == DigestState.Sent)),
            120,
            () => $"Export and digests were not finished.\n{program.LastWords}");
        await Task.Delay(2500); // more runs, which find nothing to do
    }

    private async Task NoneTwiceInExportAsync(IReadOnlyList<string> references)
    {
        var entries = await watcher.InDatabaseAsync(db => db.ExportEntries.ToListAsync());
        Assert.Equal(2 * Reports, entries.Count);
        Assert.All(entries, entry => Assert.Equal(ExportState.Written, entry.State));
        Assert.False(await watcher.InDatabaseAsync(db => db.ExportBatches.AnyAsync(b => b.FinishedAt == null)));
        Assert.Empty(Files("*.unfinished"));
        Assert.Equal(Reports, Files("lfpse-*.json").Length);
        var rows = Files("nrls.csv").SelectMany(file => File.ReadLines(file).Skip(1)).ToList();
        Assert.Equal(Reports, rows.Count);
        Assert.All(references, reference => Assert.Single(rows, row => row.Contains(reference, StringComparison.Ordinal)));
    }

    private async Task NoneTwiceInDigestsAsync()
    {
        var digests = await watcher.InDatabaseAsync(db => db.Digests.Include(d => d.Items).ToListAsync());
        Assert.Equal(Reports, digests.Sum(digest => digest.Reports));
        Assert.Equal(2, digests.Count);
        var mail = System.IO.Directory.GetFiles(Path.Combine(watcher.DataFolder, "mail"), "*.eml");
        Assert.Equal(digests.Select(digest => digest.MessageId.Split('@')[0]).Order(StringComparer.Ordinal), mail.Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
    }

    private string[] Files(string pattern)
    {
        var folder = Path.Combine(watcher.DataFolder, "export");
        return System.IO.Directory.Exists(folder) ? System.IO.Directory.GetFiles(folder, pattern, SearchOption.AllDirectories) : [];
    }

    private static Dictionary<string, string> Batches(string export, string digests) => new()
    {
        ["Jobs:ExportCron"] = export,
        ["Jobs:DigestCron"] = digests,
        // small steps, so that there is a middle to be killed in
        ["Export:BatchSize"] = "1",
        ["Jobs:Workers"] = "1",
    };
}

public sealed class KillSqliteTests(QuietSqliteApp watcher) : KillTests(watcher), IClassFixture<QuietSqliteApp>;

public sealed class KillPostgreSqlTests(QuietPostgreSqlApp watcher) : KillTests(watcher), IClassFixture<QuietPostgreSqlApp>;
