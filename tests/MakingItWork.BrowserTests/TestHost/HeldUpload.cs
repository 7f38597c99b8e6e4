using System.Text.Json;

namespace MakingItWork.BrowserTests.TestHost;

/// <summary>Holds back what the report page would upload, so that a test can look at its very bytes.</summary>
internal static class HeldUpload
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public sealed record Picture(string Name, string Type, int Size, int Width, int Height);

    /// <summary>Before the page is opened.</summary>
    public static Task HoldUploadsAsync(this Visit visit) => visit.Page.AddInitScriptAsync(
        """
        addEventListener("submit", event => {
          if (event.defaultPrevented) return;
          event.preventDefault();
          window.held = new FormData(event.target);
        });
        XMLHttpRequest.prototype.send = body => { window.held = body; };
        """);

    public static async Task<IReadOnlyList<Picture>> SendAndHoldAsync(this Visit visit)
    {
        await visit["#Description"].FillAsync("The list showed the status of the day before.");
        await visit["#Product"].FillAsync("Larkfield Screening");
        await visit["#send"].ClickAsync();
        await visit.Page.WaitForFunctionAsync("() => window.held");
        var pictures = await visit.Page.EvaluateAsync<string>(
            """
            async () => JSON.stringify(await Promise.all(held.getAll("pictures").map(async file => {
              const shown = await createImageBitmap(file).catch(() => ({ width: 0, height: 0 }));
              return { name: file.name, type: file.type, size: file.size, width: shown.width, height: shown.height };
            })))
            """);
        return JsonSerializer.Deserialize<Picture[]>(pictures, Json)!;
    }

    public static async Task<JsonElement> HeldNotesAsync(this Visit visit, int picture = 0)
    {
        var notes = await visit.Page.EvaluateAsync<string>("() => held.get('PictureNotes')");
        return JsonDocument.Parse(notes).RootElement[picture];
    }

    /// <summary>How many colours there are in a part of a picture that would be uploaded.</summary>
    public static Task<int> HeldColoursAsync(this Visit visit, int x, int y, int width, int height, int picture = 0) => visit.Page.EvaluateAsync<int>(
        """
        async ([picture, ...area]) => {
          const shown = await createImageBitmap(held.getAll("pictures")[picture]);
          const pen = new OffscreenCanvas(shown.width, shown.height).getContext("2d", { willReadFrequently: true });
          pen.drawImage(shown, 0, 0);
          return new Set(new Uint32Array(pen.getImageData(...area).data.buffer)).size;
        }
        """,
        new[] { picture, x, y, width, height });

    /// <summary>The bytes of a picture that would be uploaded, as Latin-1 text.</summary>
    public static Task<string> HeldBytesAsync(this Visit visit, int picture = 0) => visit.Page.EvaluateAsync<string>(
        "async picture => [...new Uint8Array(await held.getAll('pictures')[picture].arrayBuffer())].map(b => String.fromCharCode(b)).join('')", picture);
}
