using MakingItWork.Capture;
using MakingItWork.Plumbing.Sealing;
using MakingItWork.Rules.Identifiers;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Redact;

/// <summary>
/// Masks what staff and reporters write about a report that is there already: by the rules for a reporter's own words, and with what
/// was masked in those. As long as the words as typed are kept, a name that they told is known, also where nothing beside it says so.
/// Only for writers who may see those reports: by what is masked one learns which names they told.
/// </summary>
public sealed class StaffText(ReportsDb db, OriginalSeal seal, ILogger<StaffText> log)
{
    /// <summary>Opened for one text about a hazard: the newest of its reports.</summary>
    public const int MostReports = 50;

    /// <returns>Null for a text without words.</returns>
    public async Task<string?> MaskAsync(Guid reportId, string? typed, int limit, CancellationToken cancel) =>
        string.IsNullOrWhiteSpace(typed) ? null : (await KnownAsync([reportId], cancel)).Mask(typed, limit);

    /// <summary>What identifies somebody in the words of these reports, as far as they are kept.</summary>
    public async Task<KnownIdentifiers> KnownAsync(IReadOnlyCollection<Guid> reports, CancellationToken cancel)
    {
        var known = new KnownIdentifiers();
        foreach (var original in await db.ReportOriginals.AsNoTracking().Where(o => reports.Contains(o.ReportId)).ToListAsync(cancel))
        {
            try
            {
                ReadOriginalTextHandler.Texts(original, seal.Open(original)).ToList().ForEach(known.Learn);
            }
            catch (CannotBeOpenedException trouble)
            {
                // the rules still mask; a team must be able to write while a key is missing
                log.LogWarning(trouble, "The words of report {ReportId} cannot be opened: what is written about it is masked by the rules alone.", original.ReportId);
            }
        }
        return known;
    }
}

/// <summary>What identifies somebody in the words of reports. It holds names, so it lives no longer than the text that it masks, and is neither stored nor logged.</summary>
public sealed class KnownIdentifiers
{
    private const int ShortestPhrase = 4;
    private readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<(string Words, IdentifierKind Kind)> phrases = [];

    internal void Learn(TypedText text)
    {
        // what a redactor has let stand is about nobody
        foreach (var span in text.Spans.Where(span => span.Masked))
        {
            var words = text.Typed.Substring(span.Start, span.Length).Trim();
            if (span.Kind == IdentifierKind.PersonName)
            {
                names.UnionWith(KnownNames.In(words));
            }
            if (words.Length >= ShortestPhrase && (span.ByRedactor || words.Any(char.IsDigit) || words.Contains('@')))
            {
                phrases.Add((words, span.Kind));
            }
        }
    }

    // "R-KPKW-NTQN, R-JXQN-CPJW" has the form of names, and a team writes such lists
    private static bool IsOfReferences(string text, IdentifierFinding finding, IReadOnlyList<(int Start, int End)> references) =>
        Enumerable.Range(finding.Start, finding.Length).All(at => !char.IsLetterOrDigit(text[at]) || references.Any(one => at >= one.Start && at < one.End));

    /// <returns>Null for a text without words.</returns>
    public string? Mask(string? typed, int limit)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }
        var text = typed.Trim();
        var references = References.In(text);
        // what the report told is masked wherever it stands
        var found = IdentifierFinder.Find(text).Where(one => !IsOfReferences(text, one, references)).Concat(KnownNames.Find(text, names))
            .Concat(phrases.SelectMany(phrase => TextMasks.Places(text, phrase.Words).Select(place => new IdentifierFinding(place.Start, place.Length, phrase.Kind, ""))));
        return TextMasks.Apply(text, found.Select(one => new TextMaskSpan(one.Start, one.Length, one.Kind, one.Reason, ByRedactor: false, Masked: true)), limit);
    }
}
