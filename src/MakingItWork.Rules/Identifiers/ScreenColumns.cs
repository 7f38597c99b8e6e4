namespace MakingItWork.Rules.Identifiers;

/// <summary>Names in the cells under a heading that stands for people, down to the end of the table.</summary>
internal static class ScreenColumns
{
    private const string Reason = "Stands in a column of people's names.";

    // these head nothing but names
    private static readonly HashSet<string> NameHeadings = Headings(
        ["name", "names", "surname", "forename", "forenames", "patient", "child", "participant", "pupil", "client", "recorder", "vaccinator", "clinician", "consultant", "prescriber", "author"],
        ["full", "last", "first", "family", "given", "patient", "child", "participant", "pupil", "student", "client", "staff", "user", "employee", "service user", "person"],
        ["name", "names", "surname", "forename", "forenames"]);

    // these head a name among other things, or a part of a form
    private static readonly HashSet<string> PeopleHeadings = Headings(
        ["patients", "children", "participants", "pupils", "student", "students", "clients", "person", "people", "woman", "women", "mother", "baby", "staff", "user", "users", "member", "members", "details", "seen by",
            "given by", "taken by", "doctor", "nurse", "provider", "practitioner", "parent", "guardian", "carer", "with", "for", "from", "owner", "assigned to", "allocated to", "about patient", "regarding", "gp", "surgeon", "referrer"],
        ["personal", "patient", "child", "participant", "pupil", "student", "client", "user", "staff", "contact"],
        ["detail", "details", "information", "summary"]);

    public static void Cover(ScreenCover cover)
    {
        foreach (var row in cover.Rows)
        {
            foreach (var heading in row)
            {
                var text = Plain(heading);
                var names = NameHeadings.Contains(text);

                // a heading of a table has other headings beside it
                if ((names || PeopleHeadings.Contains(text) || (heading.Words.Count == 2 && text.EndsWith("ed by", StringComparison.OrdinalIgnoreCase))) && row.Count(f => !f.Text.Any(char.IsAsciiDigit)) >= 2 && !ScreenLabels.IsProductList(row, heading))
                {
                    CoverCells(cover, heading, names);
                }
            }
        }
    }

    // without the mark that shows how the table is sorted
    private static string Plain(ScreenField heading) =>
        heading.Words.Count > 4 ? "" : heading.Text.Replace("'s", "", StringComparison.Ordinal).Replace("’s", "", StringComparison.Ordinal).TrimEnd(' ', '▲', '▼', '↑', '↓', '△', '▽', '⌄', '˄', '˅', 'v', 'V', '^');

    private static HashSet<string> Headings(string[] whole, string[] first, string[] second) =>
        new(whole.Concat(from one in first from two in second select $"{one} {two}"), StringComparer.OrdinalIgnoreCase);

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

    public static bool InColumn(ScreenField cell, ScreenField heading) =>
        Math.Abs(cell.Left - heading.Left) <= 1.5 * heading.Height
        || (cell.Left <= heading.Left && cell.Right >= heading.Right && cell.Left >= heading.Left - (4 * heading.Height))
        || (cell.Left >= heading.Left && cell.Right <= heading.Right);
}
