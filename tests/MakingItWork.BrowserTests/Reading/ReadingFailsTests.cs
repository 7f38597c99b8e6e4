using MakingItWork.BrowserTests.TestHost;
using Microsoft.Playwright;

namespace MakingItWork.BrowserTests.Reading;

/// <summary>Where a browser cannot read, the page must hear so: the server covers then. It must never wait for ever.</summary>
[Collection(HoldingSite.Name)]
public sealed class ReadingFailsTests(HoldingSite site)
{
    private const string Small = "school-patient-card.png";

    [Theory]
    [InlineData("**/ort-wasm-simd-threaded.wasm")]
    [InlineData("**/ocr-recognise.onnx")]
    [InlineData("**/ocr-characters.txt")]
    [InlineData("**/reader.js")]
    [InlineData("**/judge.js")]
    [InlineData("**/rules/dotnet.js")]
    [InlineData("**/rules/*.wasm")]
    public async Task ReadPicture_FileIsBlocked_SaysThatReadingIsUnavailable(string file)
    {
        await using var clinician = await site.VisitAsync();
        await clinician.Page.Context.RouteAsync(file, route => route.AbortAsync());
        await clinician.GoToAsync("/report");

        var read = await clinician.ReadAsync(Small).WaitAsync(TimeSpan.FromMinutes(2));

        Assert.True(read.Unavailable, read.Error ?? "It was read all the same.");
    }

    [Fact]
    public async Task ReadPicture_WorkerIsMissing_SaysThatReadingIsUnavailable()
    {
        await using var clinician = await site.VisitAsync();
        // A worker's worker is asked for out of the test's reach, so its address is bent instead.
        await clinician.ChangeReaderAsync(script => script.Replace("network.js", "missing.js", StringComparison.Ordinal));
        await clinician.GoToAsync("/report");

        var read = await clinician.ReadAsync(Small).WaitAsync(TimeSpan.FromMinutes(2));

        Assert.True(read.Unavailable, read.Error ?? "It was read all the same.");
    }

    [Fact]
    public async Task ReadPicture_NoWebAssembly_SaysThatReadingIsUnavailable()
    {
        await using var clinician = await site.VisitAsync();
        await clinician.Page.AddInitScriptAsync("delete globalThis.WebAssembly");
        await clinician.GoToAsync("/report");

        var read = await clinician.ReadAsync(Small).WaitAsync(TimeSpan.FromMinutes(2));

        Assert.True(read.Unavailable, read.Error ?? "It was read all the same.");
        Assert.DoesNotContain(clinician.Watch.Requests, address => address.AbsolutePath.EndsWith(".onnx", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ReadPicture_WorkerNeverAnswers_GivesUp()
    {
        await using var clinician = await site.VisitAsync();
        await clinician.ChangeReaderAsync(_ => "onmessage = () => {};");
        await clinician.Page.Clock.InstallAsync();
        await clinician.GoToAsync("/report");

        var reading = clinician.ReadAsync(Small);
        for (var minutes = 0; minutes < 20 && !reading.IsCompleted; minutes++)
        {
            // The first minutes may pass before the page has begun.
            await clinician.Page.Clock.FastForwardAsync(60_000);
            await Task.WhenAny(reading, Task.Delay(500));
        }

        Assert.True((await reading.WaitAsync(TimeSpan.FromSeconds(20))).Unavailable);
    }

    [Fact]
    public async Task ReadPicture_NothingToReadForAMinute_GivesItsMemoryBack()
    {
        await using var clinician = await site.VisitAsync();
        await clinician.Page.Clock.InstallAsync();
        await clinician.GoToAsync("/report");
        await clinician.ReadAsync(Small);
        Assert.Contains(clinician.Page.Workers, worker => worker.Url.EndsWith("/reader.js", StringComparison.Ordinal));

        await clinician.Page.Clock.FastForwardAsync(61_000);

        for (var tries = 0; tries < 100 && clinician.Page.Workers.Any(worker => worker.Url.EndsWith("/reader.js", StringComparison.Ordinal)); tries++)
        {
            await Task.Delay(100);
        }
        Assert.DoesNotContain(clinician.Page.Workers, worker => worker.Url.EndsWith("/reader.js", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("before")]
    [InlineData("loading")]
    [InlineData("finding")]
    public async Task ReadPicture_PageLosesInterest_StopsAndReadsTheNextPicture(string phase)
    {
        await using var clinician = await site.VisitAsync();
        await clinician.GoToAsync("/report");

        var stopped = await clinician.ReadAsync(Small, stopAfter: phase);
        var next = await clinician.ReadAsync(Small);

        Assert.StartsWith("AbortError", stopped.Error, StringComparison.Ordinal);
        Assert.False(stopped.Unavailable);
        Assert.Null(next.Error);
        Assert.NotEmpty(next.Covers!);
    }

    /// <summary>As on a hospital's plain http network, where browsers give pages no shared memory.</summary>
    [Fact]
    public async Task ReadPicture_PageIsNotIsolated_ReadsAllTheSame()
    {
        await using var clinician = await site.VisitAsync();
        await clinician.Page.RouteAsync("**/report", async route =>
        {
            var answer = await route.FetchAsync();
            var headers = answer.Headers.Where(h => !h.Key.StartsWith("cross-origin", StringComparison.Ordinal)).ToDictionary();
            await route.FulfillAsync(new RouteFulfillOptions { Response = answer, Headers = headers });
        });
        await clinician.GoToAsync("/report");
        Assert.False(await clinician.Page.EvaluateAsync<bool>("crossOriginIsolated"));

        var read = await clinician.ReadAsync(Small);

        Assert.Null(read.Error);
        Assert.NotEmpty(read.Covers!);
    }

    [Fact]
    public async Task ReadPicture_ScrambledCanvas_IsNotTakenForAnEmptyScreen()
    {
        await using var clinician = await site.VisitAsync();
        // What a browser does whose user asked not to be recognised by their screen.
        const string scrambled = "const get = OffscreenCanvasRenderingContext2D.prototype.getImageData;"
            + "OffscreenCanvasRenderingContext2D.prototype.getImageData = function (...a) { const d = get.apply(this, a); d.data.fill(255); return d; };";
        await clinician.ChangeReaderAsync(script => scrambled + script);
        await clinician.GoToAsync("/report");

        var read = await clinician.ReadAsync(Small);

        Assert.True(read.Unavailable, "A screen that the browser did not show was read.");
    }
}
