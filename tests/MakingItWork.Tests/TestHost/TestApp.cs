using MakingItWork.Store;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace MakingItWork.Tests.TestHost;

/// <summary>
/// The real program on a real port with a real, empty database and a data folder of its own.
/// One copy serves the tests of a class; each test makes its own reports.
/// </summary>
public abstract class TestApp : WebApplicationFactory<Program>, IAsyncLifetime
{
    // the framework keeps the first folder it is told for the life of the process, and an app's own goes with the app
    static TestApp() => Environment.SetEnvironmentVariable("ASPNETCORE_TEMP", Path.GetTempPath());

    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("making-it-work-test-").FullName;

    /// <summary>Runs ahead of the machine's clock by as much as a test asks.</summary>
    public MovableClock Clock { get; } = new();

    public string DataFolder => folder;

    public Uri Address { get; private set; } = new("http://localhost");

    protected abstract DatabaseProvider Provider { get; }

    /// <summary>Settings of this app beyond the defaults.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>();

    protected virtual void Replace(IServiceCollection services)
    {
    }

    protected virtual Task<string> ConnectionStringAsync() => Task.FromResult("");

    protected virtual Task DropDatabaseAsync() => Task.CompletedTask;

    private string connectionString = "";

    public async Task InitializeAsync()
    {
        connectionString = await ConnectionStringAsync();
        UseKestrel(0);
        StartServer();
        Address = ClientOptions.BaseAddress;
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await base.DisposeAsync();
        await DropDatabaseAsync();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    /// <summary>A client like a browser: keeps cookies, and shows redirects instead of following them when asked.</summary>
    public Visitor Visit() => new(Address);

    public async Task<T> InDatabaseAsync<T>(Func<ReportsDb, Task<T>> ask)
    {
        await using var scope = Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<ReportsDb>());
    }

    /// <summary>The demonstration accounts' password in this app's data folder.</summary>
    public string DemoPassword => File.ReadAllText(Path.Combine(folder, "demo-password.txt")).Trim();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("quiet", "true");
        builder.UseSetting("Storage:DataFolder", folder);
        builder.UseSetting("Database:Provider", Provider.ToString());
        builder.UseSetting("Database:ConnectionString", connectionString);
        builder.UseSetting("Jobs:InstanceName", Path.GetFileName(folder));
        builder.UseSetting("Jobs:SweepSeconds", "2");
        builder.UseSetting("Jobs:BackOffSeconds", "1");
        builder.UseSetting("Ocr:Engine", "None");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        foreach (var (name, value) in Settings)
        {
            builder.UseSetting(name, value);
        }
        builder.ConfigureTestServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            Replace(services);
        });
    }
}

/// <summary>The machine's time plus what a test adds.</summary>
public sealed class MovableClock : TimeProvider
{
    private TimeSpan ahead;

    public void Advance(TimeSpan by) => ahead += by;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
}

public class SqliteApp : TestApp
{
    protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

public class PostgreSqlApp : TestApp
{
    private readonly string name = $"miw_{Guid.NewGuid():N}";

    protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;

    private static string TestServerAddress => Environment.GetEnvironmentVariable("MIW_TEST_POSTGRES")
        ?? throw new InvalidOperationException("These tests need PostgreSQL: run ./test.sh, or set MIW_TEST_POSTGRES to a connection string of a server that may be filled with test databases.");

    protected override async Task<string> ConnectionStringAsync()
    {
        await ExecuteAsync($"CREATE DATABASE {name}");
        return new NpgsqlConnectionStringBuilder(TestServerAddress) { Database = name }.ToString();
    }

    protected override async Task DropDatabaseAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(TestServerAddress);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
