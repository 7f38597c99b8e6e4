using System.Globalization;
using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Plumbing.Web;
using MakingItWork.Rules.Identifiers;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Redact;

/// <summary>
/// A redactor corrects the masks of a report's words. The text itself can only be masked or let stand, so what is read
/// is always what the reporter wrote.
/// </summary>
/// <param name="LetStand">Keys of rule findings that are about nobody; see <see cref="CorrectText.KeyOf"/>.</param>
/// <param name="KeepMasked">Keys of stretches that a redactor masked earlier and that stay masked.</param>
/// <param name="MaskToo">Words to mask as well, wherever they stand, one entry a line.</param>
public sealed record CorrectText(
    Viewer Viewer, string Reference, IReadOnlyCollection<string> LetStand, IReadOnlyCollection<string> KeepMasked, string? MaskToo, IdentifierKind Kind)
    : IRequest<CorrectTextResult>
{
    public static string KeyOf(TypedText text, TextMaskSpan span) => string.Create(CultureInfo.InvariantCulture, $"{text.Field.Name}:{span.Start}:{span.Length}");
}

public sealed record CorrectTextResult(CorrectTextOutcome Outcome, string? Error = null);

public enum CorrectTextOutcome
{
    Done,
    NotFound,
    /// <summary>The words as typed are deleted: what is masked stays masked.</summary>
    NotKept,
    Refused,
    /// <summary>The report moved on at the same moment.</summary>
    Overtaken,
}

internal sealed class CorrectTextHandler(ReportsDb db, OriginalSeal seal, IJobEngine engine, IHearOfWords words, TimeProvider clock) : IRequestHandler<CorrectText, CorrectTextResult>
{
    private const int LeastLetters = 2;

    public async Task<CorrectTextResult> Handle(CorrectText request, CancellationToken cancellationToken)
    {
        var report = await db.Reports.WordsFor(request.Viewer).SingleOrDefaultAsync(r => r.Reference == request.Reference, cancellationToken);
        if (report is null)
        {
            return new CorrectTextResult(CorrectTextOutcome.NotFound);
        }
        if (report.Stage is ReportStage.Redacted or ReportStage.Classified or ReportStage.Decided)
        {
            // a job is looking at these words, or somebody may still take their decision on them back
            return new CorrectTextResult(CorrectTextOutcome.Overtaken);
        }
        if (await db.ReportOriginals.SingleOrDefaultAsync(o => o.ReportId == report.Id, cancellationToken) is not { } original)
        {
            return new CorrectTextResult(CorrectTextOutcome.NotKept);
        }
        var texts = ReadOriginalTextHandler.Texts(original, seal.Open(original));
        var phrases = (request.MaskToo ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToList();
        if (phrases.Find(phrase => phrase.Length < LeastLetters || !texts.Any(text => TextMasks.Places(text.Typed, phrase).Any())) is { } strange)
        {
            return new CorrectTextResult(CorrectTextOutcome.Refused, strange.Length < LeastLetters
                ? "Words to mask need at least 2 letters"
                : $"“{strange}” does not stand in the words of this report: copy it from them");
        }
        var corrections = texts.ToDictionary(text => text.Field.Name, text => Correction(text, request, phrases));
        foreach (var text in texts)
        {
            text.Field.Set(report, TextMasks.Apply(text.Typed, TextMasks.Of(text.Typed, corrections[text.Field.Name]), text.Field.Limit));
        }
        original.Corrections = TextCorrection.ToText(corrections);
        db.Record(
            clock, request.Viewer, Audit.WordsCorrected, report.Id,
            $"{corrections.Values.Sum(one => one.Shown.Count).CountOf("mask")} taken off, {corrections.Values.Sum(one => one.Hidden.Count).CountOf("stretch", "stretches")} masked by hand");
        return await SaveAsync(report, cancellationToken);
    }

    private async Task<CorrectTextResult> SaveAsync(Report report, CancellationToken cancel)
    {
        // what was suggested from the words points at places in them: until somebody has decided, it is suggested anew
        var again = report.Stage == ReportStage.AwaitingTriage;
        if (again)
        {
            report.Move(ReportStage.AwaitingTriage, ReportStage.Redacted, clock.GetUtcNow());
        }
        else
        {
            // it does not go through its journey again, where all that is made from the words is made anew
            db.MarkChanged(report.Id, clock.GetUtcNow());
        }
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return new CorrectTextResult(CorrectTextOutcome.Overtaken);
        }
        await words.HearAsync(report.Id, cancel);
        if (again)
        {
            engine.Enqueue(report.Id);
        }
        return new CorrectTextResult(CorrectTextOutcome.Done);
    }

    private static TextCorrection Correction(TypedText text, CorrectText request, IReadOnlyList<string> phrases)
    {
        var standing = text.Spans.Where(span => !span.ByRedactor && request.LetStand.Contains(CorrectText.KeyOf(text, span)));
        var kept = text.Spans.Where(span => span.ByRedactor && request.KeepMasked.Contains(CorrectText.KeyOf(text, span)))
            .Select(span => new TextCorrection.Added(span.Start, span.Length, span.Kind.ToString()));
        var more = phrases.SelectMany(phrase => TextMasks.Places(text.Typed, phrase))
            .Select(place => new TextCorrection.Added(place.Start, place.Length, request.Kind.ToString()));
        return new TextCorrection([.. standing.Select(span => (int[])[span.Start, span.Length])], [.. kept.Concat(more).DistinctBy(added => (added.Start, added.Length))]);
    }
}
