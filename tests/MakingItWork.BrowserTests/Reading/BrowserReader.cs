using System.Text.Json;
using MakingItWork.BrowserTests.TestHost;
using Microsoft.Playwright;

namespace MakingItWork.BrowserTests.Reading;

/// <summary>What the script told the page, with what went wrong in place of a result.</summary>
internal sealed record BrowserReading(List<int> CoversOnTheWay, List<string> Phases, List<FoundCover>? Covers, int Words, string? Engine, string? Rules, string? Error, bool Unavailable);

internal sealed record FoundCover(int X, int Y, int Width, int Height, string Kind, string Reason);

/// <summary>Calls the module that finds identifiers, as the report page does.</summary>
internal static class BrowserReader
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private const string Script = """
        async ({ picture, stopAfter }) => {
          const reading = await import("/assets/reading.js");
          const bytes = Uint8Array.from(atob(picture), (c) => c.charCodeAt(0));
          const bitmap = await createImageBitmap(new Blob([bytes]));
          const stop = new AbortController();
          const told = { coversOnTheWay: [], phases: [] };
          if (stopAfter === "before") stop.abort();
          try {
            const result = await reading.readPicture(bitmap, {
              covers: (found) => told.coversOnTheWay.push(found.length),
              progress: ({ phase }) => {
                if (told.phases.at(-1) !== phase) told.phases.push(phase);
                if (stopAfter === phase) stop.abort();
              },
            }, stop.signal);
            // The page still shows the picture, so it must not have been taken away.
            if (bitmap.width === 0) throw new Error("The picture was taken from the page.");
            return JSON.stringify({ ...told, ...result });
          } catch (error) {
            return JSON.stringify({ ...told, error: `${error.name}: ${error.message}`, unavailable: error instanceof reading.ReadingUnavailable });
          }
        }
        """;

    /// <param name="stopAfter">The phase in which the page loses interest, if it does.</param>
    public static async Task<BrowserReading> ReadAsync(this Visit visit, string sample, string? stopAfter = null)
    {
        var picture = Convert.ToBase64String(await File.ReadAllBytesAsync(Repository.Sample(sample)));
        return JsonSerializer.Deserialize<BrowserReading>(await visit.Page.EvaluateAsync<string>(Script, new { picture, stopAfter }), Json)!;
    }

    /// <summary>Gives this visit another script for the worker that leads a reading.</summary>
    public static Task ChangeReaderAsync(this Visit visit, Func<string, string> change) =>
        visit.Page.Context.RouteAsync("**/reader.js", async route =>
        {
            var answer = await route.FetchAsync();
            await route.FulfillAsync(new RouteFulfillOptions { Response = answer, Body = change(await answer.TextAsync()) });
        });
}
