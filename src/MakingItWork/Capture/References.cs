using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace MakingItWork.Capture;

/// <summary>References that can be read out over a telephone: no letters that look or sound like others.</summary>
public static class References
{
    private const string Alphabet = "23456789BCDFGHJKMNPQRTVWXZ";

    private static readonly Regex Any = new($@"\b[RH]-[{Alphabet}]{{4}}-[{Alphabet}]{{4}}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    /// <summary>Where references of reports and hazards stand in a text.</summary>
    public static IReadOnlyList<(int Start, int End)> In(string text) => [.. Any.Matches(text).Select(match => (match.Index, match.Index + match.Length))];

    /// <summary>For example R-4K7M-29QX: 8 letters of 26, 200 thousand million possibilities; a unique index guards the rest.</summary>
    public static string New(string kind) =>
        $"{kind}-{RandomNumberGenerator.GetString(Alphabet, 4)}-{RandomNumberGenerator.GetString(Alphabet, 4)}";

    /// <summary>Whether a text has the shape of a reference of this kind; small letters will do.</summary>
    public static bool IsOne(string kind, string? text) =>
        text?.Trim().ToUpperInvariant().Split('-') is [var given, { Length: 4 } first, { Length: 4 } second]
        && given == kind && (first + second).All(Alphabet.Contains);
}
