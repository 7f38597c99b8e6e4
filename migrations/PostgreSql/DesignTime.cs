using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace MakingItWork.Migrations.PostgreSql;

/// <summary>Lets the migration tool build the model for this provider; no database is opened.</summary>
public sealed class DesignTime : IDesignTimeDbContextFactory<ReportsDb>
{
    public ReportsDb CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<ReportsDb>()
            .UseNpgsql("Host=design", provider => provider.MigrationsAssembly("MakingItWork.Migrations.PostgreSql"))
            .Options);
}
