namespace MakingItWork.Rules.Identifiers;

/// <summary>Finds the words on a screen that may identify a person, from what a text reader made of the picture.</summary>
public static class ScreenIdentifiers
{
    // a name told by a neighbour may tell another; more rounds would only wander
    private const int Rounds = 2;

    /// <summary>
    /// The words to paint out, in the order of the list, each once. A word is covered whole when any part of it is in a finding:
    /// readers glue words together ("Born12-Mar-1950"). Values are found by their shape, by labels beside or above them,
    /// by column headings, by what stands near an NHS number or a date of birth, and by repetition elsewhere on the screen.
    /// </summary>
    public static IReadOnlyList<CoveredWord> Find(IReadOnlyList<ScreenWord> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var fields = ScreenField.From(words);
        var rows = ScreenField.Rows(fields);
        var cover = new ScreenCover(words, fields, rows);

        // readers' lines first, then whole rows: a slanted picture spoils the rows, a column layout splits the lines
        foreach (var word in new ScreenText(fields.GroupBy(f => f.Words[0].Word.Line)).Covered()
            .Concat(new ScreenText(rows).Covered())
            .Concat(new ScreenText(cover.Cells.Values.Select(cell => (ScreenField[])[cell])).Covered(names: false))
            .Concat(ScreenLabelValues.Covered(cover)))
        {
            cover.Add(word);
        }

        ScreenDigits.Cover(cover);
        var boxed = ScreenDateBoxes.Cover(cover);
        ScreenColumns.Cover(cover);
        ScreenNameRuns.Cover(cover);
        ScreenWraps.Cover(cover);
        ScreenAddresses.Cover(cover);
        for (var round = 0; round < Rounds; round++)
        {
            var before = cover.Count;
            ScreenNeighbours.Cover(cover);
            ScreenNameColumns.Cover(cover);
            ScreenRecordNumbers.Cover(cover);
            ScreenBirthDates.Cover(cover);
            ScreenEchoes.CoverNames(cover);
            if (cover.Count == before)
            {
                break;
            }
        }

        ScreenEchoes.CoverBirthDates(cover, boxed);
        return cover.InOrder();
    }
}
