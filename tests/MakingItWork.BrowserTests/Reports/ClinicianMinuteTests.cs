using MakingItWork.BrowserTests.Journeys;
using MakingItWork.BrowserTests.TestHost;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace MakingItWork.BrowserTests.Reports;

/// <summary>
/// What a report costs a clinician, from a browser that was never here to the confirmation. To see the figures:
/// dotnet test tests/MakingItWork.BrowserTests -c Release --filter ClinicianMinute --logger "console;verbosity=detailed"
/// </summary>
[Collection(HoldingSite.Name)]
public sealed class ClinicianMinuteTests(HoldingSite site, ITestOutputHelper output)
{
    private const int MostInteractions = 5;
    private const string Sentence = "The allergy of another patient stayed on the screen after I changed the chart.";

    [Fact]
    public async Task Report_TheFirstAndTheSecond_NeedAtMostFiveInteractionsBesidesTheSentence()
    {
        await using var clinician = await site.VisitAsync();
        await clinician.CopyAsync("clinic-list-status.png");
        var first = new Hands(clinician);
        await clinician.GoToAsync("/report");
        await first.PressAsync("Control+V", "paste");
        await first.ClickAsync("#Description", "click into what happened");
        await first.TypeAsync(Sentence);
        await first.ClickAsync("#Product", "click into the system");
        await first.TypeAsync("lark");
        await first.ClickAsync("#Product-options [role=option]:first-child", "choose it");
        await first.ClickAsync("#send", "send");
        await Expect(clinician.Heading("Report sent")).ToBeVisibleAsync();
        output.WriteLine(first.Figures("First report", Sentence));

        var second = new Hands(clinician);
        await clinician.GoToAsync("/report");
        await second.PressAsync("Control+V", "paste");
        await second.ClickAsync("#Description", "click into what happened");
        await second.TypeAsync(Sentence);
        await second.ClickAsync("#send", "send");
        await Expect(clinician.Heading("Report sent")).ToBeVisibleAsync();
        output.WriteLine(second.Figures("Second report", Sentence));

        Assert.InRange(first.Interactions, 1, MostInteractions);
        Assert.InRange(second.Interactions, 1, 3);
        clinician.Watch.HasSeenNothingWrong();
    }
}
