using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Export;

/// <summary>The national batches, newest first. They name reports by reference only.</summary>
public sealed record ReadBatches(int Page = 1) : IRequest<BatchesPage>;

/// <param name="Approved">Reports that the next run will take.</param>
public sealed record BatchesPage(IReadOnlyList<BatchRow> Batches, int Approved, int Page, int Pages);

public sealed record BatchRow(Guid Id, string Folder, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, int Reports, int Written, int Refused);

/// <summary>One batch with its ledger, refused rows first; null when there is none.</summary>
public sealed record ReadBatch(Guid Id, int Page = 1) : IRequest<BatchLedger?>;

public sealed record BatchLedger(BatchRow Batch, IReadOnlyList<LedgerRow> Rows, int Page, int Pages);

public sealed record LedgerRow(string Reference, NationalFormat Format, ExportState State, string? File, string? Note);

/// <summary>Runs the export now, by somebody's order, and says what it did.</summary>
public sealed record RunExportNow(Viewer Viewer) : IRequest<ExportRun>;

public sealed record ExportRun(int Batches, int Reports, int Refused);

internal sealed class BatchesHandler(ReportsDb db, RunExport export, TimeProvider clock)
    : IRequestHandler<ReadBatches, BatchesPage>, IRequestHandler<ReadBatch, BatchLedger?>, IRequestHandler<RunExportNow, ExportRun>
{
    private const int BatchesOnPage = 25;
    private const int RowsOnPage = 50;

    public async Task<BatchesPage> Handle(ReadBatches request, CancellationToken cancellationToken)
    {
        var pages = Pages(await db.ExportBatches.CountAsync(cancellationToken), BatchesOnPage);
        var page = Math.Clamp(request.Page, 1, pages);
        var batches = await Rows(db.ExportBatches.OrderByDescending(b => b.StartedAt).Skip((page - 1) * BatchesOnPage).Take(BatchesOnPage)).ToListAsync(cancellationToken);
        var approved = await db.Reports.CountAsync(r => r.Stage == ReportStage.Approved, cancellationToken);
        return new BatchesPage(batches, approved, page, pages);
    }

    public async Task<BatchLedger?> Handle(ReadBatch request, CancellationToken cancellationToken)
    {
        if (await Rows(db.ExportBatches.Where(b => b.Id == request.Id)).SingleOrDefaultAsync(cancellationToken) is not { } batch)
        {
            return null;
        }
        var entries = db.ExportEntries.AsNoTracking().Where(e => e.BatchId == request.Id);
        var pages = Pages(await entries.CountAsync(cancellationToken), RowsOnPage);
        var page = Math.Clamp(request.Page, 1, pages);
        var rows = await entries
            .OrderBy(e => e.State == ExportState.Refused ? 0 : 1).ThenBy(e => e.Report!.Reference).ThenBy(e => e.Format)
            .Skip((page - 1) * RowsOnPage).Take(RowsOnPage)
            .Select(e => new LedgerRow(e.Report!.Reference, e.Format, e.State, e.File, e.Note))
            .ToListAsync(cancellationToken);
        return new BatchLedger(batch, rows, page, pages);
    }

    public async Task<ExportRun> Handle(RunExportNow request, CancellationToken cancellationToken)
    {
        var began = clock.GetUtcNow();
        await export.RunAsync(cancellationToken);
        var done = await Rows(db.ExportBatches.Where(b => b.FinishedAt >= began)).ToListAsync(cancellationToken);
        var run = new ExportRun(done.Count, done.Sum(b => b.Reports), done.Sum(b => b.Refused));
        db.Record(clock, request.Viewer, "export run", null, $"{run.Batches} batches, {run.Reports} reports, {run.Refused} refused rows");
        await db.SaveChangesAsync(cancellationToken);
        return run;
    }

    private static IQueryable<BatchRow> Rows(IQueryable<ExportBatch> batches) => batches.AsNoTracking().Select(b => new BatchRow(
        b.Id, b.Folder, b.StartedAt, b.FinishedAt, b.Reports,
        b.Entries.Count(e => e.State == ExportState.Written),
        b.Entries.Count(e => e.State == ExportState.Refused)));

    private static int Pages(int rows, int onPage) => Math.Max(1, (rows + onPage - 1) / onPage);
}
