using System.Reflection;
using System.Runtime.Loader;
using MakingItWork.Plumbing.Files;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Store;

public static class StoreSetup
{
    /// <summary>What the default build says when asked for SQL Server.</summary>
    public const string SqlServerNeedsFullFeed = "To run it, build with -p:PackageFeed=full on a full feed.";

    public static IServiceCollection AddStore(this IServiceCollection services, IConfiguration settings)
    {
        services.Configure<DatabaseOptions>(settings.GetSection(DatabaseOptions.Section));
        services.AddDbContextPool<ReportsDb>((provider, options) => UseProvider(
            options,
            provider.GetRequiredService<IOptions<DatabaseOptions>>().Value,
            provider.GetRequiredService<DataFolder>()));
        services.AddSingleton<DatabaseCopy>();
        services.AddHealthChecks().AddDbContextCheck<ReportsDb>("database");
        return services;
    }

    /// <summary>Creates or updates the tables. Several copies may start at once: EF takes a lock in the database.</summary>
    public static async Task MigrateAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<IOptions<DatabaseOptions>>().Value;
        if (database.MigrateAtStart)
        {
            await scope.ServiceProvider.GetRequiredService<ReportsDb>().Database.MigrateAsync();
        }
    }

    /// <summary>The connection string in use, with the default for SQLite filled in.</summary>
    public static string ConnectionString(DatabaseOptions database, DataFolder data)
    {
        if (database.ConnectionString.Length > 0)
        {
            return database.ConnectionString;
        }
        return database.Provider == DatabaseProvider.Sqlite
            ? new SqliteConnectionStringBuilder { DataSource = Path.Combine(data.Path, "reports.db"), DefaultTimeout = 30 }.ToString()
            : throw new InvalidOperationException($"Database:ConnectionString is empty. {database.Provider} needs one.");
    }

    private static void UseProvider(DbContextOptionsBuilder options, DatabaseOptions database, DataFolder data)
    {
        switch (database.Provider)
        {
            case DatabaseProvider.Sqlite:
                options.UseSqlite(ConnectionString(database, data), sqlite => sqlite.MigrationsAssembly(Migrations("Sqlite")))
                    .AddInterceptors(new DurableWrites());
                break;
            case DatabaseProvider.PostgreSql:
                options.UseNpgsql(ConnectionString(database, data), postgres => postgres.MigrationsAssembly(Migrations("PostgreSql")));
                break;
            case DatabaseProvider.SqlServer:
#if FULL_PACKAGE_FEED
                options.UseSqlServer(ConnectionString(database, data), server => server.MigrationsAssembly(Migrations("SqlServer")));
                break;
#else
                throw new InvalidOperationException(SqlServerNeedsFullFeed);
#endif
            default:
                throw new InvalidOperationException($"Database:Provider is {database.Provider}, which this program does not know.");
        }
    }

    private static Assembly Migrations(string provider)
    {
        var name = $"MakingItWork.Migrations.{provider}";
        var loaded = AssemblyLoadContext.Default.Assemblies.FirstOrDefault(assembly => assembly.GetName().Name == name);
        if (loaded is not null)
        {
            return loaded;
        }
        var file = Path.Combine(AppContext.BaseDirectory, name + ".dll");
        return File.Exists(file)
            ? AssemblyLoadContext.Default.LoadFromAssemblyPath(file)
            : throw new InvalidOperationException($"{name}.dll does not lie beside the program. Build the whole solution, not the program alone.");
    }
}
