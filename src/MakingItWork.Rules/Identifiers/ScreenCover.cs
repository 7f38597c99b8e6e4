namespace MakingItWork.Rules.Identifiers;

/// <summary>The words of one screen that are to be painted out, as the rules find them one after another.</summary>
internal sealed class ScreenCover(IReadOnlyList<ScreenWord> words, IReadOnlyList<ScreenField> fields, IReadOnlyList<IReadOnlyList<ScreenField>> rows)
{
    private readonly Dictionary<int, CoveredWord> covered = [];
    private IReadOnlyList<ScreenDate>? dates;

    public IReadOnlyList<ScreenWord> Words { get; } = words;

    public IReadOnlyList<ScreenField> Fields { get; } = fields;

    public IReadOnlyList<IReadOnlyList<ScreenField>> Rows { get; } = rows;

    /// <summary>Cells of several lines, by their first line.</summary>
    public Dictionary<ScreenField, ScreenField> Cells { get; } = ScreenCells.From(rows);

    /// <summary>Every full date on the screen.</summary>
    public IReadOnlyList<ScreenDate> Dates => dates ??= [.. Fields.SelectMany(ScreenDate.In), .. Cells.Values.SelectMany(ScreenDate.In).Where(d => d.IsWrapped)];

    public int Count => covered.Count;

    public IReadOnlyList<CoveredWord> InOrder() => [.. covered.Values.OrderBy(word => word.Index)];

    /// <summary>What the word is covered as, if it is.</summary>
    public IdentifierKind? KindOf(int index) => covered.TryGetValue(index, out var found) ? found.Kind : null;

    public IEnumerable<CoveredWord> OfKind(IdentifierKind kind) => InOrder().Where(word => word.Kind == kind);

    public bool Has(int index) => covered.ContainsKey(index);

    /// <summary>True when some word of the field is covered as this kind.</summary>
    public bool Has(ScreenField field, IdentifierKind kind) =>
        field.Words.Any(w => covered.TryGetValue(w.Index, out var found) && found.Kind == kind);

    /// <summary>The first rule that covers a word names its kind and reason.</summary>
    public void Add(CoveredWord word) => covered.TryAdd(word.Index, word);

    public void Add(ScreenField field, IdentifierKind kind, string reason)
    {
        foreach (var (index, _) in field.Words)
        {
            Add(new(index, kind, reason));
        }
    }
}
