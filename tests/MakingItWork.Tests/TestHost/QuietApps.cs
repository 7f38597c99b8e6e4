namespace MakingItWork.Tests.TestHost;

/// <summary>Accepts and shows, but works on nothing by itself: a test takes each step by hand and may move the clock.</summary>
public sealed class QuietSqliteApp : SqliteApp
{
    protected override IReadOnlyDictionary<string, string> Settings => Quiet;

    internal static readonly IReadOnlyDictionary<string, string> Quiet = new Dictionary<string, string> { ["Jobs:RunHere"] = "false" };
}

public sealed class QuietPostgreSqlApp : PostgreSqlApp
{
    protected override IReadOnlyDictionary<string, string> Settings => QuietSqliteApp.Quiet;
}
