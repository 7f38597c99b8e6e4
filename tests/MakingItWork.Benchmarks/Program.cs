using System.Globalization;

namespace MakingItWork.Benchmarks;

/// <summary>The figures that README quotes: run with -c Release on a quiet machine.</summary>
internal static class Benchmarks
{
    private static async Task<int> Main(string[] args) => args switch
    {
        ["accept", ..] => await AcceptBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 8),
        ["audit", .. var options] => await AuditBenchmark.RunAsync(options),
        ["pictures", ..] => PicturesBenchmark.Run(args.Length > 1 ? args[1] : null),
        ["duplicates", .. var options] => await Duplicates.DuplicatesBenchmark.RunAsync(options),
        ["redaction", .. var options] => await Redaction.RedactionBenchmark.RunAsync(options),
        ["classification", .. var options] => Classification.ClassificationBenchmark.Run(options),
        ["triage", .. var options] => await Triage.TriageBenchmark.RunAsync(options),
        ["browser-reading", ..] => await BrowserReadingBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3),
        _ => Usage(),
    };

    private static int Usage()
    {
        Console.WriteLine("accept [seconds a round]   reports accepted a second, beside a bare endpoint that streams the same body to disk");
        Console.WriteLine(AuditBenchmark.Usage);
        Console.WriteLine("pictures [folder]          pictures a second through decode, clean PNG, thumbnail and hash");
        Console.WriteLine(Redaction.RedactionOptions.Usage);
        Console.WriteLine(Classification.ClassificationBenchmark.Usage);
        Console.WriteLine(Duplicates.DuplicatesBenchmark.Usage);
        Console.WriteLine(Triage.TriageBenchmark.Usage);
        Console.WriteLine("browser-reading [rounds]   from a paste to the covers in a real browser, 1280 x 800 with 150 lines, warm cache");
        return 2;
    }
}
