using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MakingItWork.Store;

/// <summary>
/// SQLite in WAL mode may lose the last commits on a power cut unless told to flush each one.
/// A report that was answered with 202 must not be among them. And what is deleted is overwritten, or its bytes would
/// stay in the file until something else needs the space.
/// </summary>
internal sealed class DurableWrites : DbConnectionInterceptor
{
    private const string Settings = "PRAGMA synchronous = FULL; PRAGMA busy_timeout = 30000; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Settings;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
