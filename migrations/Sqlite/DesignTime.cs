using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace MakingItWork.Migrations.Sqlite;

/// <summary>Lets the migration tool build the model for this provider; no database is opened.</summary>
public sealed class DesignTime : IDesignTimeDbContextFactory<ReportsDb>
{
    public ReportsDb CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<ReportsDb>()
            .UseSqlite("Data Source=design.db", provider => provider.MigrationsAssembly("MakingItWork.Migrations.Sqlite"))
            .Options);
}
