using MakingItWork.Directory;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Plumbing.Secrets;
using MakingItWork.Store;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace MakingItWork.Benchmarks.Triage;

/// <summary>The program itself without its jobs, on a database that holds a number of made-up reports.</summary>
internal sealed class TriageApp : WebApplicationFactory<Program>
{
    private const string FirstOrganisation = "RGT";
    private readonly string folder;
    private readonly string connection;
    private readonly bool postgres;

    private TriageApp(string folder, string connection, bool postgres) => (this.folder, this.connection, this.postgres) = (folder, connection, postgres);

    public Viewer Triager { get; private set; } = null!;

    public Viewer National { get; private set; } = null!;

    public Viewer Officer { get; private set; } = null!;

    public Viewer NationalOfficer { get; private set; } = null!;

    /// <param name="server">A PostgreSQL server that may be given a database; null for SQLite.</param>
    public static async Task<(TriageApp App, TimeSpan? Made)> StartAsync(string folder, string? server, int count)
    {
        var connection = server is null ? "" : await DatabaseAsync(server, $"miw_bench_{count}");
        var app = new TriageApp(folder, connection, server is not null);
        app.UseKestrel(0);
        app.StartServer();
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReportsDb>();
        app.Triager = await ViewerAsync(scope.ServiceProvider, "safety.cambridge@example.org");
        app.National = await ViewerAsync(scope.ServiceProvider, "safety.national@example.org");
        app.Officer = await ViewerAsync(scope.ServiceProvider, "officer.cambridge@example.org");
        app.NationalOfficer = app.National with { Roles = new HashSet<string>([.. app.National.Roles, Roles.ClinicalSafetyOfficer], StringComparer.Ordinal) };
        if (await db.SearchRounds.AnyAsync())
        {
            return (app, null);
        }
        var organisations = await db.Organisations.Select(o => o.Code).Where(code => code != FirstOrganisation).OrderBy(code => code).ToListAsync();
        var products = await db.Products.OrderBy(p => p.Name).Select(p => new { p.Id, p.Name, p.SupplierId }).ToListAsync();
        var world = new MadeUpWorld([FirstOrganisation, .. organisations], products.ConvertAll(p => (p.Id, p.Name, p.SupplierId)), app.Triager.PersonId, app.National.PersonId);
        return (app, await new MakeReports(db, scope.ServiceProvider.GetRequiredService<ServerSecret>(), world, count).RunAsync());
    }

    public async Task<T> SendAsync<T>(IRequest<T> request)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    /// <summary>Runs a job once, as the clock would.</summary>
    public async Task RunAsync<T>()
        where T : IRecurringJob
    {
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<T>().RunAsync(CancellationToken.None);
    }

    public async Task<T> InDatabaseAsync<T>(Func<ReportsDb, Task<T>> ask)
    {
        await using var scope = Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<ReportsDb>());
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseContentRoot(Path.GetDirectoryName(typeof(Program).Assembly.Location)!);
        builder.UseEnvironment("Development");
        builder.UseSetting("quiet", "true");
        builder.UseSetting("Storage:DataFolder", folder);
        builder.UseSetting("Database:Provider", postgres ? "PostgreSql" : "Sqlite");
        builder.UseSetting("Database:ConnectionString", connection);
        builder.UseSetting("Jobs:RunHere", "false");
        builder.UseSetting("Ocr:Engine", "None");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
    }

    private static async Task<Viewer> ViewerAsync(IServiceProvider services, string email)
    {
        var person = await services.GetRequiredService<UserManager<Person>>().FindByEmailAsync(email);
        return Viewer.Of(await services.GetRequiredService<IUserClaimsPrincipalFactory<Person>>().CreateAsync(person!));
    }

    private static async Task<string> DatabaseAsync(string server, string name)
    {
        await using var admin = new NpgsqlConnection(server);
        await admin.OpenAsync();
        await using var command = admin.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM pg_database WHERE datname = '{name}'";
        if ((long)(await command.ExecuteScalarAsync())! == 0)
        {
            command.CommandText = $"CREATE DATABASE {name}";
            await command.ExecuteNonQueryAsync();
        }
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString();
    }
}
