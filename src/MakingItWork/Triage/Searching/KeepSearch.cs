using MakingItWork.Capture;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Rules.Searching;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Searching;

/// <summary>
/// Looks whether every report can be found by the words it has now: those that changed lately at once, all others in rounds,
/// so many at a time. The first round, of an installation from before there was a search or of new rules, goes faster. How far
/// it came is kept, so a run that breaks off is gone on with.
/// </summary>
public sealed class KeepSearch(ReportsDb db, SearchIndex index, TimeProvider clock, ILogger<KeepSearch> log) : IRecurringJob
{
    public static readonly RecurringJob Often = new("keep-search", typeof(KeepSearch), "", TimeSpan.FromMinutes(5));

    private const int Page = 250;
    private const int PagesAtFirst = 40;
    private const int PagesLater = 4;
    private static readonly TimeSpan Lately = TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken cancel)
    {
        foreach (var id in await ChangedLatelyAsync(cancel))
        {
            await PutAsync(id, cancel);
        }
        var first = !await db.SearchRounds.AnyAsync(r => r.Rules == SearchWords.Rules && r.AllFoundAt != null, cancel);
        for (var pages = first ? PagesAtFirst : PagesLater; pages > 0 && await PageAsync(cancel); pages--)
        {
        }
    }

    /// <summary>Reports that came to their stage lately and are not in the search, or were taken back and still are.</summary>
    private async Task<List<Guid>> ChangedLatelyAsync(CancellationToken cancel)
    {
        var since = clock.GetUtcNow() - Lately;
        var waiting = db.Reports.Where(r => r.Stage == ReportStage.AwaitingTriage && r.StageSince >= since && !db.SearchedReports.Any(s => s.ReportId == r.Id)).Select(r => r.Id);
        var gone = db.Reports.Where(r => r.Stage == ReportStage.Withdrawn && r.StageSince >= since && db.SearchedReports.Any(s => s.ReportId == r.Id)).Select(r => r.Id);
        return [.. await waiting.Take(Page).ToListAsync(cancel), .. await gone.Take(Page).ToListAsync(cancel)];
    }

    /// <returns>Whether there are more in this round.</returns>
    private async Task<bool> PageAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var round = await RoundAsync(cancel);
        var at = round.At;
        // a page of references, not of findable reports: a stretch of withdrawn ones must not look like the end
#pragma warning disable CA1309 // the database compares, by the same rules by which it sorts
        var page = await db.Reports.AsNoTracking().Where(r => r.Reference.CompareTo(at) > 0).OrderBy(r => r.Reference).Take(Page)
            .Select(r => new
            {
                r.Id,
                r.Reference,
                Findable = r.Stage != ReportStage.Received && r.Stage != ReportStage.Cleaned && r.Stage != ReportStage.Held && r.Stage != ReportStage.Withdrawn,
                r.Description,
                r.Unit,
                Product = r.Product!.Name ?? r.ProductText,
                r.ProductVersion,
                r.Screen,
                Messages = db.ReportMessages.Where(m => m.ReportId == r.Id).OrderBy(m => m.At).ThenBy(m => m.Id).Select(m => m.Words).ToList(),
                Searched = db.SearchedReports.Where(s => s.ReportId == r.Id).Select(s => new { s.Rules, s.Words }).FirstOrDefault(),
            })
            .ToListAsync(cancel);
#pragma warning restore CA1309
        foreach (var report in page)
        {
            var words = report.Findable
                ? FoundWords.Pack(FoundWords.Numbers(new FoundWords(report.Description, report.Unit, report.Product, report.ProductVersion, report.Screen, report.Messages).Words()))
                : null;
            if (!Same(words, report.Searched?.Rules == SearchWords.Rules ? report.Searched.Words : null) || (report.Searched is not null && words is null))
            {
                await PutAsync(report.Id, cancel);
            }
        }
        return await KeepPlaceAsync(page.Count == Page ? page[^1].Reference : "", cancel);
    }

    private static bool Same(byte[]? words, byte[]? searched) => words is null || searched is null ? words == searched : words.AsSpan().SequenceEqual(searched);

    private async Task PutAsync(Guid id, CancellationToken cancel)
    {
        try
        {
            await index.PutAsync(id, cancel);
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException)
        {
            // the others are not to wait for it; the next round comes to it again
            log.LogWarning("Report {ReportId} could not be put into the search: {Trouble}.", id, trouble.GetType().Name);
        }
        db.ChangeTracker.Clear();
    }

    private async Task<SearchRound> RoundAsync(CancellationToken cancel) =>
        await db.SearchRounds.SingleOrDefaultAsync(r => r.Rules == SearchWords.Rules, cancel) ?? new SearchRound { Rules = SearchWords.Rules, At = "" };

    private async Task<bool> KeepPlaceAsync(string at, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var round = await RoundAsync(cancel);
        if (db.Entry(round).State == EntityState.Detached)
        {
            db.SearchRounds.Add(round);
        }
        round.At = at;
        round.AllFoundAt ??= at.Length == 0 ? clock.GetUtcNow() : null;
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        return at.Length > 0;
    }
}
