using System.Text;
using System.Text.Json;
using MakingItWork.Rules.Identifiers;

namespace MakingItWork.Redact;

/// <summary>A stretch of a text as typed that is masked, or that a redactor lets stand.</summary>
/// <param name="Start">In UTF-16 units, as strings count.</param>
public sealed record TextMaskSpan(int Start, int Length, IdentifierKind Kind, string Reason, bool ByRedactor, bool Masked)
{
    public int End => Start + Length;
}

/// <summary>What a redactor changed in one text: rule findings that may stand, and stretches to mask besides. Places only.</summary>
public sealed record TextCorrection(IReadOnlyList<int[]> Shown, IReadOnlyList<TextCorrection.Added> Hidden)
{
    public sealed record Added(int Start, int Length, string Kind);

    public static TextCorrection None { get; } = new([], []);

    /// <summary>The corrections of a report by the names of its texts.</summary>
    public static Dictionary<string, TextCorrection> FromText(string? stored) =>
        stored is null ? [] : JsonSerializer.Deserialize<Dictionary<string, TextCorrection>>(stored) ?? [];

    public static string ToText(Dictionary<string, TextCorrection> corrections) => JsonSerializer.Serialize(corrections);
}

/// <summary>Masks a text by the rules, and by what a redactor has said of them since: their word stands.</summary>
public static class TextMasks
{
    private const string AskedFor = "A redactor masked it.";

    public static IReadOnlyList<TextMaskSpan> Of(string typed, TextCorrection correction) =>
    [
        .. IdentifierFinder.Find(typed)
            .Select(found => new TextMaskSpan(
                found.Start, found.Length, found.Kind, found.Reason, ByRedactor: false,
                Masked: !correction.Shown.Any(shown => shown[0] <= found.Start && found.End <= shown[0] + shown[1])))
            .Concat(correction.Hidden
                .Where(hidden => hidden.Start >= 0 && hidden.Length > 0 && hidden.Start + hidden.Length <= typed.Length)
                .Select(hidden => new TextMaskSpan(
                    hidden.Start, hidden.Length, Enum.TryParse<IdentifierKind>(hidden.Kind, out var kind) ? kind : IdentifierKind.PersonName, AskedFor, ByRedactor: true, Masked: true)))
            .OrderBy(span => span.Start).ThenByDescending(span => span.Length),
    ];

    /// <summary>The text with its masks; where two overlap, one token stands for both.</summary>
    public static string Apply(string typed, IEnumerable<TextMaskSpan> spans, int limit)
    {
        var masked = new StringBuilder(typed.Length);
        var at = 0;
        foreach (var span in spans.Where(span => span.Masked).OrderBy(span => span.Start).ThenByDescending(span => span.Length))
        {
            if (span.Start >= at)
            {
                masked.Append(typed, at, span.Start - at).Append(MaskTokens.Of(span.Kind));
            }
            at = Math.Max(at, span.End);
        }
        masked.Append(typed, at, typed.Length - at);
        if (masked.Length > limit)
        {
            // half of a character that takes two units could not be stored
            masked.Length = char.IsHighSurrogate(masked[limit - 1]) ? limit - 1 : limit;
        }
        return masked.ToString();
    }

    /// <summary>Every place where the words stand in a text, letter case and the width of gaps ignored.</summary>
    public static IEnumerable<(int Start, int Length)> Places(string typed, string words)
    {
        var parts = words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (var start = 0; start < typed.Length && parts.Length > 0; start++)
        {
            if (EndOf(typed, start, parts) is { } end)
            {
                yield return (start, end - start);
                start = end - 1;
            }
        }
    }

    private static int? EndOf(string typed, int at, string[] parts)
    {
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0)
            {
                var gap = at;
                while (at < typed.Length && char.IsWhiteSpace(typed[at]))
                {
                    at++;
                }
                if (at == gap)
                {
                    return null;
                }
            }
            if (!typed.AsSpan(at).StartsWith(parts[i], StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }
            at += parts[i].Length;
        }
        return at;
    }
}
