namespace MakingItWork.Tests.TestHost;

/// <summary>One app for all classes of a collection; the collections run beside each other.</summary>
public static class Apps
{
    public const string Sqlite = "SQLite";
    public const string PostgreSql = "PostgreSQL";
    public const string QuietSqlite = "SQLite, by hand";
    public const string QuietPostgreSql = "PostgreSQL, by hand";
    public const string ScriptedSqlite = "SQLite, scripted text reader";
    public const string ScriptedPostgreSql = "PostgreSQL, scripted text reader";
}

[CollectionDefinition(Apps.Sqlite)]
public sealed class SqliteTests : ICollectionFixture<SqliteApp>;

[CollectionDefinition(Apps.PostgreSql)]
public sealed class PostgreSqlTests : ICollectionFixture<PostgreSqlApp>;

[CollectionDefinition(Apps.QuietSqlite)]
public sealed class QuietSqliteTests : ICollectionFixture<QuietSqliteApp>;

[CollectionDefinition(Apps.QuietPostgreSql)]
public sealed class QuietPostgreSqlTests : ICollectionFixture<QuietPostgreSqlApp>;

[CollectionDefinition(Apps.ScriptedSqlite)]
public sealed class ScriptedSqliteTests : ICollectionFixture<ScriptedSqliteApp>;

[CollectionDefinition(Apps.ScriptedPostgreSql)]
public sealed class ScriptedPostgreSqlTests : ICollectionFixture<ScriptedPostgreSqlApp>;
