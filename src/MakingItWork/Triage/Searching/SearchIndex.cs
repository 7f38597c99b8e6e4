using MakingItWork.Capture;
using MakingItWork.Redact;
using MakingItWork.Rules.Searching;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Searching;

/// <summary>
/// Lets a report be found by the masked words it has now, and by no others. May be asked as often as one likes. What it
/// makes is a help for the search only: nothing waits for it, and what it missed the next round puts right.
/// </summary>
public sealed class SearchIndex(ReportsDb db, ILogger<SearchIndex> log) : IHearOfWords
{
    private const int Attempts = 3;
    private const int Probed = 256;
    private static readonly DateTimeOffset Epoch = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A number for the time a report was sent, in quarters of a second: reports are found newest first.</summary>
    public static long NumberOf(DateTimeOffset submittedAt) => Math.Clamp((submittedAt - Epoch).Ticks / (TimeSpan.TicksPerSecond / 4), 1, uint.MaxValue - Probed);

    /// <summary>As <see cref="PutAsync"/>, after an act that is saved and may not fail any more.</summary>
    public async Task HearAsync(Guid reportId, CancellationToken cancel)
    {
        try
        {
            await PutAsync(reportId, cancel);
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException)
        {
            log.LogWarning("Report {ReportId} could not be put into the search: {Trouble}.", reportId, trouble.GetType().Name);
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    /// <returns>Whether anything had to be changed.</returns>
    public async Task<bool> PutAsync(Guid reportId, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            db.ChangeTracker.Clear();
            try
            {
                return await OnceAsync(reportId, cancel);
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // another took the same number, or learnt the same word: the next attempt sees it
            }
        }
    }

    private async Task<bool> OnceAsync(Guid reportId, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var report = await db.Reports.AsNoTracking().Findable().Where(r => r.Id == reportId)
            .Select(r => new { r.OrganisationCode, r.SubmittedAt, r.Description, r.Unit, Product = r.Product!.Name ?? r.ProductText, r.ProductVersion, r.Screen })
            .SingleOrDefaultAsync(cancel);
        if (report is null)
        {
            var gone = await db.ForgetSearchAsync(reportId, cancel);
            await transaction.CommitAsync(cancel);
            return gone;
        }
        var messages = await db.ReportMessages.Where(m => m.ReportId == reportId).OrderBy(m => m.At).ThenBy(m => m.Id).Select(m => m.Words).ToListAsync(cancel);
        var words = new FoundWords(report.Description, report.Unit, report.Product, report.ProductVersion, report.Screen, messages).Words();
        var numbers = FoundWords.Numbers(words);
        var packed = FoundWords.Pack(numbers);
        var searched = await db.SearchedReports.SingleOrDefaultAsync(r => r.ReportId == reportId, cancel);
        if (searched is { Rules: SearchWords.Rules } && searched.Words.AsSpan().SequenceEqual(packed))
        {
            return false;
        }
        var before = searched is null ? [] : FoundWords.Unpack(searched.Words);
        if (searched is null)
        {
            searched = new SearchedReport { Number = await FreeNumberAsync(report.SubmittedAt, cancel), ReportId = reportId, Rules = SearchWords.Rules, Words = packed };
            db.SearchedReports.Add(searched);
        }
        else
        {
            (searched.Rules, searched.Words) = (SearchWords.Rules, packed);
        }
        await AddBeginningsAsync(words, cancel);
        db.SearchEntries.AddRange(FoundWords.Entries(numbers.Except(before), report.OrganisationCode, searched.Number).Distinct().Select(id => new SearchEntry { Id = id }));
        await db.SaveChangesAsync(cancel);
        await db.ForgetEntriesAsync([.. before.Except(numbers)], report.OrganisationCode, searched.Number, cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>The number of the time, or the next that nobody has.</summary>
    private async Task<long> FreeNumberAsync(DateTimeOffset submittedAt, CancellationToken cancel)
    {
        for (var from = NumberOf(submittedAt); ; from += Probed)
        {
            var to = from + Probed;
            var taken = await db.SearchedReports.Where(r => r.Number >= from && r.Number < to).Select(r => r.Number).ToHashSetAsync(cancel);
            if (taken.Count < Probed)
            {
                return Enumerable.Range(0, Probed).Select(i => from + i).First(number => !taken.Contains(number));
            }
        }
    }

    private async Task AddBeginningsAsync(IReadOnlyList<SearchWord> words, CancellationToken cancel)
    {
        var beginnings = FoundWords.Beginnings(words).ToList();
        List<long> letters = [.. beginnings.Select(b => b.Letters).Distinct()];
        var known = await db.SearchBeginnings.Where(b => EF.Parameter(letters).Contains(b.Letters)).Select(b => new { b.Letters, b.Word }).ToListAsync(cancel);
        var there = known.Select(b => (b.Letters, b.Word)).ToHashSet();
        db.SearchBeginnings.AddRange(beginnings.Where(b => !there.Contains(b)).Select(b => new SearchBeginning { Letters = b.Letters, Word = b.Word }));
    }
}

public static class SearchRemoval
{
    /// <summary>Reports whose words are masked and not taken back.</summary>
    public static IQueryable<Report> Findable(this IQueryable<Report> reports) =>
        reports.Where(r => r.Stage != ReportStage.Received && r.Stage != ReportStage.Cleaned && r.Stage != ReportStage.Held && r.Stage != ReportStage.Withdrawn);

    /// <summary>Takes a report out of the search, with the words that no other report has. The caller's transaction holds it.</summary>
    /// <returns>Whether it was there.</returns>
    public static async Task<bool> ForgetSearchAsync(this ReportsDb db, Guid reportId, CancellationToken cancel)
    {
        var searched = await db.SearchedReports.AsNoTracking().SingleOrDefaultAsync(r => r.ReportId == reportId, cancel);
        if (searched is null)
        {
            return false;
        }
        var organisation = await db.Reports.Where(r => r.Id == reportId).Select(r => r.OrganisationCode).SingleOrDefaultAsync(cancel);
        await db.SearchedReports.Where(r => r.Number == searched.Number).ExecuteDeleteAsync(cancel);
        await db.ForgetEntriesAsync(FoundWords.Unpack(searched.Words), organisation, searched.Number, cancel);
        return true;
    }

    internal static async Task ForgetEntriesAsync(this ReportsDb db, IReadOnlyList<uint> words, string? organisation, long number, CancellationToken cancel)
    {
        foreach (var some in words.Chunk(100))
        {
            List<long> entries = [.. FoundWords.Entries(some, organisation, number)];
            await db.SearchEntries.Where(e => EF.Parameter(entries).Contains(e.Id)).ExecuteDeleteAsync(cancel);
        }
        // a word that was in this report alone may be what was masked now: nothing of it stays
        foreach (var word in words)
        {
            var (from, to) = (SearchKeys.Entry(SearchKeys.Key(word, null), 0), SearchKeys.Entry(SearchKeys.Key(word, null), uint.MaxValue));
            if (!await db.SearchEntries.AnyAsync(e => e.Id >= from && e.Id <= to, cancel))
            {
                var stored = (long)word;
                await db.SearchBeginnings.Where(b => b.Word == stored).ExecuteDeleteAsync(cancel);
            }
        }
    }
}
