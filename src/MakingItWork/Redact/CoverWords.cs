using MakingItWork.Plumbing.Web;
using MakingItWork.Rules.Identifiers;

namespace MakingItWork.Redact;

/// <summary>What is covered in a picture, in words for people who must not know the words themselves.</summary>
public static class CoverWords
{
    /// <summary>One kind of what is covered, how often, and why.</summary>
    public sealed record Line(string Count, IReadOnlyList<string> Reasons);

    /// <summary>For example "3 names" with its reasons, the most frequent kind first.</summary>
    public static IReadOnlyList<Line> Lines(IReadOnlyList<Cover> covers) =>
    [
        .. CoverGroups.Of(covers).GroupBy(group => (group.Kind, ByPerson: group is { From: CoverFrom.Person, Kind: null }))
            .OrderByDescending(group => group.Count())
            .Select(group => new Line(
                group.Key.ByPerson ? group.Count().CountOf("place that a redactor chose", "places that a redactor chose") : Count(group.Key.Kind, group.Count()),
                [.. group.Select(cover => cover.Reason).Distinct()])),
    ];

    /// <summary>For example "12 words covered: 3 names and 1 NHS number".</summary>
    public static string Summary(IReadOnlyList<Cover> covers) => covers.Count == 0
        ? "Nothing covered"
        : $"{covers.Count.CountOf("word")} covered: {Listed([.. Lines(covers).Select(line => line.Count)])}";

    public static string Count(IdentifierKind? kind, int number) => kind switch
    {
        null => number.CountOf("unclear word"),
        IdentifierKind.NhsNumber => number.CountOf("NHS number"),
        IdentifierKind.DateOfBirth => number.CountOf("date of birth", "dates of birth"),
        IdentifierKind.PhoneNumber => number.CountOf("phone number"),
        IdentifierKind.EmailAddress => number.CountOf("email address", "email addresses"),
        IdentifierKind.PersonName => number.CountOf("name"),
        IdentifierKind.Address => number.CountOf("address", "addresses"),
        { } other => number.CountOf(other.InWords().ToLowerInvariant()),
    };

    /// <summary>For example "NHS number"; one that stands for itself.</summary>
    public static string OfKind(IdentifierKind? kind)
    {
        var one = Count(kind, 1)[2..];
        return char.ToUpperInvariant(one[0]) + one[1..];
    }

    private static string Listed(IReadOnlyList<string> parts) =>
        parts.Count < 2 ? string.Concat(parts) : $"{string.Join(", ", parts.SkipLast(1))} and {parts[^1]}";
}
