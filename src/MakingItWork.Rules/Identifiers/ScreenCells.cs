namespace MakingItWork.Rules.Identifiers;

/// <summary>
/// Cells of tables whose words stand on several lines. A line goes on with the cell above it when it begins at the same place and
/// either touches the line above, or stands in a row that holds clearly fewer fields than the row in which the cell began, or none
/// in the first column: in the next line of a table every column has a field again.
/// </summary>
internal static class ScreenCells
{
    private const int LeastColumns = 3;
    private const int MostLines = 5;
    private const int RowsBack = 3;
    private const double ClearlyFewer = 0.6;
    private const double Touching = 0.12;
    private const double EvenSteps = 1.4;

    /// <summary>The cells of two lines or more, by the field that is their first line.</summary>
    public static Dictionary<ScreenField, ScreenField> From(IReadOnlyList<IReadOnlyList<ScreenField>> rows)
    {
        Dictionary<ScreenField, Cell> open = [];
        HashSet<ScreenField> continued = [];
        for (var row = 1; row < rows.Count; row++)
        {
            foreach (var line in rows[row])
            {
                if (Above(rows, row, line) is not { } found || IsForm(rows[row]) || IsForm(rows[found.Row]))
                {
                    continue;
                }

                var cell = open.TryGetValue(found.Line, out var known) ? known : new([found.Line], rows[found.Row].Count, rows[found.Row][0].Left, line.Top - found.Line.Top);
                if (cell.GoesOn(rows[row], found.Line, line) && continued.Add(found.Line))
                {
                    cell.Lines.Add(line);
                    open.Remove(found.Line);
                    open[line] = cell;
                }
            }
        }

        return open.Values.ToDictionary(cell => cell.Lines[0], cell => ScreenField.Join(cell.Lines));
    }

    // a label before every value: nothing goes on from the row above
    private static bool IsForm(IReadOnlyList<ScreenField> row) =>
        row[0].LabelKind is not null || row[0].Text[^1] == ':' || row.Count(f => f.LabelKind is not null) > 1;

    private static (ScreenField Line, int Row)? Above(IReadOnlyList<IReadOnlyList<ScreenField>> rows, int row, ScreenField line)
    {
        for (var back = 1; back <= RowsBack && row - back >= 0; back++)
        {
            foreach (var field in rows[row - back])
            {
                var gap = line.Top - field.Bottom;
                if (Math.Abs(field.Left - line.Left) <= Math.Max(3, line.Height / 2) && gap <= line.Height && gap >= -line.Height / 2)
                {
                    return (field, row - back);
                }
            }
        }

        return null;
    }

    /// <param name="Lines">So far, from the top.</param>
    /// <param name="Columns">Fields in the row of the first line.</param>
    /// <param name="Left">Where that row begins.</param>
    /// <param name="Step">From the first line to the second.</param>
    private sealed record Cell(List<ScreenField> Lines, int Columns, int Left, int Step)
    {
        public bool GoesOn(IReadOnlyList<ScreenField> row, ScreenField above, ScreenField line) =>
            Columns >= LeastColumns && Lines.Count < MostLines && line.Top - above.Top <= EvenSteps * Step
            && (line.Top - above.Bottom < -Touching * line.Height || row.Count <= ClearlyFewer * Columns || (row.Count < Columns && row[0].Left > Left + row[0].Height));
    }
}
