using System.Text;

namespace MakingItWork.Rules.Identifiers;

/// <summary>The words of a screen as one text, remembering which word each stretch of it came from.</summary>
internal sealed class ScreenText
{
    // wide enough that no rule reads across two fields, except from a label to its value
    private const string BetweenFields = "   ";

    // what stands under a label is told by its place, not by being next
    private const string BetweenRows = "\n\uFFFC\n";
    private const string AnotherColumn = "   \uFFFC   ";
    private const double Far = 12;

    private readonly StringBuilder text = new();
    private readonly List<(int Start, int End, int Index)> places = [];

    public ScreenText(IEnumerable<IEnumerable<ScreenField>> rows)
    {
        foreach (var row in rows)
        {
            var gap = "";
            ScreenField? before = null;
            foreach (var field in row)
            {
                // the next column of a form: no value of the label before it
                gap = before is not null && field.Left - before.Right > Far * before.Height ? AnotherColumn : gap;
                before = field;
                foreach (var (index, word) in field.Words)
                {
                    text.Append(gap);
                    places.Add((text.Length, text.Length + word.Text.Length, index));
                    text.Append(word.Text);
                    gap = " ";
                }

                gap = BetweenFields;
            }

            text.Append(BetweenRows);
        }
    }

    /// <summary>Every word that a finding touches, but no caption: "Name   Status", "Address line 2".</summary>
    /// <param name="names">False in cells of several lines, where a name on one line would run on into the next.</param>
    public IEnumerable<CoveredWord> Covered(bool names = true)
    {
        var whole = text.ToString();
        return from finding in IdentifierFinder.Find(whole, onScreen: true)
               where (names || finding.Kind != IdentifierKind.PersonName) && !IsCaption(finding.Kind, whole.Substring(finding.Start, finding.Length))
               from place in places
               where place.Start < finding.End && finding.Start < place.End
               select new CoveredWord(place.Index, finding.Kind, finding.Reason);
    }

    private static bool IsCaption(IdentifierKind kind, string value) =>
        (kind == IdentifierKind.PersonName || (kind == IdentifierKind.Address && (value.StartsWith("line ", StringComparison.OrdinalIgnoreCase) || FieldLabel.At(value, 0).Count > 0)))
        && ScreenNames.IsCaption(value);
}
