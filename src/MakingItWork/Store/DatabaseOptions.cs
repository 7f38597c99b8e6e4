namespace MakingItWork.Store;

/// <summary>Section "Database": where the rows lie.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>Empty for SQLite: then a file in the data folder.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Whether the program brings the tables up to date when it starts.</summary>
    public bool MigrateAtStart { get; set; } = true;
}

public enum DatabaseProvider
{
    Sqlite,
    PostgreSql,
    SqlServer,
}
