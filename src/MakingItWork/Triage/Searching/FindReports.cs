using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Rules.Identifiers;
using MakingItWork.Rules.Searching;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Searching;

/// <summary>Finds reports of this viewer by their masked words, newest first.</summary>
/// <param name="Below">Where the page before this one ended; null for the first.</param>
public sealed record FindReports(Viewer Viewer, string? Typed, long? Below = null) : IRequest<FoundReports>;

/// <param name="Next">Where the next page begins; null when there is none.</param>
public sealed record FoundReports(IReadOnlyList<FoundReport> Items, long? Next)
{
    /// <summary>What is wrong with what was typed, in plain English.</summary>
    public string? Trouble { get; init; }

    /// <summary>The report whose reference was typed.</summary>
    public string? Reference { get; init; }

    /// <summary>Many reports have these words but few have them all: older ones have not been looked at yet.</summary>
    public bool Unfinished { get; init; }

    /// <summary>What was typed looks like a patient detail, and those are covered in every report.</summary>
    public bool AsksForCovered { get; init; }
}

/// <param name="Label">Which text the line is from; null for the description.</param>
public sealed record FoundReport(
    string Reference, DateTimeOffset SubmittedAt, ReportStage Stage, string? Product, string? Unit, string? Organisation, string? Label, IReadOnlyList<MarkedText.Run> Line);

internal sealed class FindReportsHandler(ReportsDb db, SearchWalk walk) : IRequestHandler<FindReports, FoundReports>
{
    public const int PageSize = 25;

    private const long Newest = uint.MaxValue + 1L;
    private const int TextsAtOnce = 50;
    private const int MostTexts = 600;
    private const int MostBatches = 12;
    private const string Mark = "found";

    private sealed record Row(
        Guid Id, long Number, string Reference, DateTimeOffset SubmittedAt, ReportStage Stage, string? Description, string? Unit, string? Product, string? Version, string? Screen, string? Organisation);

    public async Task<FoundReports> Handle(FindReports request, CancellationToken cancellationToken)
    {
        if (!request.Viewer.Triages || (!request.Viewer.IsNational && request.Viewer.OrganisationCode is null))
        {
            return new FoundReports([], null);
        }
        if (TypedReference.Of(request.Typed) is { } reference
            && await db.Reports.VisibleTo(request.Viewer).AnyAsync(r => r.Reference == reference, cancellationToken))
        {
            return new FoundReports([], null) { Reference = reference };
        }
        var question = SearchQuestion.Of(request.Typed);
        if (question.Trouble is not null)
        {
            return new FoundReports([], null) { Trouble = question.Trouble };
        }
        var found = await FindAsync(request, question, cancellationToken);
        return found.Items.Count > 0 || request.Below is not null ? found : found with { AsksForCovered = TextMask.Mask(request.Typed!).Text != request.Typed };
    }

    private async Task<FoundReports> FindAsync(FindReports request, SearchQuestion question, CancellationToken cancel)
    {
        // one connection for all of it
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            var words = await walk.KeysAsync(question, request.Viewer.IsNational ? null : request.Viewer.OrganisationCode, cancel);
            List<(long Number, FoundReport Report)> found = [];
            var (texts, batches) = (0, 0);
            await foreach (var batch in walk.BatchesAsync(words, Math.Clamp(request.Below ?? Newest, 1, Newest), cancel))
            {
                foreach (var some in batch.Numbers.Chunk(TextsAtOnce))
                {
                    found.AddRange(await HeldAgainstAsync(request.Viewer, question, some, cancel));
                    texts += some.Length;
                    if (found.Count > PageSize)
                    {
                        return new FoundReports([.. found.Take(PageSize).Select(f => f.Report)], found[PageSize - 1].Number);
                    }
                    if (texts >= MostTexts)
                    {
                        return new FoundReports([.. found.Select(f => f.Report)], some[^1]) { Unfinished = true };
                    }
                }
                if (batch.End)
                {
                    break;
                }
                if (++batches == MostBatches)
                {
                    return new FoundReports([.. found.Select(f => f.Report)], batch.ReachedTo) { Unfinished = true };
                }
            }
            return new FoundReports([.. found.Select(f => f.Report)], null);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Of these, what the viewer may see and what has the words today: the index may be older than a mask.</summary>
    private async Task<List<(long Number, FoundReport Report)>> HeldAgainstAsync(Viewer viewer, SearchQuestion question, IEnumerable<long> some, CancellationToken cancel)
    {
        var numbers = some.ToList();
        var rows = await db.SearchedReports.Where(s => EF.Parameter(numbers).Contains(s.Number))
            .Join(db.Reports.VisibleTo(viewer).Findable(), s => s.ReportId, r => r.Id, (s, r) => new Row(
                r.Id, s.Number, r.Reference, r.SubmittedAt, r.Stage, r.Description, r.Unit, r.Product!.Name ?? r.ProductText, r.ProductVersion, r.Screen, r.Organisation!.Name))
            .ToListAsync(cancel);
        var ids = rows.ConvertAll(row => row.Id);
        var messages = (await db.ReportMessages.Where(m => EF.Parameter(ids).Contains(m.ReportId)).OrderBy(m => m.At).ThenBy(m => m.Id)
            .Select(m => new { m.ReportId, m.Words }).ToListAsync(cancel)).ToLookup(m => m.ReportId, m => m.Words);
        List<(long, FoundReport)> found = [];
        foreach (var row in rows.OrderByDescending(row => row.Number))
        {
            if (Of(row, question, [.. messages[row.Id]], viewer) is { } report)
            {
                found.Add((row.Number, report));
            }
        }
        return found;
    }

    private static FoundReport? Of(Row row, SearchQuestion question, IReadOnlyList<string> messages, Viewer viewer)
    {
        var texts = new FoundWords(row.Description, row.Unit, row.Product, row.Version, row.Screen, messages).Texts;
        var places = SearchMatch.Places(question, texts);
        if (places.Count == 0)
        {
            return null;
        }
        var line = SearchMatch.Line(texts, places);
        return new FoundReport(
            row.Reference, row.SubmittedAt, row.Stage, row.Product, row.Unit, viewer.IsNational ? row.Organisation : null, FoundWords.LabelOf(line.Field),
            MarkedText.Of(line.Text, line.Marks.Select(mark => new MarkedText.Mark(mark.Start, mark.Length, Mark))));
    }
}
