using System.Globalization;

namespace MakingItWork.Benchmarks.Duplicates;

/// <summary>How many of the pairs that people call duplicates are found, how many others with them, and what a search costs.</summary>
internal static class DuplicatesBenchmark
{
    public const string Usage = """
        duplicates [options]       what the search for like reports finds, beside plain baselines, and what it costs
          --data FOLDER            measure labelled pairs: bug-duplicates/ and near-duplicates/ in this folder
          --scale N,N,...          time a search among so many made-up reports (10000,100000,1000000; 0: not at all)
          --keep FOLDER            keep the made-up reports there (a million takes some 2 GB), and use them again the next time
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        string? data = null;
        string? keep = null;
        IReadOnlyList<int> scale = [10_000, 100_000, 1_000_000];
        for (var at = 0; at < args.Length; at += 2)
        {
            switch (args[at])
            {
                case "--data" when at + 1 < args.Length:
                    data = args[at + 1];
                    break;
                case "--keep" when at + 1 < args.Length:
                    keep = Path.GetFullPath(args[at + 1]);
                    break;
                case "--scale" when at + 1 < args.Length && args[at + 1].Split(',').All(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out _)):
                    scale = [.. args[at + 1].Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).Where(n => n > 0)];
                    break;
                default:
                    Console.WriteLine(Usage);
                    return 2;
            }
        }

        if (data is not null)
        {
            await TextPairs.MeasureAsync(Path.Combine(data, "bug-duplicates"));
            await PicturePairs.MeasureAsync(Path.Combine(data, "near-duplicates"));
        }

        await IndexCost.MeasureAsync(scale, keep);
        return 0;
    }
}
