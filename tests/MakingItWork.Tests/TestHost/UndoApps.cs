namespace MakingItWork.Tests.TestHost;

/// <summary>By hand, like the quiet apps; but a decision may be taken back for a minute, as everywhere but in tests.</summary>
public sealed class UndoSqliteApp : SqliteApp
{
    protected override IReadOnlyDictionary<string, string> Settings => WithUndo;

    internal static readonly IReadOnlyDictionary<string, string> WithUndo =
        new Dictionary<string, string>(QuietSqliteApp.Quiet) { ["Triage:UndoSeconds"] = "60" };
}

public sealed class UndoPostgreSqlApp : PostgreSqlApp
{
    protected override IReadOnlyDictionary<string, string> Settings => UndoSqliteApp.WithUndo;
}

[CollectionDefinition(Name)]
public sealed class UndoSqliteTests : ICollectionFixture<UndoSqliteApp>
{
    public const string Name = "SQLite, by hand, with undo";
}

[CollectionDefinition(Name)]
public sealed class UndoPostgreSqlTests : ICollectionFixture<UndoPostgreSqlApp>
{
    public const string Name = "PostgreSQL, by hand, with undo";
}
