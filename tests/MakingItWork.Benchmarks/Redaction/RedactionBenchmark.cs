using System.Diagnostics;
using System.Globalization;
using MakingItWork.Benchmarks.Redaction.Layouts;
using MakingItWork.Plumbing.Ocr;
using MakingItWork.Plumbing.Pictures;

namespace MakingItWork.Benchmarks.Redaction;

/// <summary>How much of what identifies a person gets covered, how much else, and how long it takes: by the job's own reader and rules.</summary>
internal static class RedactionBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (RedactionOptions.Parse(args) is not { } options)
        {
            Console.WriteLine(RedactionOptions.Usage);
            return 2;
        }

        var pictures = new VipsPictures();
        using var ocr = new PaddleOcr();
        if (!pictures.Available || !ocr.Available)
        {
            Console.WriteLine($"{pictures.Engine}; {ocr.Engine}");
            return 1;
        }

        var kept = new KeptReadings(options.Keep, pictures);
        var screens = await PaintAsync(options, pictures);
        var own = new OwnReader(ocr);
        if (screens.Count > 0)
        {
            MeasureScreens(own, kept, screens, options, pictures);
        }

        if (options.Data is not null)
        {
            RealScreens.Measure(Path.Combine(options.Data, "screens"), own, kept, options.Save, pictures);
            Sentences.Measure(Path.Combine(options.Data, "identifier-sentences"));
        }

        return 0;
    }

    private static void MeasureScreens(OwnReader own, KeptReadings kept, IReadOnlyList<PaintedScreen> screens, RedactionOptions options, VipsPictures pictures)
    {
        var words = Measure(own, kept, screens, options, pictures);
        foreach (var part in words.GroupBy(w => w.Screen.Part))
        {
            Tables.Recall(part.Key, [.. part]);
            Tables.Precision(part.Key, [.. part]);
            Tables.Visible(part.Key, [.. part]);
        }

        if (options.Misses)
        {
            Tables.Misses(words);
        }

        if (Tesseract.Find() is { } tesseract)
        {
            Baseline(words, Measure(tesseract, kept, screens, options with { Save = null }, pictures), tesseract.Name);
        }
        else
        {
            Console.WriteLine("\nTesseract is not installed (Debian: apt-get install tesseract-ocr), so there is nothing to compare with.");
        }
    }

    private static async Task<IReadOnlyList<PaintedScreen>> PaintAsync(RedactionOptions options, VipsPictures pictures)
    {
        await using var painter = new Painter(pictures, options.Keep);
        var screens = new List<PaintedScreen>();
        foreach (var (part, layouts) in ((string, IReadOnlyList<Layout>)[])[("development", AllLayouts.Development), ("held-out", AllLayouts.HeldOut)])
        {
            var book = new WordBook(part);
            Console.WriteLine($"{part}: {layouts.Count} layouts; names left out because the rules know the word: {(book.Dropped.Count == 0 ? "none" : string.Join(", ", book.Dropped))}");
            var chosen = layouts.Where(l => options.Only is null || options.Only == part || options.Only == l.Name).ToList();
            var count = options.Only == part || chosen.Count < layouts.Count ? options.Screens : options.Screens / 2;
            for (var i = 0; i < count && chosen.Count > 0; i++)
            {
                // every layout meets every look before a pair comes again
                var look = Look.All[((7 * (i % chosen.Count)) + (i / chosen.Count)) % Look.All.Count];
                screens.Add(await painter.PaintAsync(part, book, chosen[i % chosen.Count], i, look, options.Seed));
            }
        }

        return screens;
    }

    private static List<JudgedWord> Measure(IReader reader, KeptReadings kept, IReadOnlyList<PaintedScreen> screens, RedactionOptions options, VipsPictures pictures)
    {
        var words = new List<JudgedWord>();
        var seconds = new List<double>();
        var rules = new List<double>();
        double memory = 0;
        foreach (var screen in screens)
        {
            var reading = kept.Read(reader, screen.Picture);
            var watch = Stopwatch.StartNew();
            var covers = Score.Covers(reading.Words);
            rules.Add(watch.Elapsed.TotalMilliseconds);
            memory = Math.Max(memory, reading.MegaBytes);
            if (reading.Width == 1280)
            {
                seconds.Add(reading.Seconds);
            }

            var judged = Score.Judge(screen, reading, covers);
            words.AddRange(judged);
            if (options.Save is not null)
            {
                SavedPictures.Save(options.Save, screen, reading, covers, judged, pictures);
            }
        }

        seconds.Sort();
        rules.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"\n{reader.Name}: {screens.Count} screens; reading one of 1280 x 800 took {(seconds.Count > 0 ? seconds[seconds.Count / 2] : 0):0.00} s in the middle, {(seconds.Count > 0 ? seconds[^1] : 0):0.00} s at most; the rules {rules[rules.Count / 2]:0.0} ms in the middle, {rules[(int)(rules.Count * 0.95)]:0.0} ms for 95 of 100; peak memory {memory:0} MB"));
        return words;
    }

    private static void Baseline(List<JudgedWord> own, List<JudgedWord> other, string name)
    {
        foreach (var part in own.Select(w => w.Screen.Part).Distinct())
        {
            var mine = own.Where(w => w.Screen.Part == part).ToList();
            var theirs = other.Where(w => w.Screen.Part == part).ToList();
            Columns.Print($"{part}: the same rules on the words of two readers", ["kind", "own", name, "own, not boxed", $"{name}, not boxed"],
                Kinds.Identifying.Select(k => Row(k.Name, w => w.Word.Kind == k.Kind, w => w.Covered)).Append(Row("all that identifies", w => Kinds.IsIdentifying(w.Word.Kind), w => w.Covered))
                    .Append(Row("precision", w => w.Covered && (Kinds.IsIdentifying(w.Word.Kind) || Kinds.IsOrdinary(w.Word.Kind)), w => Kinds.IsIdentifying(w.Word.Kind)))
                    .Append(Row("share of other words covered", w => Kinds.IsOrdinary(w.Word.Kind), w => w.Covered)));

            IReadOnlyList<string> Row(string title, Func<JudgedWord, bool> of, Func<JudgedWord, bool> fits) =>
            [
                title, Columns.Share(mine.Count(w => of(w) && fits(w)), mine.Count(of)), Columns.Share(theirs.Count(w => of(w) && fits(w)), theirs.Count(of)),
                Columns.Percent(mine.Count(w => of(w) && !w.Boxed), mine.Count(of)), Columns.Percent(theirs.Count(w => of(w) && !w.Boxed), theirs.Count(of)),
            ];
        }
    }
}
