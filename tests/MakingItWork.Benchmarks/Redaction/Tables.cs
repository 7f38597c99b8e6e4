using System.Globalization;
using MakingItWork.Rules.Identifiers;

namespace MakingItWork.Benchmarks.Redaction;

/// <summary>Prints what was found, part by part.</summary>
internal static class Tables
{
    public static void Recall(string title, IReadOnlyList<JudgedWord> words) => Columns.Print(
        $"{title}: recall per word (a word is covered when 60 % of its ink's box is)",
        ["kind", "words", "aim", .. Columns.All.Select(c => c.Name), "not boxed"],
        Kinds.Identifying.Select(kind =>
        {
            var all = words.Where(w => w.Word.Kind == kind.Kind).ToList();
            return (IReadOnlyList<string>)
            [
                kind.Name, Count(all), kind.Aim > 0 ? kind.Aim.ToString("0.00", CultureInfo.InvariantCulture) : "",
                .. Columns.All.Select(c => Share(all.Where(w => c.Fits(w.Screen.Look)), w => w.Covered)), Count(all.Where(w => !w.Boxed)),
            ];
        }).Append(All("all that identifies", words.Where(w => Kinds.IsIdentifying(w.Word.Kind)).ToList())));

    public static void Precision(string title, IReadOnlyList<JudgedWord> words) => Columns.Print(
        $"{title}: precision per word (of the words under covers of a kind, the share that identifies; ages and titles left out)",
        ["covered as", "words", "aim", .. Columns.All.Select(c => c.Name), "not boxed"],
        Enum.GetValues<IdentifierKind>().Select(kind => PrecisionRow(kind.ToString(), words.Where(w => w.As == kind)))
            .Append(PrecisionRow("all covers", words.Where(w => w.Covered))));

    public static void Visible(string title, IReadOnlyList<JudgedWord> words)
    {
        var ordinary = words.Where(w => Kinds.IsOrdinary(w.Word.Kind)).ToList();
        Columns.Print(
            $"{title}: words that identify nobody, the share covered in vain (aim: at most 8 % of all)",
            ["kind", "words", "aim", .. Columns.All.Select(c => c.Name), "not boxed"],
            Kinds.Ordinary.Select(kind => VainRow(kind.Name, words.Where(w => w.Word.Kind == kind.Kind).ToList()))
                .Append(VainRow("all that identify nobody", ordinary))
                .Concat(Kinds.Neutral.Select(kind => VainRow($"(neither: {kind.Name})", words.Where(w => w.Word.Kind == kind.Kind).ToList()))));
    }

    /// <summary>What went wrong, to work on: never of held-out screens.</summary>
    public static void Misses(IReadOnlyList<JudgedWord> words)
    {
        foreach (var word in words.Where(w => w.Screen.Part == "development" && (Kinds.IsIdentifying(w.Word.Kind) ? !w.Covered : Kinds.IsOrdinary(w.Word.Kind) && w.Covered)))
        {
            Console.WriteLine($"{(word.Covered ? $"in vain as {word.As}" : word.Boxed ? "missed" : "not boxed")}\t{word.Word.Kind}\t{word.Word.Text}\t{word.Screen.Name}\t{word.Word.X},{word.Word.Y}");
        }
    }

    private static string[] All(string name, List<JudgedWord> all) =>
        [name, Count(all), "", .. Columns.All.Select(c => Share(all.Where(w => c.Fits(w.Screen.Look)), w => w.Covered)), Count(all.Where(w => !w.Boxed))];

    private static string[] PrecisionRow(string name, IEnumerable<JudgedWord> covered)
    {
        var all = covered.Where(w => Kinds.IsIdentifying(w.Word.Kind) || Kinds.IsOrdinary(w.Word.Kind)).ToList();
        return [name, Count(all), "", .. Columns.All.Select(c => Share(all.Where(w => c.Fits(w.Screen.Look)), w => Kinds.IsIdentifying(w.Word.Kind))), ""];
    }

    private static string[] VainRow(string name, List<JudgedWord> all) =>
        [name, Count(all), "", .. Columns.All.Select(c => Percent(all.Where(w => c.Fits(w.Screen.Look)))), Count(all.Where(w => !w.Boxed))];

    private static string Percent(IEnumerable<JudgedWord> words) => words.ToList() is var all ? Columns.Percent(all.Count(w => w.Covered), all.Count) : "";

    private static string Share(IEnumerable<JudgedWord> words, Func<JudgedWord, bool> fits) => words.ToList() is var all ? Columns.Share(all.Count(fits), all.Count) : "";

    private static string Count(IEnumerable<JudgedWord> words) => words.Count().ToString(CultureInfo.InvariantCulture);
}
