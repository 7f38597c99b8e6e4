using MakingItWork.BrowserTests.Journeys;
using MakingItWork.BrowserTests.TestHost;
using static Microsoft.Playwright.Assertions;

namespace MakingItWork.BrowserTests.Accessibility;

/// <summary>Several reports linked to a hazard by its reference: asked for, refused, shown first, done.</summary>
[Collection(HoldingSite.Name)]
public sealed class BulkPagesTests(HoldingSite site)
{
    [Fact]
    public async Task BulkLinking_FromAWrongReferenceToTheResult_IsAccessible()
    {
        await using var visit = await site.VisitAsync();
        var check = new PageCheck(visit);
        var target = await site.SendAsync("The audiology curve is drawn for the left ear on both sides.", "RGT");
        var other = await site.SendAsync("The vaccine reminder is printed on the back of the school letter.", "RGT", product: "Northlight School Health");
        await visit.FollowUntilAsync(target, "Waiting for the safety team");
        await visit.FollowUntilAsync(other, "Waiting for the safety team");
        await visit.SignInAsync("safety.cambridge@example.org");
        await visit.GoToAsync($"/triage/{target.Reference}");
        var hazard = (await visit["#to-hazard"].InnerTextAsync()).Replace("Hazard ", "", StringComparison.Ordinal).Trim();

        await visit.GoToAsync("/triage");
        await visit[$"#tick-{target.Reference}"].CheckAsync();
        await visit[$"#tick-{other.Reference}"].CheckAsync();
        await visit.Button("Link to a hazard").ClickAsync();
        await Expect(visit["#summary"]).ToContainTextAsync("0 reports of 2 will change");
        await check.LookAtAsync("bulk-link");
        await visit["#Hazard"].FillAsync("H-9999-9999");
        await visit.Button("Show what will change").ClickAsync();
        await Expect(visit["#Hazard-error"]).ToContainTextAsync("There is no hazard H-9999-9999 that your team can see");
        await check.LookAtAsync("bulk-link-error");
        await visit["#Hazard"].FillAsync(hazard.ToLowerInvariant());
        await visit.Button("Show what will change").ClickAsync();
        await Expect(visit["#lines"]).ToContainTextAsync("Check first: this report is about Northlight School Health");
        await check.LookAtAsync("bulk-link-preview");
        await visit["#do"].ClickAsync();
        await Expect(visit["#summary"]).ToContainTextAsync("1 report of 2 was changed");
        await Expect(visit["#lines"]).ToContainTextAsync($"Linked to {hazard}");
        await check.LookAtAsync("bulk-link-done");
        check.FoundNothing();
    }
}
