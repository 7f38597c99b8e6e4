using System.Globalization;
using System.Text;
using MakingItWork.Plumbing.Pictures;
using MakingItWork.Rules.Identifiers;

namespace MakingItWork.Benchmarks.Redaction;

/// <summary>
/// Pictures that nobody drew for this: a folder with images/ and identifier-boxes-silver.csv (file, kind, text, x, y, w, h).
/// The boxes come from another program, so they are silver: blind to what it missed, and partly wrong.
/// </summary>
internal static class RealScreens
{
    private const double LeastCovered = 0.6;

    public static void Measure(string folder, IReader reader, KeptReadings kept, string? save, VipsPictures pictures)
    {
        var csv = Path.Combine(folder, "identifier-boxes-silver.csv");
        if (!File.Exists(csv))
        {
            return;
        }

        var boxes = File.ReadLines(csv).Skip(1).Select(Cells).Where(c => c.Count >= 7).ToLookup(c => c[0]);
        var found = new List<(string Kind, bool Covered, string Text, string File)>();
        int words = 0, covered = 0, screens = 0;
        var kinds = new Dictionary<IdentifierKind, int>();
        foreach (var path in System.IO.Directory.GetFiles(Path.Combine(folder, "images")).Order(StringComparer.Ordinal))
        {
            var file = File.ReadAllBytes(path);
            var reading = kept.Read(reader, file);
            var covers = Score.Covers(reading.Words);
            if (save is not null)
            {
                SavedPictures.Save(save, $"real-{Path.GetFileNameWithoutExtension(path)}", file, reading, covers, pictures);
            }

            screens++;
            words += reading.Words.Count;
            covered += covers.Count;
            foreach (var cover in covers)
            {
                kinds[cover.Kind] = kinds.GetValueOrDefault(cover.Kind) + 1;
            }

            foreach (var cells in boxes[Path.GetFileName(path)])
            {
                var box = cells.Skip(3).Take(4).Select(c => (int)double.Parse(c, CultureInfo.InvariantCulture)).ToArray();
                found.Add((cells[1], Share(box, covers) >= LeastCovered, cells[2], cells[0]));
            }
        }

        Columns.Print($"{screens} real screens: silver boxes covered (dates here are of any kind, so many must stay)", ["kind", "boxes", "covered", "share"],
            found.GroupBy(f => f.Kind).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (IReadOnlyList<string>)[g.Key, Columns.Number(g.Count()), Columns.Number(g.Count(f => f.Covered)), Columns.Share(g.Count(f => f.Covered), g.Count())]));
        Console.WriteLine($"of {words} words read, {covered} are covered ({Columns.Percent(covered, words)}): {string.Join(", ", kinds.OrderBy(k => k.Key).Select(k => $"{k.Key} {k.Value}"))}");
    }

    private static double Share(int[] box, IReadOnlyList<Cover> covers)
    {
        var hit = 0;
        for (var y = box[1]; y < box[1] + box[3]; y++)
        {
            for (var x = box[0]; x < box[0] + box[2]; x++)
            {
                hit += covers.Any(c => x >= c.X && x < c.X + c.Width && y >= c.Y && y < c.Y + c.Height) ? 1 : 0;
            }
        }

        return (double)hit / Math.Max(1, box[2] * box[3]);
    }

    private static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        foreach (var c in line)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
