using MakingItWork.Benchmarks;

return args switch
{
    ["accept", ..] => await AcceptBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 8),
    ["pictures", ..] => PicturesBenchmark.Run(args.Length > 1 ? args[1] : null),
    _ => Usage(),
};

static int Usage()
{
    Console.WriteLine("accept [seconds a round]   reports accepted a second, beside a bare endpoint that streams the same body to disk");
    Console.WriteLine("pictures [folder]          pictures a second through decode, clean PNG, thumbnail and hash");
    return 2;
}
