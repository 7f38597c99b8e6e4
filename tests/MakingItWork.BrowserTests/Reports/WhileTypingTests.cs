using System.Collections.Concurrent;
using MakingItWork.BrowserTests.Accessibility;
using MakingItWork.BrowserTests.Journeys;
using MakingItWork.BrowserTests.TestHost;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MakingItWork.BrowserTests.Reports;

/// <summary>What the page notices while somebody types: a patient's details, and a problem that is known.</summary>
[Collection(HoldingSite.Name)]
public sealed class WhileTypingTests(HoldingSite site)
{
    private const string Typed = $"For patient {Reporting.NhsNumber} the stock count of the vaccine fridge fell below zero after the return of a batch.";

    [Fact]
    public async Task KnownProblem_IsAskedAboutMaskedAndReportedByOnePress()
    {
        await using var safetyTeam = await site.VisitAsync();
        await safetyTeam.SignInAsync("safety.national@example.org");
        foreach (var organisation in (string[])["RGT", "RRK"])
        {
            var sent = await site.SendAsync("The stock count of the vaccine fridge falls below zero after the return of a batch.", organisation, product: "Harbour Supplies");
            await safetyTeam.FollowUntilAsync(sent, "Waiting for the safety team", seconds: 30);
            await safetyTeam.ApproveAsync(sent.Reference);
        }

        await using var clinician = await site.VisitAsync();
        var check = new PageCheck(clinician);
        var asked = new ConcurrentQueue<string>();
        clinician.Page.Request += (_, request) =>
        {
            if (request.Url.EndsWith("/api/v1/similar", StringComparison.Ordinal))
            {
                asked.Enqueue(request.PostData ?? "");
            }
        };
        await clinician.GoToAsync("/report");
        await clinician["#more summary"].ClickAsync();
        await clinician["#Screen"].FillAsync($"Fridge list of {Reporting.NhsNumber}");
        await clinician["#Description"].FillAsync(Typed);
        await Expect(clinician["#identifiers-found"]).ToContainTextAsync("999 000 0018 looks like an NHS number", new() { Timeout = 60_000 });
        await Expect(clinician["#others-said"]).ToContainTextAsync("2 others reported something like this in Harbour Supplies, at 2 organisations", new() { Timeout = 60_000 });
        Assert.All(asked, question => Assert.DoesNotMatch(@"999\s?000\s?0018", question));
        Assert.Contains(asked, question => question.Contains("\"screen\":\"Fridge list of [NHS number]\"", StringComparison.Ordinal));
        await check.LookAtAsync("report-while-typing");

        await clinician.Page.GetByRole(AriaRole.Button, new() { Name = "Mask it" }).ClickAsync();
        await Expect(clinician["#Description"]).ToHaveValueAsync(Typed.Replace(Reporting.NhsNumber, "[NHS number]", StringComparison.Ordinal));
        await Expect(clinician["#identifiers"]).ToBeHiddenAsync();
        await check.LookAtAsync("report-masked");
        await clinician.Button("Undo").ClickAsync();
        await Expect(clinician["#Description"]).ToHaveValueAsync(Typed);

        // the system has not been named; the known problem names it
        await clinician.Button("Me too: send it now").ClickAsync();
        var mine = await clinician.SentAsync();
        await Expect(clinician["#known"]).ToContainTextAsync("2 others have reported this problem, at 2 organisations");
        await safetyTeam.FollowUntilAsync(mine, "Waiting for the safety team", seconds: 30);
        await safetyTeam.GoToAsync($"/triage/{mine.Reference}");
        await Expect(safetyTeam["#why"]).ToContainTextAsync("The reporter says that it is the same problem");
        Assert.DoesNotMatch(@"999\s?000\s?0018", await safetyTeam.Page.ContentAsync());
        check.FoundNothing();
    }
}
