using MakingItWork.Plumbing.Files;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Store;

/// <summary>Copies the database while others write to it, and leaves no trace of what was deleted. SQLite only: servers have their own tools.</summary>
public sealed class DatabaseCopy(IOptions<DatabaseOptions> options, DataFolder data)
{
    public bool Possible => options.Value.Provider == DatabaseProvider.Sqlite;

    /// <summary>A consistent copy as of now, without free pages.</summary>
    public async Task MakeAsync(string path, CancellationToken cancel)
    {
        await using var connection = new SqliteConnection(StoreSetup.ConnectionString(options.Value, data));
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $path";
        command.Parameters.AddWithValue("$path", path);
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>The copy, to look into and to delete from.</summary>
    public static ReportsDb Open(string path) => new(new DbContextOptionsBuilder<ReportsDb>()
        .UseSqlite(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString())
        .AddInterceptors(new DurableWrites())
        .Options);
}

internal static class Traces
{
    /// <summary>
    /// SQLite overwrites what is deleted, but its write-ahead log holds the page as it was until it is folded into the
    /// file and cut off. A reader at work may keep it from that; the next night tries again.
    /// </summary>
    public static async Task LeaveNoTraceAsync(this ReportsDb db, CancellationToken cancel)
    {
        if (db.Database.IsSqlite())
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancel);
        }
    }
}
