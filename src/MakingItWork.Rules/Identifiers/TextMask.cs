using System.Text;

namespace MakingItWork.Rules.Identifiers;

/// <summary>A text with its identifiers replaced by tokens.</summary>
/// <param name="Text">The masked text, safe to pass on.</param>
/// <param name="Findings">What was replaced; offsets are into the original text.</param>
public sealed record MaskedText(string Text, IReadOnlyList<IdentifierFinding> Findings);

/// <summary>Replaces each identifier in a text by a token that says what stood there.</summary>
public static class TextMask
{
    /// <summary>Masks a text. Masking the result again changes nothing.</summary>
    public static MaskedText Mask(string text)
    {
        var findings = IdentifierFinder.Find(text);
        var masked = new StringBuilder(text.Length);
        var at = 0;
        foreach (var finding in findings)
        {
            masked.Append(text, at, finding.Start - at).Append(MaskTokens.Of(finding.Kind));
            at = finding.End;
        }

        return new(masked.Append(text, at, text.Length - at).ToString(), findings);
    }

    /// <summary>Masks a text that has to fit a column: a mask may be longer than what it hides.</summary>
    /// <param name="text">Any text, or nothing.</param>
    /// <param name="limit">UTF-16 units that fit; what is longer loses its end.</param>
    public static string? Fit(string? text, int limit)
    {
        if (text is null)
        {
            return null;
        }

        var masked = Mask(text).Text;
        if (masked.Length <= limit)
        {
            return masked;
        }

        // half of a character that takes two units could not be stored
        return masked[..(char.IsHighSurrogate(masked[limit - 1]) ? limit - 1 : limit)];
    }
}
