namespace MakingItWork.Rules.Identifiers;

/// <summary>Finds the words on a screen that may identify a person, from what a text reader made of the picture.</summary>
public static class ScreenIdentifiers
{
    /// <summary>
    /// The words to paint out, in the order of the list, each once. A word is covered whole when any part of it is in a finding:
    /// readers glue words together ("Born12-Mar-1950").
    /// </summary>
    public static IReadOnlyList<CoveredWord> Find(IReadOnlyList<ScreenWord> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var fields = ScreenField.From(words);

        // readers' lines first, then whole rows: a slanted picture spoils the rows, a column layout splits the lines
        return [.. new ScreenText(fields.GroupBy(f => f.Words[0].Word.Line)).Covered()
            .Concat(new ScreenText(ScreenField.Rows(fields)).Covered())
            .Concat(ScreenLabels.Covered(fields))
            .DistinctBy(word => word.Index)
            .OrderBy(word => word.Index)];
    }
}
