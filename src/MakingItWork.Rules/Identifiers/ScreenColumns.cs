using System.Text.RegularExpressions;

namespace MakingItWork.Rules.Identifiers;

/// <summary>Names in the cells under a heading that stands for people, down to the end of the table.</summary>
internal static class ScreenColumns
{
    private const string Reason = "Stands in a column of people's names.";

    // these head nothing but names
    private static readonly Regex NameHeading = Pattern.AnyCase(
        "^(?:(?:full|last|first|family|given|patient|child|participant|pupil|student|client|staff|user|employee)(?:'s|’s)? ?)?(?:names?|surname|forenames?)$|^(?:patient|child|participant|pupil|client|recorder|vaccinator|clinician|consultant|prescriber|author)$");

    // these head a name among other things, or a part of a form
    private static readonly Regex PeopleHeading = Pattern.AnyCase(
        "^(?:(?:personal|patient|child|participant|pupil|student|client|user|staff|contact)(?:'s|’s)? ?(?:details?|information|summary)|patients|children|participants|pupils|students?|clients|person|people|woman|women|mother|baby|staff|users?|members?|details|(?:\\w+ed|seen) by|doctor|nurse|provider|practitioner|parent|guardian|carer)$");

    private static readonly Regex SortMark = Pattern.ExactCase("[ ]*[▲▼↑↓△▽⌄˄˅vV^]$");

    public static void Cover(ScreenCover cover, IReadOnlyList<IReadOnlyList<ScreenField>> rows)
    {
        foreach (var row in rows)
        {
            foreach (var heading in row)
            {
                var text = SortMark.Replace(heading.Text, "");
                var names = NameHeading.IsMatch(text);

                // a heading of a table has other headings beside it
                if ((names || PeopleHeading.IsMatch(text)) && row.Count(f => !f.Text.Any(char.IsAsciiDigit)) >= 2 && !ScreenLabels.IsProductList(row, heading))
                {
                    CoverCells(cover, heading, names);
                }
            }
        }
    }

    private static void CoverCells(ScreenCover cover, ScreenField heading, bool names)
    {
        var bottom = heading.Bottom;
        var widest = 8.0 * heading.Height;
        foreach (var cell in cover.Fields.Where(f => f.Top >= heading.Bottom - (heading.Height / 3) && InColumn(f, heading)).OrderBy(f => f.Top).ThenBy(f => f.Left))
        {
            if (cell.Top - bottom > widest)
            {
                break;
            }

            bottom = Math.Max(bottom, cell.Bottom);
            if (cell.LabelKind is not null || cell.Text[^1] == ':')
            {
                continue;
            }

            if (ScreenNames.IsFullName(cell.Text) || ScreenNames.IsLikelyName(cell.Text) || (names && ScreenNames.IsNameLike(cell.Text)))
            {
                cover.Add(cell, IdentifierKind.PersonName, Reason);
            }
        }
    }

    private static bool InColumn(ScreenField cell, ScreenField heading) =>
        Math.Abs(cell.Left - heading.Left) <= 1.5 * heading.Height
        || (cell.Left <= heading.Left && cell.Right >= heading.Right && cell.Left >= heading.Left - (4 * heading.Height))
        || (cell.Left >= heading.Left && cell.Right <= heading.Right);
}
