using System.Text.Json;
using MakingItWork.BrowserTests.TestHost;

namespace MakingItWork.BrowserTests.Reports;

/// <summary>What the browser holds of this site.</summary>
internal static class Device
{
    /// <summary>Everything in local and session storage, databases, caches and cookies, and where "back" leads.</summary>
    public sealed record Left(
        IReadOnlyDictionary<string, string> Local, IReadOnlyDictionary<string, string> Session, IReadOnlyList<string> Databases, IReadOnlyList<string> Caches, IReadOnlyList<string> Cookies);

    public static async Task<Left> LeftAsync(this Visit visit)
    {
        var found = await visit.Page.EvaluateAsync<string>(
            """
            async () => JSON.stringify({
              local: { ...localStorage },
              session: { ...sessionStorage },
              databases: (await indexedDB.databases()).map(database => database.name),
              caches: await caches.keys(),
            })
            """);
        var cookies = await visit.Page.Context.CookiesAsync();
        var left = JsonSerializer.Deserialize<Left>(found, JsonSerializerOptions.Web)!;
        return left with { Cookies = [.. cookies.Select(cookie => cookie.Name)] };
    }

    /// <summary>The draft's bytes as they lie in the database of the browser.</summary>
    public static async Task<byte[]> DraftBytesAsync(this Visit visit) => Convert.FromBase64String(await visit.Page.EvaluateAsync<string>(
        """
        () => new Promise((resolve, reject) => {
          const opening = indexedDB.open("making-it-work");
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const all = opening.result.transaction("drafts").objectStore("drafts").getAll();
            all.onsuccess = () => {
              opening.result.close();
              let letters = "";
              // none while the first one is being written
              for (const byte of new Uint8Array(all.result[0]?.bytes ?? 0)) letters += String.fromCharCode(byte);
              resolve(btoa(letters));
            };
          };
        })
        """));

    /// <summary>Makes every draft look as old as said.</summary>
    public static Task AgeDraftsAsync(this Visit visit, int minutes) => visit.Page.EvaluateAsync(
        """
        minutes => new Promise((resolve, reject) => {
          const opening = indexedDB.open("making-it-work");
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const transaction = opening.result.transaction("drafts", "readwrite");
            const drafts = transaction.objectStore("drafts");
            const all = drafts.getAll();
            all.onsuccess = () => all.result.forEach(draft => drafts.put({ ...draft, savedAt: Date.now() - minutes * 60000 }));
            transaction.oncomplete = () => { opening.result.close(); resolve(); };
          };
        })
        """,
        minutes);

    /// <summary>Waits until the draft is large enough to hold a picture: it is written in a pause, and its pictures in a longer one.</summary>
    public static async Task DraftHoldsPictureAsync(this Visit visit)
    {
        await visit.HasDraftsAsync(true);
        for (var looks = 0; (await visit.DraftBytesAsync()).Length < 20_000; looks++)
        {
            Assert.True(looks < 300, "The draft has no picture after a minute.");
            await Task.Delay(200);
        }
        // what was typed last is written by then
        await visit.Page.WaitForTimeoutAsync(1500);
    }

    /// <summary>Waits until there is a database of drafts, or none.</summary>
    public static async Task HasDraftsAsync(this Visit visit, bool expected)
    {
        // asked, not opened: opening a database makes it
        for (var looks = 0; (await visit.LeftAsync()).Databases.Contains("making-it-work") != expected; looks++)
        {
            Assert.True(looks < 300, expected ? "There is no draft after a minute." : "There is a draft after a minute.");
            await Task.Delay(200);
        }
    }
}
