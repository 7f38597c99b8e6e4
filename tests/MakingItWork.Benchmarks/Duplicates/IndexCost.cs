using System.Diagnostics;
using System.Globalization;
using MakingItWork.Deduplicate.Commands;
using MakingItWork.Rules.Duplicates;
using Microsoft.Data.Sqlite;

namespace MakingItWork.Benchmarks.Duplicates;

/// <summary>
/// What it costs to find the reports that are like a new one, candidates and scores, among many. The reports are made up:
/// words as rare and as common as in real texts, three in ten with a picture of one of 2,000 screens.
/// </summary>
internal static class IndexCost
{
    private const int WarmUp = 100;
    private const int Asked = 400;

    public static async Task MeasureAsync(IReadOnlyList<int> scale)
    {
        if (scale.Count > 0)
        {
            Console.WriteLine("\ncost of one search: candidates and scores, SQLite");
        }

        foreach (var count in scale)
        {
            await using var index = await TemporaryIndex.CreateAsync(default);
            var made = new MadeUpReports(count);
            var watch = Stopwatch.StartNew();
            Fill(index, made);
            var filled = watch.Elapsed;
            await using var db = index.Open();
            var search = index.Search(db);
            List<double> times = [];
            var (found, pictures) = (0, 0);
            for (var i = 0; i < WarmUp + Asked; i++)
            {
                var (like, print) = made.Again(i);
                watch.Restart();
                var answer = await search.FindAsync(print, null, 20, default);
                if (i >= WarmUp)
                {
                    times.Add(watch.Elapsed.TotalMilliseconds);
                    found += answer.Any(other => TemporaryIndex.NumberOf(other.ReportId) == like) ? 1 : 0;
                    pictures += print.Pictures.Count;
                }
            }

            times.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {count,9:N0} reports: p50 {times[times.Count / 2]:0.0} ms, p95 {times[times.Count * 95 / 100]:0.0} ms, most {times[^1]:0.0} ms; {new FileInfo(index.File).Length / count} bytes a report; the report it was made from among the first 20: {(double)found / Asked:0.000} ({pictures} of {Asked} with a picture; filled in {filled.TotalSeconds:0} s)"));
        }
    }

    // straight into the tables: a million reports one at a time would take an hour, and only reading is measured
    private static void Fill(TemporaryIndex index, MadeUpReports made)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = index.File }.ToString());
        connection.Open();
        Run(connection, "PRAGMA synchronous = OFF");
        using (var transaction = connection.BeginTransaction())
        {
            using var words = Command(connection, "INSERT INTO WordCounts (Word, Reports) VALUES ($a, $b)", "$a", "$b");
            foreach (var (word, reports) in made.WordCounts())
            {
                Put(words, (long)word, reports);
            }

            using var marks = Command(connection, "INSERT INTO IndexMarks (Name, Value) VALUES ($a, $b)", "$a", "$b");
            Put(marks, "counted-reports", (long)made.Count);
            transaction.Commit();
        }

        var entries = new List<long>(made.Count * 48);
        using (var transaction = connection.BeginTransaction())
        {
            using var reports = Command(connection, "INSERT INTO IndexedReports (Number, ReportId, Rules, Product, Print) VALUES ($a, $b, $c, $d, $e)", "$a", "$b", "$c", "$d", "$e");
            for (var i = 0; i < made.Count; i++)
            {
                var print = made.Print(i);
                Put(reports, (long)i + 1, TemporaryIndex.IdOf(i), ReportPrint.Rules, (long)print.Product, print.Pack());
                entries.AddRange(IndexKeys.Stored(print, made.Weights, made.Count).Select(key => IndexKeys.Entry(key, i + 1)));
            }

            transaction.Commit();
        }

        entries.Sort();
        using (var transaction = connection.BeginTransaction())
        {
            using var entry = Command(connection, "INSERT INTO IndexEntries (Id) VALUES ($a)", "$a");
            foreach (var id in entries)
            {
                Put(entry, id);
            }

            transaction.Commit();
        }

        Run(connection, "ANALYZE");
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
