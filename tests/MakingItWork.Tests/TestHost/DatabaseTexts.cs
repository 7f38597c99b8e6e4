using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.TestHost;

/// <summary>Reads every column of every table as text, for tests about what must not be in the database.</summary>
public static class DatabaseTexts
{
    /// <returns>Table and column of each value that holds the text, letter case ignored.</returns>
    public static async Task<IReadOnlyList<string>> FindInTextColumnsAsync(this TestApp app, string text) =>
        [.. (await app.AllTextsAsync()).Where(value => value.Text.Contains(text, StringComparison.OrdinalIgnoreCase)).Select(value => value.Where)];

    public static Task<IReadOnlyList<(string Where, string Text)>> AllTextsAsync(this TestApp app) => app.InDatabaseAsync(async db =>
    {
        var found = new List<(string, string)>();
        await db.Database.OpenConnectionAsync();
        foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // the names come from the model
            command.CommandText = $"SELECT * FROM \"{table}\"";
#pragma warning restore CA2100
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                AddRow(found, table, rows);
            }
        }
        return (IReadOnlyList<(string, string)>)found;
    });

    private static void AddRow(List<(string, string)> found, string table, DbDataReader row)
    {
        for (var column = 0; column < row.FieldCount; column++)
        {
            if (row.GetValue(column) is not (DBNull or byte[]) and var value)
            {
                found.Add(($"{table}.{row.GetName(column)}", Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
            }
        }
    }
}
