using System.Text.Json;

namespace MakingItWork.BrowserTests.TestHost;

/// <summary>What a scripted reading of a picture finds; in pixels of the picture.</summary>
public sealed record ScriptedCover(int X, int Y, int Width, int Height, string Kind, string Reason);

/// <summary>Stands in for reading in the browser, so that a test knows what is found and when. What reads is tested elsewhere.</summary>
internal static class ScriptedReading
{
    private const string Files = "**/assets/reading*.js";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Every picture is read to its end at once, or half of it until <see cref="EndReadingAsync"/>.</summary>
    public static Task ReadingFindsAsync(this Visit visit, IReadOnlyList<ScriptedCover> covers, bool waits = false)
    {
        var script = $$"""
            const found = {{JsonSerializer.Serialize(covers, Json)}};
            let end;
            const ended = {{(waits ? "new Promise(resolve => end = resolve)" : "Promise.resolve()")}};
            addEventListener("end-reading", () => end());
            export class ReadingUnavailable extends Error {}
            export async function readPicture(picture, on) {
              on.progress({ phase: "reading", read: 12, lines: 80 });
              on.covers(found.slice(0, 1));
              await ended;
              return { covers: found, words: 80, engine: "scripted", rules: "scripted", milliseconds: 1 };
            }
            export const checkText = async () => [];
            export const maskText = async text => text;
            """;
        return visit.Page.RouteAsync(Files, route => route.FulfillAsync(new() { ContentType = "text/javascript", Body = script }));
    }

    public static Task EndReadingAsync(this Visit visit) => visit.Page.EvaluateAsync("() => dispatchEvent(new Event('end-reading'))");

    public static Task ReadingIsBlockedAsync(this Visit visit) => visit.Page.RouteAsync(Files, route => route.AbortAsync());
}
