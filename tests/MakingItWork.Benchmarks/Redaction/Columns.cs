using System.Globalization;

namespace MakingItWork.Benchmarks.Redaction;

/// <summary>The looks that figures are given for, and how a table is printed.</summary>
internal static class Columns
{
    public static readonly IReadOnlyList<(string Name, Func<Look, bool> Fits)> All =
    [
        ("all", _ => true),
        ("11 px", look => look.Size == 11),
        ("12 px", look => look.Size == 12),
        ("14 px", look => look.Size == 14),
        ("light", look => !look.Dark),
        ("dark", look => look.Dark),
        ("100 %", look => look.Form == PictureForm.Whole),
        ("80 %", look => look.Form == PictureForm.Scaled80),
        ("JPEG 60", look => look.Form == PictureForm.Jpeg60),
    ];

    /// <summary>A table that also reads as Markdown.</summary>
    public static void Print(string title, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        List<IReadOnlyList<string>> all = [head, .. rows];
        var widths = head.Select((_, i) => all.Max(row => row[i].Length)).ToList();
        Console.WriteLine();
        Console.WriteLine(title);
        for (var at = 0; at < all.Count; at++)
        {
            Console.WriteLine($"| {string.Join(" | ", all[at].Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i])))} |");
            if (at == 0)
            {
                Console.WriteLine($"| {string.Join(" | ", widths.Select(w => new string('-', w)))} |");
            }
        }
    }

    public static string Share(int part, int whole) =>
        whole == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{(double)part / whole:0.000}");

    public static string Percent(int part, int whole) =>
        whole == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:0.0} %");

    public static string Number(double number) => string.Create(CultureInfo.InvariantCulture, $"{number:0.#}");
}
