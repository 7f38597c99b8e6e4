using MakingItWork.Store;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MakingItWork.Tests.Store;

/// <summary>An installation from the very first version is brought up to date: nothing is lost, and no step can be left half done.</summary>
public sealed class UpgradeTests : IDisposable
{
    // one value for all texts and one for all numbers: whatever refers to a row of another table finds it
    private const string Text = "0198aaaa-0000-7000-8000-000000000001";

    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("making-it-work-upgrade-");

    [Fact]
    public async Task Upgrade_FromTheFirstTablesOnSqlite_KeepsEveryRowAndNeverLeavesATransaction()
    {
        await using var db = Open();
        var migrator = db.GetService<IMigrator>();
        await migrator.MigrateAsync(db.Database.GetMigrations().First());
        var tables = await NamesAsync(db, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_\\_%' ESCAPE '\\'");
        Assert.Contains("Screenshots", tables);
        foreach (var table in tables)
        {
            await FillAsync(db, table);
        }
        await migrator.MigrateAsync();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
        // whatever has no table any more was dropped on purpose
        foreach (var table in tables.Intersect(db.Model.GetEntityTypes().Select(type => type.GetTableName()!)))
        {
            Assert.Equal(["1"], await NamesAsync(db, $"SELECT COUNT(*) FROM \"{table}\""));
        }
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private ReportsDb Open() => new(new DbContextOptionsBuilder<ReportsDb>()
        .UseSqlite($"Data Source={Path.Combine(folder.FullName, "reports.db")}", sqlite => sqlite.MigrationsAssembly(typeof(Migrations.Sqlite.DesignTime).Assembly.GetName().Name))
        .ConfigureWarnings(warnings => warnings.Throw(RelationalEventId.NonTransactionalMigrationOperationWarning))
        .Options);

    private static async Task FillAsync(ReportsDb db, string table)
    {
        var columns = await NamesAsync(db, $"SELECT name || '|' || type FROM pragma_table_info('{table}')");
        var values = columns.Select(column => column.Split('|')[1] switch { "INTEGER" => "1", "REAL" => "1.0", "BLOB" => "x'00'", _ => $"'{Text}'" });
        await NamesAsync(db, $"PRAGMA foreign_keys = OFF; INSERT INTO \"{table}\" ({string.Join(',', columns.Select(column => $"\"{column.Split('|')[0]}\""))}) VALUES ({string.Join(',', values)}); PRAGMA foreign_keys = ON");
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(ReportsDb db, string sql)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // the names come from the tables themselves
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var rows = await command.ExecuteReaderAsync();
        List<string> found = [];
        while (await rows.ReadAsync())
        {
            found.Add(rows.GetValue(0).ToString()!);
        }
        return found;
    }
}
