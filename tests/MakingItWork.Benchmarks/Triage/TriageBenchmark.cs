using System.Diagnostics;
using System.Globalization;
using MakingItWork.Capture;
using MakingItWork.Directory;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Benchmarks.Triage;

/// <summary>
/// What a safety team waits for, through the program's own handlers, at several numbers of reports: as a triager of the
/// organisation with the longest queue, and as the national team that sees all. Everything is warm.
/// </summary>
internal static class TriageBenchmark
{
    public const string Usage = "triage [--reports 10000,1000000] [--postgres CONNECTION] [--keep FOLDER] [--only WORD]   p50 and p95 of queue, filters, searches and a report's page";

    private const int Rounds = 60;
    private const double Aim = 100;
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(5);

    /// <param name="Cpu">Milliseconds of this process for each: a busy machine hardly changes them. A server's own are not in it.</param>
    private sealed record Figure(double P50, double P95, double Cpu);

    public static async Task<int> RunAsync(string[] options)
    {
        var sizes = (Option(options, "--reports") ?? "10000,1000000").Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture)).ToList();
        var server = Option(options, "--postgres");
        var keep = Option(options, "--keep");
        var only = Option(options, "--only") ?? "";
        var all = new List<(int Size, IReadOnlyDictionary<string, Figure> Figures)>();
        foreach (var size in sizes)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(server is null ? "SQLite" : "PostgreSQL")}, {size:N0} reports"));
            all.Add((size, await SizeAsync(size, server, keep, only)));
        }
        Print(all);
        return 0;
    }

    private static async Task<IReadOnlyDictionary<string, Figure>> SizeAsync(int size, string? server, string? keep, string only)
    {
        var folder = keep is null ? System.IO.Directory.CreateTempSubdirectory("making-it-work-bench-").FullName : Path.Combine(keep, $"{(server is null ? "sqlite" : "postgres")}-{size}");
        await using (var app = await OpenAsync(folder, server, size))
        {
            var acts = (await Acts.OfAsync(app, app.Triager)).Select(of => ($"triager: {of.What}", of.Act))
                .Concat((await Acts.OfAsync(app, app.National)).Select(of => ($"national: {of.What}", of.Act)))
                .Concat(Acts.Others(app));
            var figures = new Dictionary<string, Figure>();
            foreach (var (what, act) in acts.Where(of => of.Item1.Contains(only, StringComparison.Ordinal)))
            {
                figures[what] = await MeasureAsync(act);
            }
            if (keep is not null)
            {
                return figures;
            }
            await app.DisposeAsync();
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            System.IO.Directory.Delete(folder, recursive: true);
            return figures;
        }
    }

    private static async Task<TriageApp> OpenAsync(string folder, string? server, int size)
    {
        var (app, made) = await TriageApp.StartAsync(folder, server, size);
        var waiting = await app.InDatabaseAsync(db => db.Reports.VisibleTo(app.Triager).CountAsync(r => r.Stage == ReportStage.AwaitingTriage));
        var file = Path.Combine(folder, "reports.db");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {(made is { } took ? $"made in {took.TotalSeconds:0} s" : "kept from before")}; {waiting:N0} wait for the triager{(server is null ? $"; {new FileInfo(file).Length / size:N0} bytes a report" : "")}"));
        return app;
    }

    private static async Task<Figure> MeasureAsync(Func<int, Task> act)
    {
        var warm = Stopwatch.StartNew();
        for (var i = 0; i < 5; i++)
        {
            await act(i);
        }
        // what takes seconds is not asked for sixty times
        var rounds = warm.Elapsed > Slow ? 5 : Rounds;
        var times = new List<double>();
        var cpu = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < rounds; i++)
        {
            var watch = Stopwatch.StartNew();
            await act(i);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
        var used = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / rounds;
        times.Sort();
        return new Figure(times[times.Count / 2], times[times.Count * 95 / 100], used);
    }

    private static void Print(List<(int Size, IReadOnlyDictionary<string, Figure> Figures)> all)
    {
        Console.WriteLine();
        Console.WriteLine($"{"ms: p50 / p95, CPU",-44}{string.Concat(all.Select(one => string.Create(CultureInfo.InvariantCulture, $" | {one.Size,24:N0}")))}{(all.Count > 1 ? " | ratio of p50" : "")}");
        foreach (var what in all[0].Figures.Keys)
        {
            var cells = all.Select(one => one.Figures[what]).ToList();
            Console.WriteLine($"{what,-44}{string.Concat(cells.Select(f => string.Create(CultureInfo.InvariantCulture, $" | {f.P50,6:0.0} / {f.P95,6:0.0}{(f.P95 >= Aim ? "!" : " ")} {f.Cpu,6:0.0}")))}{(cells.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" | {cells[^1].P50 / cells[0].P50,6:0.0}") : "")}");
        }
        Console.WriteLine($"! marks a p95 of {Aim} ms or more; {Rounds} rounds each, 5 of what takes a second");
    }

    private static string? Option(string[] options, string name)
    {
        var at = Array.IndexOf(options, name);
        return at >= 0 && at + 1 < options.Length ? options[at + 1] : null;
    }
}
