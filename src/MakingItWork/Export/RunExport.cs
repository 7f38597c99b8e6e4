using System.Globalization;
using MakingItWork.Capture;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Export;

/// <summary>
/// Approved → Exported: takes what is approved into a batch, writes its files, and keeps a ledger row for
/// every report and format. Run twice, at once or after a crash, it writes nothing twice.
/// </summary>
public sealed class RunExport(ReportsDb db, IExportSender sender, IOptions<ExportOptions> options, TimeProvider clock) : IRecurringJob
{
    public const string Name = "national-export";

    /// <summary>The schedule and a person may start it together: the second waits, since both would write the same files.</summary>
    private static readonly OneAtATime Turn = new();

    public Task RunAsync(CancellationToken cancel) => Turn.RunAsync(() => RunAloneAsync(cancel), cancel);

    private async Task RunAloneAsync(CancellationToken cancel)
    {
        // A batch that an earlier run took but did not finish goes first: its rows are already in the ledger.
        foreach (var unfinished in await db.ExportBatches.Where(b => b.FinishedAt == null).OrderBy(b => b.StartedAt).Select(b => b.Id).ToListAsync(cancel))
        {
            await FinishAsync(unfinished, cancel);
        }
        while (await TakeAsync(cancel) is { } batch)
        {
            await FinishAsync(batch, cancel);
        }
    }

    /// <summary>Puts up to a batch of approved reports into the ledger, in one transaction.</summary>
    private async Task<Guid?> TakeAsync(CancellationToken cancel)
    {
        var taken = await db.Reports
            .Where(r => r.Stage == ReportStage.Approved && !db.ExportEntries.Any(e => e.ReportId == r.Id))
            .OrderBy(r => r.StageSince)
            .Select(r => r.Id)
            .Take(options.Value.BatchSize)
            .ToListAsync(cancel);
        if (taken.Count == 0)
        {
            return null;
        }
        var now = clock.GetUtcNow();
        var batch = new ExportBatch
        {
            StartedAt = now,
            Folder = string.Create(CultureInfo.InvariantCulture, $"{TimeZoneInfo.ConvertTime(now, JobsSetup.London):yyyy-MM-dd-HHmmss}-{References.New("B")[2..]}"),
            Reports = taken.Count,
        };
        batch.Entries.AddRange(taken.SelectMany(report => Enum.GetValues<NationalFormat>().Select(format => new ExportEntry
        {
            ReportId = report,
            Format = format,
            BatchId = batch.Id,
            State = ExportState.Queued,
        })));
        db.ExportBatches.Add(batch);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // another copy took the same reports a moment ago: its batch has them
            db.ChangeTracker.Clear();
            return null;
        }
        return batch.Id;
    }

    private async Task FinishAsync(Guid batchId, CancellationToken cancel)
    {
        try
        {
            await WriteAsync(batchId, cancel);
        }
        catch (Exception trouble) when (trouble is DbUpdateConcurrencyException or IOException)
        {
            // another copy of the program may have finished the batch in the same moment
            db.ChangeTracker.Clear();
            if (await db.ExportBatches.AnyAsync(b => b.Id == batchId && b.FinishedAt == null, cancel))
            {
                throw;
            }
        }
    }

    private async Task WriteAsync(Guid batchId, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var batch = await db.ExportBatches.Include(b => b.Entries).SingleAsync(b => b.Id == batchId, cancel);
        var events = await NationalEvents.ForAsync(db, [.. batch.Entries.Select(e => e.ReportId).Distinct()], cancel);
        // Files carry names that follow from batch and report: a run that repeats after a crash writes over
        // its own files and adds none.
        await sender.SendAsync(batch, events, clock.GetUtcNow(), cancel);
        foreach (var reportId in events.Keys)
        {
            var report = await db.Reports.SingleAsync(r => r.Id == reportId, cancel);
            if (report.Stage == ReportStage.Approved)
            {
                report.Move(ReportStage.Approved, ReportStage.Exported, clock.GetUtcNow());
            }
        }
        batch.FinishedAt = clock.GetUtcNow();
        await db.SaveChangesAsync(cancel);
    }
}
