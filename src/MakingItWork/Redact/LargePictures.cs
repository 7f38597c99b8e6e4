using MakingItWork.Capture;

namespace MakingItWork.Redact;

/// <summary>
/// One large picture at a time. Forty megapixels take 120 MB bare, and several times that while they are decoded, written
/// and read again: two at once would need more memory than a small machine has.
/// </summary>
internal static class LargePictures
{
    private const long Large = 8_000_000;
    private static readonly SemaphoreSlim Turn = new(1);

    /// <returns>Ends the turn when disposed. A picture whose size is not known yet (0) counts as large.</returns>
    public static Task<IDisposable> TurnAsync(Screenshot screenshot, CancellationToken cancel) => TurnAsync(screenshot.Width, screenshot.Height, cancel);

    /// <inheritdoc cref="TurnAsync(Screenshot, CancellationToken)"/>
    public static async Task<IDisposable> TurnAsync(int width, int height, CancellationToken cancel)
    {
        if ((long)width * height is > 0 and < Large)
        {
            return new Nothing();
        }
        await Turn.WaitAsync(cancel);
        // what the one before held is garbage by now, and there is no room for both
        GC.Collect();
        return new Held();
    }

    private sealed class Nothing : IDisposable
    {
        public void Dispose()
        {
        }
    }

    private sealed class Held : IDisposable
    {
        public void Dispose() => Turn.Release();
    }
}
