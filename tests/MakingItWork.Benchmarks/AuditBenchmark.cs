using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using MakingItWork.Directory;
using MakingItWork.Directory.Trail;
using MakingItWork.Store;
using Microsoft.AspNetCore.Mvc.Testing;

namespace MakingItWork.Benchmarks;

/// <summary>
/// What the chain of the audit trail costs: the same signed-in page with and without an entry, by turns, and entries a second
/// by eight writers at once. On SQLite, and on PostgreSQL when MIW_TEST_POSTGRES names an empty database that may be filled.
/// </summary>
internal static partial class AuditBenchmark
{
    public const string Usage = "audit [pages] [seconds]    a signed-in page with and without an audit entry, and entries a second by 8 writers";

    private const int Writers = 8;
    private const string Page = "/account";

    public static async Task<int> RunAsync(string[] options)
    {
        var pages = options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : 300;
        var seconds = options.Length > 1 ? int.Parse(options[1], CultureInfo.InvariantCulture) : 10;
        Console.WriteLine("database   | page p50 | p95 ms | with an entry p50 | p95 ms | entries a second, 8 writers | p50 | p95 ms | checked a second");
        Console.WriteLine("---------- | -------- | ------ | ----------------- | ------ | --------------------------- | --- | ------ | ----------------");
        await MeasureAsync(DatabaseProvider.Sqlite, "", pages, seconds);
        if (Environment.GetEnvironmentVariable("MIW_TEST_POSTGRES") is { Length: > 0 } server)
        {
            await MeasureAsync(DatabaseProvider.PostgreSql, server, pages, seconds);
        }
        return 0;
    }

    private static async Task MeasureAsync(DatabaseProvider provider, string connection, int pages, int seconds)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("making-it-work-bench-");
        await using var app = new App(folder.FullName, provider, connection);
        app.UseKestrel(0);
        app.StartServer();
        using var http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = app.ClientOptions.BaseAddress };
        await SignInAsync(http, (await File.ReadAllTextAsync(Path.Combine(folder.FullName, "data", "demo-password.txt"))).Trim());
        var (without, with) = (new List<double>(), new List<double>());
        for (var warm = 0; warm < 20; warm++)
        {
            await TimeAsync(http, audited: warm % 2 == 0);
        }
        for (var page = 0; page < pages; page++)
        {
            without.Add(await TimeAsync(http, audited: false));
            with.Add(await TimeAsync(http, audited: true));
        }
        var (each, elapsed) = await WriteAsync(app, seconds);
        var began = Stopwatch.GetTimestamp();
        var verdict = await CheckAsync(app);
        var checkedASecond = verdict.Checked / Stopwatch.GetElapsedTime(began).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{provider,-10} | {Part(without, 0.5),8:0.0} | {Part(without, 0.95),6:0.0} | {Part(with, 0.5),17:0.0} | {Part(with, 0.95),6:0.0} | {each.Count / elapsed,27:0} | {Part(each, 0.5),3:0.0} | {Part(each, 0.95),6:0.0} | {checkedASecond,16:0}"));
        if (!verdict.Holds)
        {
            throw new InvalidOperationException($"The chain does not hold: {verdict.Faults[0]}");
        }
        folder.Delete(recursive: true);
    }

    private static async Task<(List<double> Each, double Seconds)> WriteAsync(App app, int seconds)
    {
        var took = new List<double>[Writers];
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            took[writer] = [];
            while (watch.Elapsed.TotalSeconds < seconds)
            {
                var began = Stopwatch.GetTimestamp();
                await AppendAsync(app.Services);
                took[writer].Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        })));
        return ([.. took.SelectMany(times => times)], watch.Elapsed.TotalSeconds);
    }

    private static async Task AppendAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReportsDb>();
        db.Record(TimeProvider.System, null, "measured", null, "An entry as long as most of them are");
        await db.SaveChangesAsync();
    }

    private static async Task<TrailVerdict> CheckAsync(App app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CheckTrail>().CheckAsync(CancellationToken.None);
    }

    private static double Part(List<double> times, double part) => times.Order().ElementAt((int)((times.Count - 1) * part));

    private static async Task<double> TimeAsync(HttpClient http, bool audited)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Page);
        if (audited)
        {
            request.Headers.Add(AuditEach.Header, "1");
        }
        var began = Stopwatch.GetTimestamp();
        using var answer = await http.SendAsync(request);
        if (answer.RequestMessage!.RequestUri!.AbsolutePath != Page)
        {
            throw new InvalidOperationException("Nobody is signed in.");
        }
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static async Task SignInAsync(HttpClient http, string password)
    {
        var token = Token().Match(await http.GetStringAsync(new Uri("/sign-in", UriKind.Relative))).Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("Email", "administrator@example.org"), new("Password", password), new("__RequestVerificationToken", token)]);
        using var answer = await http.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    private sealed class App(string folder, DatabaseProvider provider, string connection) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseContentRoot(Path.GetDirectoryName(typeof(Program).Assembly.Location)!);
            builder.UseEnvironment("Development");
            builder.UseSetting("quiet", "true");
            builder.UseSetting("Storage:DataFolder", Path.Combine(folder, "data"));
            builder.UseSetting("Database:Provider", provider.ToString());
            builder.UseSetting("Database:ConnectionString", connection);
            builder.UseSetting("Jobs:RunHere", "false");
            builder.UseSetting("Logging:LogLevel:Default", "Warning");
            builder.ConfigureServices(services => services.AddSingleton<IStartupFilter, AuditEach>());
        }
    }

    /// <summary>Writes an entry before the page when the request asks for it: the same page, with and without.</summary>
    private sealed class AuditEach : IStartupFilter
    {
        public const string Header = "Write-An-Entry";

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, onward) =>
            {
                if (context.Request.Headers.ContainsKey(Header))
                {
                    await AppendAsync(context.RequestServices);
                }
                await onward(context);
            });
            next(app);
        };
    }
}
