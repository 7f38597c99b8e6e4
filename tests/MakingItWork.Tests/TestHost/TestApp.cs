using MakingItWork.Store;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MakingItWork.Tests.TestHost;

/// <summary>
/// The real program on a real port with a real, empty database and a data folder of its own.
/// One copy serves the classes of a collection; each test makes its own reports.
/// </summary>
public abstract class TestApp : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("making-it-work-test-").FullName;

    /// <summary>Runs ahead of the machine's clock by as much as a test asks.</summary>
    public MovableClock Clock { get; } = new();

    /// <summary>Its keys lie beside it, as everywhere.</summary>
    public string DataFolder => Path.Combine(folder, "data");

    public string KeyFolder => DataFolder + "-keys";

    /// <summary>Every log line, masked by nothing: what the code gave to the logger.</summary>
    public LogCatcher Logs { get; } = new();

    public Uri Address { get; private set; } = new("http://localhost");

    protected abstract DatabaseProvider Provider { get; }

    /// <summary>Settings of this app beyond the defaults.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>();

    protected virtual LogLevel LogsFrom => LogLevel.Warning;

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

    /// <summary>The settings by which another copy of the program shares this app's folder and database.</summary>
    public IReadOnlyDictionary<string, string> Shared => new Dictionary<string, string>
    {
        ["Storage:DataFolder"] = DataFolder,
        ["Database:Provider"] = Provider.ToString(),
        ["Database:ConnectionString"] = connectionString,
    };

    /// <summary>A client like a browser: keeps cookies and follows redirects.</summary>
    public Visitor Visit() => new(Address);

    public async Task<T> InDatabaseAsync<T>(Func<ReportsDb, Task<T>> ask)
    {
        await using var scope = Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<ReportsDb>());
    }

    /// <summary>The demonstration accounts' password in this app's data folder.</summary>
    public string DemoPassword => File.ReadAllText(Path.Combine(DataFolder, "demo-password.txt")).Trim();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("quiet", "true");
        builder.UseSetting("Jobs:InstanceName", Path.GetFileName(folder));
        builder.UseSetting("Jobs:SweepSeconds", "2");
        builder.UseSetting("Jobs:BackOffSeconds", "1");
        builder.UseSetting("Ocr:Engine", "None");
        // a decision stands at once, but where a test is about taking it back
        builder.UseSetting("Triage:UndoSeconds", "0");
        // all tests of an app send from one address, and on a quick day more than a ward does in a minute
        builder.UseSetting("Web:ReportsAMinute", "0");
        builder.UseSetting("Web:QuestionsAMinute", "0");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        // tests that go wrong on purpose would fill the screen; what is logged is kept by Logs
        builder.UseSetting("Logging:Console:LogLevel:Default", "None");
        foreach (var (name, value) in Shared.Concat(Settings))
        {
            builder.UseSetting(name, value);
        }
        builder.ConfigureTestServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            services.AddLogging(logging => logging.AddProvider(Logs).AddFilter<LogCatcher>(null, LogsFrom));
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
