using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Playwright;

namespace MakingItWork.Benchmarks;

/// <summary>
/// From a pasted picture to its covers, in a real browser on the real report page. Each round is a new page whose workers have
/// to start, with all files in the browser's cache: what a clinician meets who reports a second time.
/// </summary>
internal static class BrowserReadingBenchmark
{
    private static readonly string[] Arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--enable-blink-features=ForceEagerMeasureMemory"];

    private const string Script = """
        async (picture) => {
          const { readPicture } = await import("/assets/reading.js");
          const bytes = Uint8Array.from(atob(picture), (c) => c.charCodeAt(0));
          let longest = 0, first = 0, lines = 0;
          const tasks = new PerformanceObserver((list) => list.getEntries().forEach((task) => longest = Math.max(longest, task.duration)));
          tasks.observe({ type: "longtask" });
          const pasted = performance.now();
          const result = await readPicture(await createImageBitmap(new Blob([bytes])), {
            covers: (found) => { if (first === 0 && found.length > 0) first = performance.now() - pasted; },
            progress: (p) => lines = p.lines,
          });
          const all = performance.now() - pasted;
          const memory = await performance.measureUserAgentSpecificMemory();
          await new Promise((done) => setTimeout(done, 100));
          tasks.disconnect();
          return JSON.stringify({ first, all, longest, lines, covers: result.covers.length, words: result.words, engine: result.engine, megabytes: memory.bytes / 1e6 });
        }
        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private sealed record Round(double First, double All, double Longest, int Lines, int Covers, int Words, string Engine, double Megabytes);

    public static async Task<int> RunAsync(int rounds)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("making-it-work-bench-");
        await using var app = new App(folder.FullName, ProgramFolder());
        app.UseKestrel(0);
        app.StartServer();
        using var playwright = await Playwright.CreateAsync();
        // An ordinary profile: a private window would keep no compiled code.
        await using var browser = await playwright.Chromium.LaunchPersistentContextAsync(Path.Combine(folder.FullName, "profile"), new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("MIW_TEST_CHROMIUM") is { Length: > 0 } path ? path : "/usr/bin/chromium",
            Args = Arguments,
            ViewportSize = new() { Width = 1280, Height = 800 },
        });
        var picture = Convert.ToBase64String(await DrawnAsync(browser));
        PrintTransfer();
        Console.WriteLine("round | first covers s | all covers s | longest task ms | lines | words | covers | memory MB | load before");
        for (var round = 0; round <= rounds; round++)
        {
            var load = (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0];
            var read = await ReadAsync(browser, app.ClientOptions.BaseAddress, picture);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{(round == 0 ? "cold" : "warm"),-5} | {read.First / 1000,14:0.0} | {read.All / 1000,12:0.0} | {(read.Longest > 0 ? $"{read.Longest:0}" : "under 50"),15} | {read.Lines,5} | {read.Words,5} | {read.Covers,6} | {read.Megabytes,9:0} | {load}"));
        }
        await browser.CloseAsync();
        folder.Delete(recursive: true);
        return 0;
    }

    private static async Task<Round> ReadAsync(IBrowserContext browser, Uri address, string picture)
    {
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(address, "/report").ToString());
        var read = JsonSerializer.Deserialize<Round>(await page.EvaluateAsync<string>(Script, picture), Json)!;
        // The browser keeps compiled code a moment after it was first run.
        await Task.Delay(3000);
        await page.CloseAsync();
        return read;
    }

    /// <summary>A ward list with a banner: 148 lines as the detector counts them, every name and number invented.</summary>
    private static async Task<byte[]> DrawnAsync(IBrowserContext browser)
    {
        var page = await browser.NewPageAsync();
        await page.SetContentAsync(WardList.Html());
        var picture = await page.ScreenshotAsync();
        await page.CloseAsync();
        return picture;
    }

    private static void PrintTransfer()
    {
        var reading = Path.Combine(ProgramFolder(), "wwwroot", "assets", "read");
        foreach (var (name, ending) in new[] { ("Brotli", ".br"), ("gzip", ".gz") })
        {
            var bytes = System.IO.Directory.GetFiles(reading, "*" + ending, SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"fetched once, packed with {name}: {bytes / 1e6:0.0} MB"));
        }
    }

    private static string ProgramFolder()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "MakingItWork.sln")))
        {
            at = at.Parent ?? throw new InvalidOperationException("The benchmarks do not run inside the repository.");
        }
        return Path.Combine(at.FullName, "src", "MakingItWork");
    }

    private sealed class App(string folder, string programFolder) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseContentRoot(programFolder);
            builder.UseEnvironment("Development");
            builder.UseSetting("quiet", "true");
            builder.UseSetting("Storage:DataFolder", folder);
            builder.UseSetting("Jobs:RunHere", "false");
            builder.UseSetting("Logging:LogLevel:Default", "Warning");
        }
    }
}
