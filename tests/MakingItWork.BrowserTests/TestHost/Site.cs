using Microsoft.Playwright;

namespace MakingItWork.BrowserTests.TestHost;

/// <summary>The program and a browser to visit it with; one of each serves all tests of a collection.</summary>
public abstract class Site : IAsyncLifetime
{
    /// <summary>Nothing that the browser does by itself may leave the machine, and a page that tries is seen to fail.</summary>
    private static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;
    private ProgramProcess? program;

    public ProgramProcess Program => program ?? throw new InvalidOperationException("The program is not started.");

    /// <summary>Settings of the program, as in the environment.</summary>
    protected abstract IReadOnlyDictionary<string, string> Settings { get; }

    public async Task InitializeAsync()
    {
        // what takes no time by itself can take seconds beside another test's text recognition
        Assertions.SetDefaultExpectTimeout(40_000);
        var starting = ProgramProcess.StartAsync(Settings);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("MIW_TEST_CHROMIUM") is { Length: > 0 } path ? path : "/usr/bin/chromium",
            Args = Quiet,
            Headless = true,
        });
        program = await starting;
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }
        playwright?.Dispose();
        if (program is not null)
        {
            await program.DisposeAsync();
        }
    }

    /// <summary>Somebody at another computer: with cookies, clipboard and screen of their own.</summary>
    public async Task<Visit> VisitAsync(bool javaScript = true)
    {
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = Program.Address.ToString(),
            JavaScriptEnabled = javaScript,
            Locale = "en-GB",
            Permissions = ["clipboard-read", "clipboard-write"],
            ViewportSize = new() { Width = 1280, Height = 900 },
        });
        return await Visit.BeginAsync(context, Program);
    }
}

/// <summary>Text in pictures is recognised: a report comes to the safety team by itself.</summary>
public sealed class ReadingSite : Site
{
    public const string Name = "with text recognition";

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Ocr__Engine"] = "Auto" };
}

/// <summary>No text recognition: every picture waits for a person. Work that fails is parked at once.</summary>
public sealed class HoldingSite : Site
{
    public const string Name = "without text recognition";

    protected override IReadOnlyDictionary<string, string> Settings =>
        new Dictionary<string, string> { ["Ocr__Engine"] = "None", ["Jobs__ParkAfterFailures"] = "1" };
}

[CollectionDefinition(ReadingSite.Name)]
public sealed class ReadingTests : ICollectionFixture<ReadingSite>;

[CollectionDefinition(HoldingSite.Name)]
public sealed class HoldingTests : ICollectionFixture<HoldingSite>;
