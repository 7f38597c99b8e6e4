using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Mvc.Testing;

namespace MakingItWork.Benchmarks;

/// <summary>
/// How fast reports with one 0.4 MB picture are accepted by 16 clients at once, beside an endpoint in the same process that
/// only streams the same body to disk. The two take turns, so that a slow minute of the machine hits both.
/// </summary>
internal static class AcceptBenchmark
{
    private const int Clients = 16;
    private const int PictureBytes = 400_000;
    private const int Rounds = 3;

    private sealed record Round(double PerSecond, double P50, double P99, double CpuMilliseconds);

    public static async Task<int> RunAsync(int seconds)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("making-it-work-bench-");
        await using var app = new App(folder.FullName);
        app.UseKestrel(0);
        app.StartServer();
        var address = app.ClientOptions.BaseAddress;
        var bare = new List<Round>();
        var accept = new List<Round>();
        await MeasureAsync(address, "/bare", 2);
        await MeasureAsync(address, "/api/v1/reports", 2);
        for (var round = 0; round < Rounds; round++)
        {
            bare.Add(await MeasureAsync(address, "/bare", seconds));
            accept.Add(await MeasureAsync(address, "/api/v1/reports", seconds));
        }
        Console.WriteLine("endpoint        | a second | p50 ms | p99 ms | CPU ms each, client included");
        Console.WriteLine("--------------- | -------- | ------ | ------ | ----------------------------");
        Print("bare streaming", Middle(bare));
        Print("accept a report", Middle(accept));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio accept / bare: {Middle(accept).PerSecond / Middle(bare).PerSecond:0.00} (median of {Rounds} rounds of {seconds} s, {Clients} clients, {PictureBytes / 1000} kB)"));
        folder.Delete(recursive: true);
        return 0;
    }

    private static Round Middle(List<Round> rounds) => rounds.OrderBy(r => r.PerSecond).ElementAt(rounds.Count / 2);

    private static void Print(string name, Round round) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-15} | {round.PerSecond,8:0} | {round.P50,6:0.0} | {round.P99,6:0.0} | {round.CpuMilliseconds,6:0.00}"));

    private static async Task<Round> MeasureAsync(Uri address, string path, int seconds)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Clients }) { BaseAddress = address };
        var took = new List<double>[Clients];
        var cpu = Environment.CpuUsage.TotalTime;
        var until = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            took[client] = [];
            var picture = Picture(client);
            while (until.Elapsed.TotalSeconds < seconds)
            {
                var watch = Stopwatch.StartNew();
                await SendAsync(http, path, picture);
                took[client].Add(watch.Elapsed.TotalMilliseconds);
            }
        })));
        var all = took.SelectMany(t => t).Order().ToList();
        return new Round(all.Count / until.Elapsed.TotalSeconds, all[all.Count / 2], all[(int)(all.Count * 0.99)], (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / all.Count);
    }

    private static async Task SendAsync(HttpClient http, string path, byte[] picture)
    {
        using var form = new MultipartFormDataContent();
        form.Add(new StringContent("Larkfield Screening"), "product");
        form.Add(new StringContent("The allergy box lies below the fold and nobody scrolls down to it."), "description");
        form.Add(new StringContent("RGT"), "organisation");
        var file = new ByteArrayContent(picture);
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        form.Add(file, "pictures", "screen.png");
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), form);
        if (answer.StatusCode != HttpStatusCode.Accepted)
        {
            throw new InvalidOperationException($"{path} answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }
    }

    /// <summary>A PNG by its first and last bytes, filled up to the size: nothing decodes it here, since no jobs run.</summary>
    private static byte[] Picture(int seed)
    {
        var bytes = new byte[PictureBytes];
        new Random(seed).NextBytes(bytes);
        byte[] start = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 5, 0, 0, 0, 3, 0x20, 8, 2, 0, 0, 0];
        byte[] end = [0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82];
        start.CopyTo(bytes, 0);
        end.CopyTo(bytes, bytes.Length - end.Length);
        return bytes;
    }

    private sealed class App(string folder) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseContentRoot(Path.GetDirectoryName(typeof(Program).Assembly.Location)!);
            builder.UseEnvironment("Development");
            builder.UseSetting("quiet", "true");
            builder.UseSetting("Storage:DataFolder", Path.Combine(folder, "data"));
            builder.UseSetting("Jobs:RunHere", "false");
            builder.UseSetting("Web:ReportsAMinute", "0");
            builder.UseSetting("Logging:LogLevel:Default", "Warning");
            builder.ConfigureServices(services => services.AddSingleton<IStartupFilter>(new Bare(folder)));
        }
    }

    /// <summary>The least that an endpoint could do with the body.</summary>
    private sealed class Bare(string folder) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Map("/bare", branch => branch.Run(async context =>
            {
                var path = Path.Combine(folder, "bare-" + Guid.NewGuid().ToString("N"));
                await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous))
                {
                    await context.Request.Body.CopyToAsync(file, context.RequestAborted);
                }
                context.Response.StatusCode = StatusCodes.Status202Accepted;
            }));
            next(app);
        };
    }
}
