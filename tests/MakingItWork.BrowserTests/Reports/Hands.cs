using System.Diagnostics;
using MakingItWork.BrowserTests.TestHost;

namespace MakingItWork.BrowserTests.Reports;

/// <summary>
/// Somebody at a keyboard and a mouse, counted: a click, or a key that is no letter, is an interaction; letters that are typed
/// into a field count as keys.
/// </summary>
internal sealed class Hands(Visit visit)
{
    /// <summary>About 90 words a minute, so that the time is the page's more than the typist's.</summary>
    private const float BetweenKeys = 40;

    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly List<string> done = [];
    private int keys;

    public int Interactions => done.Count;

    public async Task ClickAsync(string selector, string what)
    {
        done.Add(what);
        await visit[selector].ClickAsync();
    }

    public async Task PressAsync(string key, string what)
    {
        done.Add(what);
        keys++;
        await visit.Page.Keyboard.PressAsync(key);
    }

    public Task TypeAsync(string text)
    {
        keys += text.Length;
        return visit.Page.Keyboard.TypeAsync(text, new() { Delay = BetweenKeys });
    }

    public string Figures(string name, string sentence) =>
        $"{name}: {Interactions} interactions ({string.Join(", ", done)}), {keys} keys of which {sentence.Length} are the sentence, {watch.Elapsed.TotalSeconds:0.0} s";
}
