using System.Diagnostics;
using System.Globalization;
using MakingItWork.Deduplicate.Commands;
using MakingItWork.Deduplicate.Index;
using MakingItWork.Rules.Duplicates;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Benchmarks.Duplicates;

/// <summary>
/// What it costs to find the reports that are like a new one, candidates and scores, among many. The reports are made up:
/// words as rare and as common as in real texts, three in ten with a picture of one of 2,000 screens.
/// </summary>
internal static class IndexCost
{
    private const int WarmUp = 100;
    private const int Asked = 400;
    private const int Block = 10_000;
    private const string AllFilled = "all-filled";

    private sealed record Filled(MadeUpReports Made, TemporaryIndex Index)
    {
        public List<double> Times { get; } = [];

        public int Found { get; set; }

        public int Pictures { get; set; }

        public long Entries { get; set; }
    }

    public static async Task MeasureAsync(IReadOnlyList<int> scale, string? keep)
    {
        List<Filled> all = [];
        foreach (var count in scale)
        {
            var index = await TemporaryIndex.CreateAsync(default, keep is null ? null : Path.Combine(keep, string.Create(CultureInfo.InvariantCulture, $"made-up-{count}-rules-{ReportPrint.Rules}.db")));
            all.Add(new(new MadeUpReports(count), index));
            var watch = Stopwatch.StartNew();
            Console.WriteLine(await FillAsync(all[^1]) ? $"{count:N0} reports made up in {watch.Elapsed.TotalSeconds:0} s" : $"{count:N0} reports were there");
        }

        // in turns, so that whatever else the machine does falls on all sizes alike
        for (var i = 0; i < WarmUp + Asked; i++)
        {
            foreach (var filled in all)
            {
                await AskAsync(filled, i);
            }
        }

        Console.WriteLine("\ncost of one search: candidates and scores, SQLite, all sizes in turns");
        foreach (var filled in all)
        {
            filled.Times.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {filled.Made.Count,9:N0} reports: p50 {Percent(filled, 50):0.0} ms, p95 {Percent(filled, 95):0.0} ms, most {filled.Times[^1]:0.0} ms; {new FileInfo(filled.Index.File).Length / filled.Made.Count} bytes a report; {filled.Entries / Asked} entries read a search; the report it was made from among the first 20: {(double)filled.Found / Asked:0.000} ({filled.Pictures} of {Asked} with a picture)"));
        }

        foreach (var (less, more) in all.Zip(all.Skip(1)))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {more.Made.Count:N0} take {Percent(more, 50) / Percent(less, 50):0.00} times (p95 {Percent(more, 95) / Percent(less, 95):0.00} times) as long as {less.Made.Count:N0}"));
        }

        foreach (var filled in all)
        {
            await filled.Index.DisposeAsync();
        }
    }

    private static double Percent(Filled filled, int percent) => filled.Times[filled.Times.Count * percent / 100];

    private static async Task AskAsync(Filled filled, int i)
    {
        await using var db = filled.Index.Open();
        var (like, print) = filled.Made.Again(i);
        var watch = Stopwatch.StartNew();
        var answer = await filled.Index.Search(db).FindAsync(print, null, 20, default);
        if (i < WarmUp)
        {
            return;
        }

        filled.Times.Add(watch.Elapsed.TotalMilliseconds);
        filled.Found += answer.Any(other => TemporaryIndex.NumberOf(other.ReportId) == like) ? 1 : 0;
        filled.Pictures += print.Pictures.Count;
        foreach (var asked in IndexKeys.Asked(print, filled.Made.Weights, filled.Made.Count))
        {
            var (from, to) = IndexKeys.Range(asked.Key);
            filled.Entries += await db.IndexEntries.Where(e => e.Id >= from && e.Id < to).Take(SimilarReports.ReadOfAKey).CountAsync();
        }
    }

    /// <returns>False when it was filled before.</returns>
    private static async Task<bool> FillAsync(Filled filled)
    {
        await using (var db = filled.Index.Open())
        {
            if (await db.IndexMarks.AnyAsync(m => m.Name == AllFilled))
            {
                return false;
            }

            await db.Database.EnsureDeletedAsync();
            await db.Database.EnsureCreatedAsync();
        }

        SqliteConnection.ClearAllPools();
        Fill(filled.Index, filled.Made);
        return true;
    }

    // straight into the tables: a million reports one at a time would take an hour, and only reading is measured
    private static void Fill(TemporaryIndex index, MadeUpReports made)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = index.File }.ToString());
        connection.Open();
        Run(connection, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000");
        using (var transaction = connection.BeginTransaction())
        {
            using var words = Command(connection, "INSERT INTO WordCounts (Word, Reports) VALUES ($a, $b)", "$a", "$b");
            foreach (var (word, reports) in made.WordCounts())
            {
                Put(words, (long)word, reports);
            }

            using var marks = Command(connection, "INSERT INTO IndexMarks (Name, Value) VALUES ($a, $b)", "$a", "$b");
            Put(marks, IndexMark.CountedReports, (long)made.Count);
            transaction.Commit();
        }

        var entries = new List<long>(made.Count * 48);
        using (var transaction = connection.BeginTransaction())
        {
            using var reports = Command(connection, "INSERT INTO IndexedReports (Number, ReportId, Rules, Product, Print) VALUES ($a, $b, $c, $d, $e)", "$a", "$b", "$c", "$d", "$e");
            for (var from = 0; from < made.Count; from += Block)
            {
                var block = new (long Product, byte[] Packed, IReadOnlyList<long> Keys)[Math.Min(Block, made.Count - from)];
                Parallel.For(0, block.Length, i =>
                {
                    var print = made.Print(from + i);
                    block[i] = (print.Product, print.Pack(), IndexKeys.Stored(print, made.Weights, made.Count));
                });
                foreach (var (i, (product, packed, keys)) in block.Index())
                {
                    var number = from + i + 1;
                    Put(reports, (long)number, TemporaryIndex.IdOf(number - 1), ReportPrint.Rules, product, packed);
                    entries.AddRange(keys.Select(key => IndexKeys.Entry(key, number)));
                }
            }

            transaction.Commit();
        }

        entries.Sort();
        Put(connection, entries);
        Run(connection, "ANALYZE");
        using var done = Command(connection, "INSERT INTO IndexMarks (Name, Value) VALUES ($a, $b)", "$a", "$b");
        Put(done, AllFilled, 1L);
    }

    // many rows to a statement: it is the statements that cost
    private static void Put(SqliteConnection connection, List<long> entries)
    {
        const int rows = 500;
        using var transaction = connection.BeginTransaction();
        var names = Enumerable.Range(0, rows).Select(i => string.Create(CultureInfo.InvariantCulture, $"$e{i}")).ToArray();
        using var many = Command(connection, $"INSERT INTO IndexEntries (Id) VALUES {string.Join(',', names.Select(name => $"({name})"))}", names);
        using var one = Command(connection, "INSERT INTO IndexEntries (Id) VALUES ($a)", "$a");
        var whole = entries.Count / rows * rows;
        for (var at = 0; at < whole; at += rows)
        {
            for (var i = 0; i < rows; i++)
            {
                many.Parameters[i].Value = entries[at + i];
            }

            many.ExecuteNonQuery();
        }

        foreach (var id in entries.Skip(whole))
        {
            Put(one, id);
        }

        transaction.Commit();
    }

    private static SqliteCommand Command(SqliteConnection connection, string text, params string[] names)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        command.Parameters.AddRange(names.Select(name => new SqliteParameter { ParameterName = name }));
        return command;
    }

    private static void Put(SqliteCommand command, params object[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        command.ExecuteNonQuery();
    }

    private static void Run(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
