namespace MakingItWork.Rules.Searching;

/// <summary>
/// How words and reports become the numbers of an index, in which one word of one organisation is one stretch, in the order of
/// the reports' own numbers. A storage format. Two words may meet in one number: whoever reads the index looks at the words too.
/// </summary>
public static class SearchKeys
{
    private const int ReportBits = 32;
    private const int LettersOfTerm = 12;
    private const int Signs = 37;

    /// <summary>The key of a word among all reports, or among those of one organisation.</summary>
    public static uint Key(uint word, string? organisation)
    {
        var place = organisation is null ? 0 : SearchWords.NumberOf(organisation);
        var mixed = unchecked((((ulong)word << 32) | place) * 0x9E3779B97F4A7C15);
        return (uint)(mixed >> 32) ^ unchecked((uint)mixed);
    }

    /// <summary>The entry that says that a report has a word.</summary>
    public static long Entry(uint key, long report) => unchecked((long)((ulong)key << ReportBits)) | Number(report);

    /// <summary>The report of an entry.</summary>
    public static long Report(long entry) => entry & uint.MaxValue;

    /// <summary>
    /// The place of the beginning of a word in the order of the alphabet, from the lowest to the highest number that it may have: any
    /// sign beyond plain letters counts as the last of them.
    /// </summary>
    public static (long From, long To) Letters(string beginning)
    {
        ArgumentNullException.ThrowIfNull(beginning);
        var (from, to) = (0L, 0L);
        for (var at = 0; at < LettersOfTerm; at++)
        {
            var sign = at < beginning.Length ? Sign(beginning[at]) : -1;
            from = (from * Signs) + Math.Max(0, sign);
            to = (to * Signs) + (sign < 0 ? Signs - 1 : sign);
        }

        return (from, to);
    }

    /// <summary>How many letters the word of such a number has, as far as it tells.</summary>
    public static int LengthOf(long letters)
    {
        var length = LettersOfTerm;
        while (length > 0 && letters % Signs == 0)
        {
            letters /= Signs;
            length--;
        }

        return length;
    }

    private static int Sign(char letter) => letter switch
    {
        >= '0' and <= '9' => letter - '0' + 1,
        >= 'a' and <= 'z' => letter - 'a' + 11,
        _ => Signs - 1,
    };

    private static long Number(long report) => report is >= 0 and <= uint.MaxValue
        ? report
        : throw new ArgumentOutOfRangeException(nameof(report), report, "Numbers of reports in an index have 32 bits.");
}
