using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using MakingItWork.BrowserTests.TestHost;

namespace MakingItWork.BrowserTests.Accessibility;

/// <summary>
/// Looks at pages in the state they are in: axe on a wide and on a narrow screen, and whether anything must be scrolled
/// sideways at 320 pixels (WCAG 1.4.10) and at twice the size.
/// </summary>
internal sealed class PageCheck(Visit visit)
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        ResultTypes = [ResultType.Violations],
    };

    private readonly List<string> found = [];

    public async Task LookAtAsync(string name)
    {
        foreach (var width in new[] { 1280, 320 })
        {
            await visit.Page.SetViewportSizeAsync(width, 900);
            var result = await visit.Page.RunAxe(Rules);
            found.AddRange(result.Violations.Select(violation =>
                $"{name} at {width}: {violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}"));
            await LookSidewaysAsync($"{name} at {width}");
        }
        await ZoomAsync(twice: true);
        await LookSidewaysAsync($"{name} at twice the size");
        await ZoomAsync(twice: false);
        await Screens.TakeAsync(visit.Page, name);
        await visit.Page.SetViewportSizeAsync(1280, 900);
    }

    public void FoundNothing()
    {
        Assert.Empty(found);
        visit.Watch.HasSeenNothingWrong();
    }

    private async Task LookSidewaysAsync(string what)
    {
        if (await visit.Page.EvaluateAsync<string?>(WhatIsTooWide) is { } wide)
        {
            found.Add($"{what} must be scrolled sideways because of {wide}");
        }
    }

    /// <summary>What a browser does at 200 % on a screen of 1280: half the room, twice the dots.</summary>
    private async Task ZoomAsync(bool twice)
    {
        var browser = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
        await (twice
            ? browser.SendAsync("Emulation.setDeviceMetricsOverride", new Dictionary<string, object>
                { ["width"] = 640, ["height"] = 450, ["deviceScaleFactor"] = 2, ["mobile"] = false })
            : browser.SendAsync("Emulation.clearDeviceMetricsOverride"));
        await browser.DetachAsync();
    }

    private const string WhatIsTooWide =
        """
        () => {
          if (document.documentElement.scrollWidth <= innerWidth + 1) return null;
          const beyond = [...document.body.querySelectorAll("*")].filter(element => element.getBoundingClientRect().right > innerWidth + 1);
          return document.documentElement.scrollWidth + " px: " + beyond.slice(0, 3).map(element => element.outerHTML.slice(0, 150)).join(" | ");
        }
        """;
}
