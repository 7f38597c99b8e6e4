using MakingItWork.Capture;

namespace MakingItWork.Triage.Searching;

/// <summary>A reference as people type it: with hyphens, blanks or neither, in small letters, with or without the R.</summary>
public static class TypedReference
{
    private const string Kind = "R";
    private const int Half = 4;

    /// <returns>The reference as it is stored; null when what was typed cannot be one.</returns>
    public static string? Of(string? typed)
    {
        if (typed is null || typed.Trim().Length > 2 * SearchLength)
        {
            return null;
        }
        var signs = string.Concat(typed.Where(char.IsLetterOrDigit)).ToUpperInvariant();
        var bare = signs.Length == SearchLength + 1 && signs.StartsWith(Kind, StringComparison.Ordinal) ? signs[1..] : signs;
        if (bare.Length != SearchLength)
        {
            return null;
        }
        var reference = $"{Kind}-{bare[..Half]}-{bare[Half..]}";
        return References.IsOne(Kind, reference) ? reference : null;
    }

    private const int SearchLength = 2 * Half;
}
