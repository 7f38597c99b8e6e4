namespace MakingItWork.Rules.Identifiers;

/// <summary>Words that stand close together on one line: a label, a value, a cell of a table.</summary>
internal sealed class ScreenField
{
    private List<NamePiece>? pieces;
    private (bool Known, IdentifierKind? Kind) label;

    private ScreenField(IReadOnlyList<(int Index, ScreenWord Word)> words)
    {
        Words = words;
        Text = string.Join(' ', words.Select(w => w.Word.Text));
        Left = words.Min(w => w.Word.X);
        Top = words.Min(w => w.Word.Y);
        Right = words.Max(w => w.Word.X + w.Word.Width);
        Bottom = words.Max(w => w.Word.Y + w.Word.Height);
    }

    public IReadOnlyList<(int Index, ScreenWord Word)> Words { get; }

    public string Text { get; }

    public int Left { get; }

    public int Top { get; }

    public int Right { get; }

    public int Bottom { get; }

    /// <summary>What the words could be in a name; found once.</summary>
    public List<NamePiece> Pieces => pieces ??= NamePiece.Of(this);

    /// <summary>The kind of value that the field asks for when it is a label and nothing else; found once.</summary>
    public IdentifierKind? LabelKind => (label.Known ? label : label = (true, ScreenLabels.ReadKind(this))).Kind;

    public int Height => Math.Max(1, Bottom - Top);

    public bool SameRow(ScreenField other) =>
        Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top) >= Math.Min(Height, other.Height) / 2.0;

    public bool SameColumn(ScreenField other) =>
        Math.Min(Right, other.Right) > Math.Max(Left, other.Left) || Math.Abs(Left - other.Left) <= Height;

    /// <summary>Several lines of one cell as one field.</summary>
    public static ScreenField Join(IEnumerable<ScreenField> lines) => new([.. lines.SelectMany(line => line.Words)]);

    /// <summary>Splits the reader's lines where the gap between two words is wider than the letters are high.</summary>
    public static IReadOnlyList<ScreenField> From(IReadOnlyList<ScreenWord> words)
    {
        List<ScreenField> fields = [];
        var lines = words.Select((word, index) => (Index: index, Word: word)).Where(w => w.Word.Text.Length > 0).GroupBy(w => w.Word.Line);
        foreach (var line in lines)
        {
            List<(int Index, ScreenWord Word)> field = [];
            foreach (var next in line.OrderBy(w => w.Word.X))
            {
                if (field.Count > 0 && next.Word.X - field[^1].Word.X - field[^1].Word.Width > 1.5 * Math.Max(next.Word.Height, 8))
                {
                    fields.Add(new(field));
                    field = [];
                }

                field.Add(next);
            }

            fields.Add(new(field));
        }

        return fields;
    }

    /// <summary>Fields side by side, rows from top to bottom, each row from left to right.</summary>
    public static IReadOnlyList<IReadOnlyList<ScreenField>> Rows(IReadOnlyList<ScreenField> fields)
    {
        List<List<ScreenField>> rows = [];
        foreach (var field in fields.OrderBy(f => f.Top + f.Bottom).ThenBy(f => f.Left))
        {
            if (rows.Count > 0 && rows[^1][^1].SameRow(field))
            {
                rows[^1].Add(field);
            }
            else
            {
                rows.Add([field]);
            }
        }

        return [.. rows.Select(row => row.OrderBy(f => f.Left).ToList())];
    }
}
