using System.Data.Common;
using MakingItWork.Store;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace MakingItWork.Benchmarks.Triage;

/// <summary>
/// Writes entities straight into the tables that the program's own model maps them to, with its conversions: many rows a
/// statement on SQLite, binary COPY on PostgreSQL. Indexes and the checks of foreign keys wait until <see cref="CompleteAsync"/>.
/// </summary>
internal sealed class BulkTables : IAsyncDisposable
{
    private readonly IModel model;
    private readonly DbConnection connection;
    private readonly List<string> indexes = [];

    private BulkTables(IModel model, DbConnection connection) => (this.model, this.connection) = (model, connection);

    private bool IsSqlite => connection is SqliteConnection;

    public static async Task<BulkTables> OpenAsync(ReportsDb db)
    {
        DbConnection connection = db.Database.IsSqlite() ? new SqliteConnection(db.Database.GetConnectionString()) : new NpgsqlConnection(db.Database.GetConnectionString());
        await connection.OpenAsync();
        var tables = new BulkTables(db.Model, connection);
        await tables.PrepareAsync();
        return tables;
    }

    /// <summary>All rows of one table in one transaction.</summary>
    public async Task WriteAsync<T>(IEnumerable<T> entities)
        where T : class
    {
        var type = model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is no table.");
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        List<Column> columns = [.. ColumnsOf(type, [], table)];
        if (IsSqlite)
        {
            await SqliteAsync(table.Name, columns, entities);
        }
        else
        {
            await PostgresAsync(table.Name, columns, entities);
        }
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Makes the indexes again and tells the planner what is there.</summary>
    public async Task CompleteAsync()
    {
        foreach (var index in indexes)
        {
            await ExecuteAsync(index);
        }
        await ExecuteAsync(IsSqlite ? "ANALYZE" : "VACUUM ANALYZE");
        if (IsSqlite)
        {
            await ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    public async ValueTask DisposeAsync() => await connection.DisposeAsync();

    private async Task PrepareAsync()
    {
        if (IsSqlite)
        {
            await ExecuteAsync("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -400000; PRAGMA temp_store = MEMORY");
        }
        else
        {
            await ExecuteAsync("SET session_replication_role = replica; SET maintenance_work_mem = '512MB'");
        }
        var list = IsSqlite
            ? "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
            : "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = indexname)";
        List<string> names = [];
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = list;
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                names.Add(reader.GetString(0));
                indexes.Add(reader.GetString(1));
            }
        }
        foreach (var name in names)
        {
            await ExecuteAsync($"DROP INDEX \"{name}\"");
        }
    }

    private sealed record Column(string Name, string StoreType, Func<object, object?> Of);

    private static IEnumerable<Column> ColumnsOf(ITypeBase type, IReadOnlyList<IComplexProperty> path, StoreObjectIdentifier table)
    {
        foreach (var property in type.GetProperties())
        {
            var convert = property.GetTypeMapping().Converter;
            var read = ReaderOf(property);
            object? Value(object entity)
            {
                var owner = path.Aggregate((object?)entity, (at, complex) => complex.PropertyInfo!.GetValue(at));
                var value = read(owner!);
                return value is null || convert is null ? value is Enum number ? Convert.ToInt32(number, System.Globalization.CultureInfo.InvariantCulture) : value : convert.ConvertToProvider(value);
            }
            yield return new Column(property.GetColumnName(table)!, property.GetColumnType(), Value);
        }
        foreach (var complex in type.GetComplexProperties())
        {
            foreach (var column in ColumnsOf(complex.ComplexType, [.. path, complex], table))
            {
                yield return column;
            }
        }
    }

    private static Func<object, object?> ReaderOf(IProperty property) => property.PropertyInfo is { } info
        ? info.GetValue
        : throw new InvalidOperationException($"{property.Name} is not a property of its class.");

    private async Task SqliteAsync<T>(string table, List<Column> columns, IEnumerable<T> entities)
        where T : class
    {
        var many = Math.Max(1, 900 / columns.Count);
        await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync();
        await using var whole = Insert(table, columns, many, transaction);
        foreach (var chunk in entities.Chunk(many))
        {
            if (chunk.Length == many)
            {
                Run(whole, columns, chunk);
            }
            else
            {
                await using var rest = Insert(table, columns, chunk.Length, transaction);
                Run(rest, columns, chunk);
            }
        }
        await transaction.CommitAsync();
    }

    private SqliteCommand Insert(string table, List<Column> columns, int rows, SqliteTransaction transaction)
    {
        var command = ((SqliteConnection)connection).CreateCommand();
        command.Transaction = transaction;
        var row = (int number) => $"({string.Join(',', Enumerable.Range(number * columns.Count, columns.Count).Select(i => $"$p{i}"))})";
        command.CommandText = $"INSERT INTO \"{table}\" ({string.Join(',', columns.Select(c => $"\"{c.Name}\""))}) VALUES {string.Join(',', Enumerable.Range(0, rows).Select(row))}";
        command.Parameters.AddRange(Enumerable.Range(0, rows * columns.Count).Select(i => new SqliteParameter { ParameterName = $"$p{i}" }));
        return command;
    }

    private static void Run<T>(SqliteCommand command, List<Column> columns, T[] rows)
        where T : class
    {
        for (var row = 0; row < rows.Length; row++)
        {
            for (var column = 0; column < columns.Count; column++)
            {
                command.Parameters[(row * columns.Count) + column].Value = columns[column].Of(rows[row]) ?? DBNull.Value;
            }
        }
        command.ExecuteNonQuery();
    }

    private async Task PostgresAsync<T>(string table, List<Column> columns, IEnumerable<T> entities)
        where T : class
    {
        await using var copy = await ((NpgsqlConnection)connection).BeginBinaryImportAsync($"COPY \"{table}\" ({string.Join(',', columns.Select(c => $"\"{c.Name}\""))}) FROM STDIN (FORMAT BINARY)");
        copy.Timeout = TimeSpan.FromHours(1);
        foreach (var entity in entities)
        {
            await copy.StartRowAsync();
            foreach (var column in columns)
            {
                if (column.Of(entity) is not { } value)
                {
                    await copy.WriteNullAsync();
                }
                else
                {
                    await copy.WriteAsync(value, column.StoreType);
                }
            }
        }
        await copy.CompleteAsync();
    }
}
