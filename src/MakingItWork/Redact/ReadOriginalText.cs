using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Redact;

/// <summary>The words of a report as everyone may read them, and whether those typed are still kept.</summary>
public sealed record ReadMaskedText(Viewer Viewer, string Reference) : IRequest<MaskedTextView?>;

/// <summary>The words of a report as they were typed, for a reason that goes into the audit trail.</summary>
public sealed record ReadOriginalText(Viewer Viewer, string Reference, string Reason) : IRequest<OriginalTextView?>;

/// <param name="KeptUntil">Null when the words as typed are deleted already.</param>
public sealed record MaskedTextView(Guid ReportId, string Reference, ReportStage Stage, IReadOnlyList<(string Label, string Text)> Texts, DateTimeOffset? KeptUntil);

/// <param name="Texts">Null when the words as typed are deleted already; nobody has read them then.</param>
public sealed record OriginalTextView(IReadOnlyList<TypedText>? Texts);

/// <summary>One text as it was typed, and what is masked in it.</summary>
public sealed record TypedText(ReportText Field, string Typed, IReadOnlyList<TextMaskSpan> Spans);

internal sealed class ReadOriginalTextHandler(ReportsDb db, OriginalSeal seal, StaffText text, IOptions<RedactOptions> options, TimeProvider clock)
    : IRequestHandler<ReadMaskedText, MaskedTextView?>, IRequestHandler<ReadOriginalText, OriginalTextView?>
{
    private const int LongestReason = 4000;

    public async Task<MaskedTextView?> Handle(ReadMaskedText request, CancellationToken cancellationToken)
    {
        var report = await db.Reports.AsNoTracking().WordsFor(request.Viewer).SingleOrDefaultAsync(r => r.Reference == request.Reference, cancellationToken);
        if (report is null)
        {
            return null;
        }
        var kept = await db.ReportOriginals.AnyAsync(o => o.ReportId == report.Id, cancellationToken);
        return new MaskedTextView(
            report.Id, report.Reference, report.Stage,
            [.. ReportText.All.Where(field => field.Masked(report) is not null).Select(field => (field.Label, field.Masked(report)!))],
            kept ? report.SubmittedAt.AddDays(options.Value.KeepOriginalsDays) : null);
    }

    public async Task<OriginalTextView?> Handle(ReadOriginalText request, CancellationToken cancellationToken)
    {
        var report = await db.Reports.AsNoTracking().WordsFor(request.Viewer).SingleOrDefaultAsync(r => r.Reference == request.Reference, cancellationToken);
        if (report is null)
        {
            return null;
        }
        if (await db.ReportOriginals.AsNoTracking().SingleOrDefaultAsync(o => o.ReportId == report.Id, cancellationToken) is not { } original)
        {
            return new OriginalTextView(null);
        }
        var texts = Texts(original, seal.Open(original));
        // written down before anybody sees a word; the reason is typed by hand and masked like all that is
        db.Record(clock, request.Viewer, "original words read", report.Id, await text.MaskAsync(report.Id, request.Reason, LongestReason, cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        return new OriginalTextView(texts);
    }

    internal static IReadOnlyList<TypedText> Texts(ReportOriginal original, OriginalTexts typed)
    {
        var corrections = TextCorrection.FromText(original.Corrections);
        return
        [
            .. ReportText.All.Where(field => field.Typed(typed) is not null)
                .Select(field => new TypedText(field, field.Typed(typed)!, TextMasks.Of(field.Typed(typed)!, corrections.GetValueOrDefault(field.Name, TextCorrection.None)))),
        ];
    }
}
