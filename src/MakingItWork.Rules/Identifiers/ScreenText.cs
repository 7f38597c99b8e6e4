using System.Text;

namespace MakingItWork.Rules.Identifiers;

/// <summary>The words of a screen as one text, remembering which word each stretch of it came from.</summary>
internal sealed class ScreenText
{
    // wide enough that no rule reads across two fields, except from a label to its value
    private const string BetweenFields = "   ";

    private readonly StringBuilder text = new();
    private readonly List<(int Start, int End, int Index)> places = [];

    public ScreenText(IEnumerable<IEnumerable<ScreenField>> rows)
    {
        foreach (var row in rows)
        {
            var gap = "";
            foreach (var field in row)
            {
                foreach (var (index, word) in field.Words)
                {
                    text.Append(gap);
                    places.Add((text.Length, text.Length + word.Text.Length, index));
                    text.Append(word.Text);
                    gap = " ";
                }

                gap = BetweenFields;
            }

            text.Append('\n');
        }
    }

    /// <summary>Every word that a finding touches, but no caption: "Name   Status", "Address line 2".</summary>
    public IEnumerable<CoveredWord> Covered()
    {
        var whole = text.ToString();
        return from finding in IdentifierFinder.Find(whole, onScreen: true)
               where !IsCaption(finding.Kind, whole.Substring(finding.Start, finding.Length))
               from place in places
               where place.Start < finding.End && finding.Start < place.End
               select new CoveredWord(place.Index, finding.Kind, finding.Reason);
    }

    private static bool IsCaption(IdentifierKind kind, string value) =>
        (kind == IdentifierKind.PersonName || (kind == IdentifierKind.Address && value.StartsWith("line ", StringComparison.OrdinalIgnoreCase)))
        && ScreenNames.IsCaption(value);
}
