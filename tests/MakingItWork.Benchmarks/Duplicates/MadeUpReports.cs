using MakingItWork.Rules.Duplicates;

namespace MakingItWork.Benchmarks.Duplicates;

/// <summary>As many reports as are asked for, each the same whenever it is asked for.</summary>
internal sealed class MadeUpReports
{
    private const int Vocabulary = 200_000;
    private const int Products = 50;
    private const int Screens = 2000;
    private const double PicturesShare = 0.3;
    private readonly double[] upTo = new double[Vocabulary];

    public MadeUpReports(int count)
    {
        Count = count;
        var sum = 0.0;
        for (var rank = 0; rank < Vocabulary; rank++)
        {
            // Zipf: the word of rank r comes about 1/r as often as the first
            upTo[rank] = sum += 1 / (rank + 2.7);
        }

        Weights = WordWeights.From(WordCounts().ToDictionary(w => w.Word, w => w.Reports), count);
    }

    public int Count { get; }

    public WordWeights Weights { get; }

    /// <summary>In how many reports each of the commoner words is to be expected.</summary>
    public IEnumerable<(uint Word, long Reports)> WordCounts() =>
        Enumerable.Range(0, Vocabulary).Select(rank => (Word(rank), (long)(Count * (1 - Math.Pow(1 - (1 / (rank + 2.7) / upTo[^1]), 35))))).Where(w => w.Item2 > 0);

    public ReportPrint Print(int number)
    {
        var random = new Random(number + 1);
        var words = Words(random, random.Next(15, 60)).ToList();
        var pictures = random.NextDouble() < PicturesShare ? new[] { Picture(random, random.Next(Screens)) } : [];
        return Of(words, pictures, (uint)(1 + (number % Products)));
    }

    /// <summary>A report in other words about the same as one that is there.</summary>
    public (int Like, ReportPrint Print) Again(int number)
    {
        var random = new Random(-1 - number);
        var like = random.Next(Count);
        var print = Print(like);
        var words = print.Text.Words.Where(_ => random.NextDouble() < 0.6).Concat(Words(random, print.Text.Words.Count * 2 / 5)).Distinct().ToList();
        return (like, Of(words, [.. print.Pictures.Select(picture => Changed(random, picture))], print.Product));
    }

    private static ReportPrint Of(List<uint> words, PicturePrint[] pictures, uint product) => new(
        new TextPrint(words, [.. words.Select((_, i) => (byte)(24 * (1 + (2 * Math.Exp(-i / 10.0)))))], new ushort[words.Count]), pictures, product, 0, TextPrint.None, 0);

    private IEnumerable<uint> Words(Random random, int count) => Enumerable.Range(0, count)
        .Select(_ => Array.BinarySearch(upTo, random.NextDouble() * upTo[^1]))
        .Select(at => Word(Math.Min(Vocabulary - 1, at < 0 ? ~at : at)))
        .Distinct();

    private static uint Word(int rank) => unchecked((uint)(rank + 1) * 2654435761u);

    private static PicturePrint Picture(Random random, int screen)
    {
        // a third of the marks is the head and menu of the program, the same on all its screens
        var (head, body) = (new Random(1_000_000 + (screen % Products)), new Random(2_000_000 + screen));
        return Changed(random, new PicturePrint(480, 360, [.. Enumerable.Range(0, PicturePrint.MostPoints).Select(i => Point(i % 3 == 0 ? head : body))]) { Cells = Cells(body) });
    }

    // lines of words with empty space between them: as many bytes packed as those of a real screen
    private static sbyte[] Cells(Random random)
    {
        var cells = new sbyte[PicturePrint.CellsOf(480, 360)];
        for (var at = 0; at < cells.Length; at += random.Next(8, 40))
        {
            for (var i = 0; i < 8 && at + i < cells.Length; i++)
            {
                cells[at + i] = (sbyte)random.Next(-3, 4);
            }
        }

        return cells;
    }

    private static PicturePoint Point(Random random) => new((ushort)random.Next(480), (ushort)random.Next(360), (byte)random.Next(8, 40), unchecked((ulong)random.NextInt64(long.MinValue, long.MaxValue)));

    // other data on the same screen: one mark in three is another
    private static PicturePrint Changed(Random random, PicturePrint picture) =>
        picture with { Points = [.. picture.Points.Select(point => random.NextDouble() < 0.33 ? Point(random) : point)] };
}
