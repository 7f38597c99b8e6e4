using System.Text.RegularExpressions;

namespace MakingItWork.Rules.Identifiers;

/// <summary>Postal addresses: a house number and a street, or what follows the word "address".</summary>
internal static class AddressShapes
{
    private const int LongestAddress = 120;
    private const int MostParts = 3;

    private const string Flat = "(?:(?:Flat|FLAT|Apartment|APARTMENT|Unit|UNIT) [0-9]{1,4}[A-Za-z]?,? )?";

    // no "Walk", "Place" or "Row": "6 Minute Walk Test"
    private static readonly Regex Street = Pattern.ExactCase(
        $"{Flat}[0-9]{{1,4}}[A-Za-z]?,? ?(?:\\p{{Lu}}[\\p{{L}}'’\\-]+ ){{1,3}}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Close|Crescent|Gardens|Grove|Terrace|Mews|Drive|Court|Square|Way|Rise|Parade|Hill|Green|Croft|Cottages|Villas|Meadows|Quay|Wharf|Buildings"
        + "|STREET|ROAD|AVENUE|LANE|CLOSE|CRESCENT|GARDENS|GROVE|TERRACE|MEWS|DRIVE|COURT|SQUARE|WAY|RISE|PARADE|HILL|GREEN|CROFT|COTTAGES|VILLAS|MEADOWS|QUAY|WHARF|BUILDINGS)");

    private static readonly Regex NextField = Pattern.AnyCase(
        "[\\n\\r|;\\uFFFC]|\\. |[ \\t]{3,}|\\b(?:tel|telephone|phone|mobile|e-?mail|d[o0]b|born|date of birth|nh[s5]|gp|hospital n|mrn|next of kin|allerg|gender|sex|and|but|was|is|who|when)\\b");

    // "692 Kuuse 53 Apt. 641": as streets are written abroad
    private static readonly Regex Abroad = Pattern.ExactCase(
        "[0-9]{1,5},? (?:\\p{Lu}[\\p{L}'’\\-]+\\.? ){1,4}[0-9]{1,4}[A-Za-z]?|(?:Apt|Suite|Flat|Unit|Box)\\.? [0-9]{1,5}[A-Za-z]?");

    public static IEnumerable<Candidate> Find(string text)
    {
        foreach (var match in Pattern.FreeMatches(Street, text))
        {
            yield return new(match.Index, match.Length + TownLength(text, match.Index + match.Length), IdentifierKind.Address, "A house number and a street.", Candidate.StrongShape);
        }

        foreach (var match in Pattern.FreeMatches(Abroad, text))
        {
            var words = match.Value.Split(' ').Where(word => char.IsLetter(word[0])).Select(word => word.TrimEnd('.')).ToList();
            if ((words.TrueForAll(word => !ScreenVocabulary.Contains(word) && !NamePiece.IsCalendar(word)) && words.Exists(word => word.Length > 3)) || match.Value.StartsWith("Apt", StringComparison.Ordinal) || match.Value.StartsWith("Suite", StringComparison.Ordinal))
            {
                yield return new(match.Index, match.Length + TownLength(text, match.Index + match.Length), IdentifierKind.Address, "A house number and a street.", Candidate.Shape);
            }
        }
    }

    // ", Leeds" and the like: capitalised words behind a comma or on the next line
    private static int TownLength(string text, int from)
    {
        int end = from, at = from;
        for (var parts = 0; parts < MostParts && at < text.Length && text[at] is ',' or '\n'; parts++)
        {
            while (at < text.Length && text[at] is ',' or ' ' or '\n')
            {
                at++;
            }

            var words = 0;
            while (at < text.Length && char.IsUpper(text[at]) && words < 3)
            {
                var length = NameReader.WordLength(text.AsSpan(at));
                if (ScreenVocabulary.Contains(text.Substring(at, length)))
                {
                    return end - from;
                }

                at += length;
                end = at;
                words++;
                at += at < text.Length && text[at] == ' ' ? 1 : 0;
            }

            if (words == 0)
            {
                break;
            }
        }

        return end - from;
    }

    /// <summary>The length of an address that starts here: to the next field, the end of the sentence or the line.</summary>
    public static int LengthAtStart(ReadOnlySpan<char> text)
    {
        if (text.Length == 0 || !(char.IsLetterOrDigit(text[0]) || text[0] is '\'' or '"'))
        {
            return 0;
        }

        var end = Math.Min(text.Length, LongestAddress);
        foreach (var stop in NextField.EnumerateMatches(text[..end]))
        {
            end = stop.Index;
            break;
        }

        // never cut a word in two: the half left over would be an identifier still
        while (end < text.Length && end > 0 && char.IsLetterOrDigit(text[end]) && char.IsLetterOrDigit(text[end - 1]))
        {
            end++;
        }

        var value = text[..end].TrimEnd(" \t,.:-");
        return value.Length >= 3 && Address(value) ? value.Length : 0;
    }

    // "address: not recorded" is no address
    private static bool Address(ReadOnlySpan<char> value) =>
        value.ContainsAnyInRange('0', '9') || (char.IsUpper(value[0]) && !ScreenVocabulary.Contains(value[..NameReader.WordLength(value)].ToString()));
}
