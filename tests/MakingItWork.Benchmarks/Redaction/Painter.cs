using System.Reflection;
using System.Text.Json;
using MakingItWork.Benchmarks.Redaction.Layouts;
using MakingItWork.Plumbing.Pictures;
using Microsoft.Playwright;

namespace MakingItWork.Benchmarks.Redaction;

/// <summary>Renders layouts in headless Chromium and takes their pictures. The same seed gives the same people, words and looks.</summary>
internal sealed class Painter(IPictures pictures, string? keep) : IAsyncDisposable
{
    private const int Height = 800;
    private const float Smaller = 0.8f;

    private static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND",
    ];

    private readonly string mark = Read("mark.js");
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async Task<PaintedScreen> PaintAsync(string part, WordBook book, Layout layout, int number, Look look, int seed)
    {
        // a string's own hash differs from run to run
        var random = new Random(part.Aggregate(seed, (hash, c) => unchecked((hash * 31) + c)) ^ (number * 7919));
        var scene = new Scene(random, book, look);
        var html = Skin.Wrap(scene, layout.Draw(scene), layout.Width);
        var name = keep is null ? null : Path.Combine(keep, Kept.Name(html, look.ToString(), mark));
        if (name is not null && File.Exists(name + ".words.json"))
        {
            var words = JsonSerializer.Deserialize<List<TruthWord>>(await File.ReadAllTextAsync(name + ".words.json"))!;
            return new(part, layout.Name, number, look, await File.ReadAllBytesAsync(name + ".picture"), words);
        }

        var screen = await PaintAsync(part, layout, number, look, html);
        if (name is not null)
        {
            System.IO.Directory.CreateDirectory(keep!);
            await File.WriteAllBytesAsync(name + ".picture", screen.Picture);
            await File.WriteAllTextAsync(name + ".words.json", JsonSerializer.Serialize(screen.Words));
        }

        return screen;
    }

    private async Task<PaintedScreen> PaintAsync(string part, Layout layout, int number, Look look, string html)
    {
        browser ??= await LaunchAsync();
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = layout.Width, Height = Height } });
        try
        {
            await page.SetContentAsync(html);
            var png = pictures.Decode(await page.ScreenshotAsync());
            var words = (await page.EvaluateAsync<Marked[]>(mark))
                .Select(m => (m, Ink: Ink.Of(png, m.X, m.Y, m.Width, m.Height)))
                .Where(pair => pair.Ink is { Width: > 0, Height: > 0 })
                .Select(pair => new TruthWord(pair.m.Kind, pair.m.Text, pair.Ink.X, pair.Ink.Y, pair.Ink.Width, pair.Ink.Height));
            return look.Form switch
            {
                PictureForm.Whole => new(part, layout.Name, number, look, pictures.EncodePng(png), [.. words]),
                PictureForm.Jpeg60 => new(part, layout.Name, number, look, await page.ScreenshotAsync(new() { Type = ScreenshotType.Jpeg, Quality = 60 }), [.. words]),
                _ => new(part, layout.Name, number, look, Shrunk(png), [.. words.Select(Shrunk)]),
            };
        }
        finally
        {
            await page.CloseAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }

    private byte[] Shrunk(RawPicture picture) =>
        pictures.EncodePng(pictures.Shrink(picture, (int)(picture.Width * Smaller), (int)(picture.Height * Smaller)));

    private static TruthWord Shrunk(TruthWord word)
    {
        int left = (int)(word.X * Smaller), top = (int)(word.Y * Smaller);
        return word with
        {
            X = left,
            Y = top,
            Width = Math.Max(1, (int)Math.Ceiling((word.X + word.Width) * Smaller) - left),
            Height = Math.Max(1, (int)Math.Ceiling((word.Y + word.Height) * Smaller) - top),
        };
    }

    private async Task<IBrowser> LaunchAsync()
    {
        playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("MIW_TEST_CHROMIUM") is { Length: > 0 } path ? path : "/usr/bin/chromium",
            Args = Quiet,
            Headless = true,
        });
    }

    private static string Read(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream($"MakingItWork.Benchmarks.Redaction.{name}")!);
        return reader.ReadToEnd();
    }

    private sealed class Marked
    {
        public string Kind { get; set; } = "";
        public string Text { get; set; } = "";
        public double X { get; set; }
        public double Y { get; set; }
        public double Width { get; set; }
        public double Height { get; set; }
    }
}
