using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Store;
using MakingItWork.Triage.Queues;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MakingItWork.Tests.Store;

/// <summary>The migrations of every provider as text: no server is asked.</summary>
public sealed class MigrationsTests
{
    public static TheoryData<string> Providers => ["Sqlite", "PostgreSql", "SqlServer"];

    [Theory]
    [MemberData(nameof(Providers))]
    public void Migrations_OfEveryProvider_HoldTheWholeModel(string provider)
    {
        using var db = Context(provider);
        Assert.False(db.Database.HasPendingModelChanges(), $"The model has changed: run scripts/add-migration.sh. ({provider})");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void MigrationScript_OfEveryProvider_MakesEveryTableAndItsGuards(string provider)
    {
        using var db = Context(provider);
        var script = db.GetService<IMigrator>().GenerateScript();
        foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()).Distinct())
        {
            Assert.Matches($"CREATE TABLE [\\[\"]?{table}[\\]\"]? ", script);
        }
        foreach (var guard in (string[])["IX_Reports_IdempotencyKey", "IX_Reports_Reference", "IX_Reports_FollowUpHash", "IX_Digests_SupplierId_Until"])
        {
            Assert.Matches($"CREATE UNIQUE INDEX [\\[\"]?{guard}", script);
        }
    }

    [Fact]
    public void TriageQueue_OnSqlServer_IsOneStatementThatPagesInTheDatabase()
    {
        using var db = Context("SqlServer");
        var sql = db.QueueRows.Where(r => r.State == QueueState.Waiting).After(5, Guid.Empty).WorstFirst().Take(25).ToQueryString();
        Assert.Contains("FROM [QueueRows]", sql, StringComparison.Ordinal);
        Assert.Contains("[SortKey] >= @", sql, StringComparison.Ordinal);
        Assert.Contains("ORDER BY [q].[SortKey], [q].[ReportId]", sql, StringComparison.Ordinal);
        Assert.DoesNotContain("OFFSET", sql, StringComparison.Ordinal);
    }

    [Fact]
    public void Visibility_OnSqlServer_IsPartOfTheStatement()
    {
        using var db = Context("SqlServer");
        var triager = new Viewer(Guid.Empty, "A triager", "RGT", null, new HashSet<string> { Roles.Triager });
        var sql = db.Reports.VisibleTo(triager).ToQueryString();
        Assert.Contains("[OrganisationCode] = @", sql, StringComparison.Ordinal);
    }

    private static ReportsDb Context(string provider) => provider switch
    {
        "Sqlite" => Made(new Migrations.Sqlite.DesignTime()),
        "PostgreSql" => Made(new Migrations.PostgreSql.DesignTime()),
        _ => Made(new Migrations.SqlServer.DesignTime()),
    };

    private static ReportsDb Made(IDesignTimeDbContextFactory<ReportsDb> factory) => factory.CreateDbContext([]);
}
