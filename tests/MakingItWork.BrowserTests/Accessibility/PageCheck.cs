using Deque.AxeCore.Commons;
using MakingItWork.BrowserTests.TestHost;

namespace MakingItWork.BrowserTests.Accessibility;

/// <summary>
/// Looks at pages in the state they are in: axe on a wide and on a narrow screen, and whether anything must be scrolled
/// sideways at 320 pixels (WCAG 1.4.10) and at twice the size.
/// </summary>
internal sealed class PageCheck(Visit visit)
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private static readonly string[] Rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    /// <summary>A wide screen, the same at twice the size (half the room), and the narrowest; axe where the layout differs.</summary>
    private static readonly (int Width, bool Axe)[] Widths = [(1280, true), (640, false), (320, true)];

    private readonly List<string> found = [];

    public async Task LookAtAsync(string name)
    {
        foreach (var (width, axe) in Widths)
        {
            await visit.Page.SetViewportSizeAsync(width, 900);
            await LookSidewaysAsync($"{name} at {width}");
            if (axe)
            {
                await RunAxeAsync($"{name} at {width}");
            }
        }
        await Screens.TakeAsync(visit.Page, name);
        await visit.Page.SetViewportSizeAsync(1280, 900);
    }

    public void FoundNothing()
    {
        Assert.True(found.Count == 0, string.Join("\n", found));
        visit.Watch.HasSeenNothingWrong();
    }

    /// <summary>In the page itself: the package's own way opens a second page each time, which takes longer than the rules.</summary>
    private async Task RunAxeAsync(string what)
    {
        if (!await visit.Page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await visit.Page.EvaluateAsync(Axe);
        }
        var violations = await visit.Page.EvaluateAsync<string[]>(RunRules, Rules);
        found.AddRange(violations.Select(violation => $"{what}: {violation}"));
    }

    /// <summary>The menu in the header folds a moment after the window has become narrower.</summary>
    private async Task LookSidewaysAsync(string what)
    {
        string? wide = null;
        for (var looks = 0; looks < 20; looks++)
        {
            wide = await visit.Page.EvaluateAsync<string?>(WhatIsTooWide);
            if (wide is null)
            {
                return;
            }
            await Task.Delay(50);
        }
        found.Add($"{what} must be scrolled sideways because of {wide}");
    }

    private const string RunRules =
        """
        async rules => {
          const result = await axe.run(document, { runOnly: { type: "tag", values: rules }, resultTypes: ["violations"] });
          if (result.passes.length === 0) throw new Error("axe has looked at nothing.");
          return result.violations.map(broken => `${broken.id}: ${broken.help}: ${broken.nodes.map(node => node.html).join(" | ")}`);
        }
        """;

    private const string WhatIsTooWide =
        """
        () => {
          if (document.documentElement.scrollWidth <= innerWidth + 1) return null;
          const beyond = [...document.body.querySelectorAll("*")].filter(element => element.getBoundingClientRect().right > innerWidth + 1);
          return document.documentElement.scrollWidth + " px: " + beyond.slice(0, 3).map(element => element.outerHTML.slice(0, 150)).join(" | ");
        }
        """;
}
