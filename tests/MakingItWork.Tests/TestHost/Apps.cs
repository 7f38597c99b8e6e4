using MakingItWork.Store;
using Npgsql;

namespace MakingItWork.Tests.TestHost;

/// <summary>On SQLite, with jobs at work and no text recognition.</summary>
public class SqliteApp : TestApp
{
    protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

/// <summary>The same on PostgreSQL.</summary>
public class PostgreSqlApp : TestApp
{
    private readonly string name = $"miw_{Guid.NewGuid():N}";

    protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;

    private static string TestServerAddress => Environment.GetEnvironmentVariable("MIW_TEST_POSTGRES")
        ?? throw new InvalidOperationException("These tests need PostgreSQL: run ./test.sh, or set MIW_TEST_POSTGRES to a connection string of a server that may be filled with test databases.");

    protected override async Task<string> ConnectionStringAsync()
    {
        await ExecuteAsync($"CREATE DATABASE {name}");
        return new NpgsqlConnectionStringBuilder(TestServerAddress) { Database = name }.ToString();
    }

    protected override async Task DropDatabaseAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(TestServerAddress);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
