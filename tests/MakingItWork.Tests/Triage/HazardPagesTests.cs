using System.Net;
using AngleSharp.Dom;
using MakingItWork.Capture;
using MakingItWork.Deduplicate;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Triage;

/// <summary>What a safety team sees and does on the pages of duplicates and hazards, and what it never sees of others.</summary>
public abstract class HazardPagesTests(TestApp app)
{
    private const string Product = "Northlight School Health";

    [Fact]
    public async Task SuggestedReport_OnTheReportPage_StandsBesideItAndMayBeRefusedAndTakenBack()
    {
        var (first, second) = await SuggestedPairAsync("The stair lift chart", "The oxygen chart");
        using var cambridge = await SignedInAsync(Acts.Cambridge);
        var page = await cambridge.PageAsync($"/triage/{second.Reference}");
        Assert.Equal(2, page.QuerySelectorAll("#pair .miw-pair__side").Length);
        Assert.Contains("stair lift", page.QuerySelectorAll("#pair .miw-pair__side")[1].QuerySelectorAll("mark").Select(mark => mark.TextContent).Aggregate("", (all, one) => all + one), StringComparison.Ordinal);
        Assert.Equal(("d", "n", "c"), (Key(page, "#link-first"), Key(page, "#refuse-first"), Key(page, "#compare")));

        var refused = await PressAsync(cambridge, page, "#refuse-first", new() { ["SamenessReason"] = "The patient 999 000 0018 had another ward.", ["Reason"] = "typed already" });
        Assert.Contains("remembered as not the same", refused.QuerySelector(".nhsuk-notification-banner")!.TextContent, StringComparison.Ordinal);
        Assert.Null(refused.QuerySelector("#refuse-first"));
        Assert.Equal("typed already", refused.QuerySelector("#Reason")!.TextContent.Trim());
        var entry = await app.InDatabaseAsync(db => db.AuditEntries.SingleAsync(e => e.ReportId == second.Id && e.Act == "not the same"));
        Assert.Contains("Why: The patient [", entry.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("0018", entry.Said, StringComparison.Ordinal);
        Assert.True(await IsApartAsync(first.Id, second.Id));

        var undone = await PressAsync(cambridge, refused, "[data-key=u]", new() { ["Reason"] = "typed on" });
        Assert.Contains("taken back", undone.QuerySelector(".nhsuk-notification-banner")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(undone.QuerySelector("#refuse-first"));
        Assert.Equal("typed on", undone.QuerySelector("#Reason")!.TextContent.Trim());
        Assert.False(await IsApartAsync(first.Id, second.Id));
        Assert.True(await app.InDatabaseAsync(db => db.AuditEntries.AnyAsync(e => e.ReportId == second.Id && e.Act == "not the same taken back")));
    }

    [Fact]
    public async Task SuggestedReport_OfAnotherOrganisation_IsCountedAndNeverShown()
    {
        var (first, second) = await SuggestedPairAsync("The amber walnut list", "The dialysis list", "RRK");
        using var cambridge = await SignedInAsync(Acts.Cambridge);
        foreach (var address in (string[])[$"/triage/{second.Reference}", $"/triage/hazards/{await HazardOfAsync(second.Id)}"])
        {
            var page = await cambridge.PageAsync(address);
            Assert.DoesNotContain("amber walnut", page.Body!.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain(first.Reference, page.Body.TextContent, StringComparison.Ordinal);
        }
        Assert.Contains("You cannot open it", (await cambridge.PageAsync($"/triage/{second.Reference}")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await cambridge.StatusAsync($"/triage/{second.Reference}/compare/{first.Reference}"));
        Assert.Equal(HttpStatusCode.NotFound, await cambridge.StatusAsync($"/triage/{first.Reference}/compare/{second.Reference}"));
        Assert.Equal(HttpStatusCode.NotFound, await cambridge.StatusAsync($"/triage/hazards/{await HazardOfAsync(first.Id)}"));
        using var national = await SignedInAsync(Acts.National);
        Assert.Contains("amber walnut", (await national.PageAsync($"/triage/{second.Reference}/compare/{first.Reference}")).Body!.TextContent, StringComparison.Ordinal);
        var read = await app.InDatabaseAsync(db => db.AuditEntries.Where(e => e.ReportId == first.Id && e.Act == "read").Select(e => e.Detail).ToListAsync());
        Assert.Equal([$"Beside report {second.Reference}"], read);
    }

    [Fact]
    public async Task AnyTwoReports_OnTheComparePage_AreLinkedAndPartedAndTakenBack()
    {
        var first = await app.TriageableAsync("The lobster fork picture hides the allergy field.", Product);
        var second = await app.TriageableAsync("Parents are told about consent forms in a language of another family.", Product);
        var compare = $"/triage/{second.Reference}/compare/{first.Reference}";
        using var cambridge = await SignedInAsync(Acts.Cambridge);
        Assert.Contains("two hazards", (await cambridge.PageAsync(compare)).QuerySelector("#together")!.TextContent, StringComparison.Ordinal);
        // said to be different once, and joined later: the undo brings the first word back
        await PressAsync(cambridge, await cambridge.PageAsync(compare), "#apart", []);
        Assert.True(await IsApartAsync(first.Id, second.Id));
        var own = await HazardOfAsync(second.Id);
        var linked = await PressAsync(cambridge, await cambridge.PageAsync(compare), "#together-button", []);
        Assert.Contains("Both belong to hazard", linked.QuerySelector("#together")!.TextContent, StringComparison.Ordinal);
        Assert.False(await IsApartAsync(first.Id, second.Id));
        var team = await app.ViewerAsync(Acts.Cambridge);
        Assert.True(await app.InDatabaseAsync(db => db.HazardFollowers.AnyAsync(f => f.PersonId == team.PersonId && db.HazardLinks.Any(l => l.ReportId == first.Id && l.HazardId == f.HazardId))));

        var undone = await PressAsync(cambridge, linked, "[data-key=u]", []);
        Assert.Contains("It is taken back", undone.QuerySelector(".nhsuk-notification-banner")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(own, await HazardOfAsync(second.Id));
        Assert.True(await IsApartAsync(first.Id, second.Id));
        // a second press takes back nothing more
        Assert.Contains("Nothing was taken back", (await PressAsync(cambridge, linked, "[data-key=u]", [])).QuerySelector(".nhsuk-notification-banner")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HazardPage_OfThreeOrganisations_ShowsOwnReportsAndCountsOthers()
    {
        const string words = "The plum harbour form saves the answer of the form that was open before it.";
        var mine = await app.TriageableAsync(words, Product);
        var again = await app.TriageableAsync(words, Product);
        var theirs = await app.TriageableAsync(words + " Here with indigo tape.", Product, "RRK");
        var hazard = await HazardOfAsync(mine.Id);
        Assert.Equal(hazard, await HazardOfAsync(theirs.Id));
        using var cambridge = await SignedInAsync(Acts.Cambridge);
        var page = await cambridge.PageAsync($"/triage/hazards/{hazard}");
        Assert.Equal(["3", "2", "2"], page.QuerySelectorAll("#figures dd:not(.miw-figures__what)").Select(figure => figure.TextContent));
        Assert.Equal(2, page.QuerySelectorAll(".miw-row").Length);
        Assert.StartsWith("1 report of this hazard came from other organisations", page.QuerySelector("#elsewhere")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("indigo", page.Body!.TextContent, StringComparison.Ordinal);

        // the other organisation's report can be named in no act
        var hidden = await PostAsync(cambridge, page, $"/triage/hazards/{hazard}/split?handler=Confirm", new() { ["Chosen"] = theirs.Reference });
        Assert.Equal(HttpStatusCode.NotFound, hidden);
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(cambridge, page, $"/triage/hazards/{hazard}?handler=Lead&report={theirs.Reference}", []));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(cambridge, page, $"/triage/hazards/{hazard}?handler=OwnEvent&report={theirs.Reference}", []));
        Assert.Equal(hazard, await HazardOfAsync(theirs.Id));

        var led = await PressAsync(cambridge, page, $"#{again.Reference} button[formaction*=Lead]", []);
        Assert.Contains("Chosen by a person", led.Body!.TextContent, StringComparison.Ordinal);
        var apart = await PressAsync(cambridge, led, $"#{again.Reference} button[formaction*=OwnEvent]", []);
        Assert.Equal("3", apart.QuerySelectorAll("#figures dd:not(.miw-figures__what)")[1].TextContent);
        Assert.Equal("2", (await PressAsync(cambridge, apart, "[data-key=u]", [])).QuerySelectorAll("#figures dd:not(.miw-figures__what)")[1].TextContent);

        // the other team sees that something was done, not by whom nor to which report
        using var birmingham = await SignedInAsync(Acts.Birmingham);
        var history = (await birmingham.PageAsync($"/triage/hazards/{hazard}")).QuerySelector(".miw-history")!.TextContent;
        Assert.Contains("A report of another organisation was made the lead", history, StringComparison.Ordinal);
        Assert.Contains("Somebody of another organisation", history, StringComparison.Ordinal);
        Assert.DoesNotContain("Cambridge", history, StringComparison.Ordinal);
        Assert.DoesNotContain(again.Reference, history, StringComparison.Ordinal);
        var act = await app.InDatabaseAsync(db => db.HazardChanges.Where(c => c.Kind == HazardChangeKind.Lead && c.ReportId == again.Id).Select(c => c.ActId).SingleAsync());
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(birmingham, await birmingham.PageAsync("/account"), $"/triage/hazards/{hazard}?handler=Undo", new() { ["act"] = act.ToString() }));
    }

    [Fact]
    public async Task Split_OfTwoReports_IsPreviewedDoneAndTakenBack()
    {
        const string words = "The tangerine ladder page prints the label of the sample that was scanned last.";
        var reports = new[] { await app.TriageableAsync(words, Product), await app.TriageableAsync(words, Product), await app.TriageableAsync(words, Product) };
        var hazard = await HazardOfAsync(reports[0].Id);
        using var cambridge = await SignedInAsync(Acts.Cambridge);
        var page = await cambridge.PageAsync($"/triage/hazards/{hazard}");
        Assert.Contains("Leave at least one report", (await PressAsync(cambridge, page, "#split", [], reports)).QuerySelector("#trouble")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Select the reports", (await PressAsync(cambridge, page, "#split", [])).QuerySelector("#trouble")!.TextContent, StringComparison.Ordinal);

        var preview = await PressAsync(cambridge, page, "#split", [], reports[1..]);
        Assert.Contains("2 reports go to a new hazard. 1 report stays", preview.QuerySelector("#preview")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(hazard, await HazardOfAsync(reports[1].Id));
        var split = await PressAsync(cambridge, preview, "#confirm", new() { ["Reason"] = "Two printers." }, reports[1..]);
        var own = await HazardOfAsync(reports[1].Id);
        Assert.NotEqual(hazard, own);
        Assert.Equal(own, await HazardOfAsync(reports[2].Id));
        Assert.True(await IsApartAsync(reports[0].Id, reports[1].Id) && await IsApartAsync(reports[0].Id, reports[2].Id));
        Assert.False(await IsApartAsync(reports[1].Id, reports[2].Id));
        Assert.Contains("Two printers.", (await cambridge.PageAsync($"/triage/hazards/{hazard}")).QuerySelector(".miw-history")!.TextContent, StringComparison.Ordinal);

        // one of the two is moved on by somebody else: the undo takes back the other
        await app.SendAsync(new MakingItWork.Triage.ChangeHazard(await app.ViewerAsync(Acts.National), reports[2].Reference, null));
        var undone = await PressAsync(cambridge, split, "[data-key=u]", []);
        Assert.Contains("1 of 2 changes are taken back", undone.QuerySelector(".nhsuk-notification-banner")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(hazard, await HazardOfAsync(reports[1].Id));
        Assert.NotEqual(hazard, await HazardOfAsync(reports[2].Id));
        Assert.False(await IsApartAsync(reports[0].Id, reports[1].Id));
        Assert.True(await IsApartAsync(reports[0].Id, reports[2].Id));
    }

    [Fact]
    public async Task HazardPage_OfManyReports_ComesInPages()
    {
        var report = await app.TriageableAsync("The velvet anchor list is sorted by the day of the week.", Product);
        var link = await app.InDatabaseAsync(db => db.HazardLinks.AsNoTracking().Include(l => l.Hazard).SingleAsync(l => l.ReportId == report.Id));
        await app.InDatabaseAsync(async db =>
        {
            foreach (var n in Enumerable.Range(0, 240))
            {
                var other = new Report
                {
                    Reference = References.New("R"), SubmittedAt = app.Clock.GetUtcNow().AddMinutes(-n), FollowUpHash = Guid.NewGuid().ToString("N"), Fingerprint = "",
                    Role = ReporterRole.Nurse, OrganisationCode = "RGT", ProductId = report.ProductId, Description = $"Velvet anchor number {n}.",
                };
                db.Reports.Add(other);
                db.Entry(other).Property(r => r.Stage).CurrentValue = ReportStage.Approved;
                other.Work.ParkedAt = app.Clock.GetUtcNow();
                db.HazardLinks.Add(new HazardLink { ReportId = other.Id, HazardId = link.HazardId, By = LinkedBy.Machine, Why = "Made for this test.", At = app.Clock.GetUtcNow() });
            }
            return await db.SaveChangesAsync();
        });
        using var cambridge = await SignedInAsync(Acts.Cambridge);
        var last = await cambridge.PageAsync($"/triage/hazards/{link.Hazard!.Reference}?page=13");
        Assert.Contains("241 reports, page 13 of 13", last.Body!.TextContent, StringComparison.Ordinal);
        Assert.Single(last.QuerySelectorAll(".miw-row"));
        Assert.Equal(20, (await cambridge.PageAsync($"/triage/hazards/{link.Hazard.Reference}?page=2")).QuerySelectorAll(".miw-row").Length);
        Assert.NotNull(last.QuerySelector($"a[href='/triage/hazards/{link.Hazard.Reference}?page=12']"));
    }

    private async Task<(Report First, Report Second)> SuggestedPairAsync(string first, string second, string organisation = "RGT")
    {
        var one = await app.TriageableAsync($"{first} adds the millilitres of the day before to the total.", Product, organisation);
        var two = await app.TriageableAsync($"{second} leaves out the entries of the night when two nurses sign at once.", Product);
        await app.InDatabaseAsync(async db =>
        {
            var hazard = await db.HazardLinks.Where(l => l.ReportId == one.Id).Select(l => l.HazardId).SingleAsync();
            await db.HazardCandidates.Where(c => c.ReportId == two.Id).ExecuteDeleteAsync();
            db.HazardCandidates.Add(new HazardCandidate { ReportId = two.Id, HazardId = hazard, LikeReportId = one.Id, Score = 0.41, Why = "Same product; 41% of the words agree." });
            return await db.SaveChangesAsync();
        });
        return (one, two);
    }

    private Task<string> HazardOfAsync(Guid report) => app.InDatabaseAsync(db => db.HazardLinks.Where(l => l.ReportId == report).Select(l => l.Hazard!.Reference).SingleAsync());

    private Task<bool> IsApartAsync(Guid one, Guid other) => app.InDatabaseAsync(async db =>
        await db.ReportsApart.AnyAsync(p => p.ReportId == one && p.OtherId == other) && await db.ReportsApart.AnyAsync(p => p.ReportId == other && p.OtherId == one));

    private static string? Key(IDocument page, string selector) => page.QuerySelector(selector)!.GetAttribute("data-key");

    private async Task<Visitor> SignedInAsync(string email)
    {
        var visitor = app.Visit();
        await visitor.SignInAsync(email, app.DemoPassword);
        return visitor;
    }

    /// <summary>Presses a button as a browser does: with its form's hidden fields, at its own address.</summary>
    private static async Task<IDocument> PressAsync(Visitor visitor, IDocument page, string selector, Dictionary<string, string> typed, IEnumerable<Report>? chosen = null)
    {
        var button = page.QuerySelector(selector) ?? throw new InvalidOperationException($"No {selector} on the page: {page.Body!.TextContent}");
        var form = button.GetAttribute("form") is { } id ? page.GetElementById(id)! : button.Closest("form")!;
        var hidden = form.QuerySelectorAll("input[type=hidden]").Where(input => input.GetAttribute("name") != "Chosen").Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value") ?? ""));
        var at = (button.GetAttribute("formaction") ?? form.GetAttribute("action") ?? "").Split('#')[0];
        return await visitor.SendAsync(new Uri(at.StartsWith('/') ? at : PathOf(page) + at, UriKind.Relative), [.. hidden, .. typed, .. (chosen ?? []).Select(report => KeyValuePair.Create("Chosen", report.Reference))]);
    }

    /// <summary>The pages say in their title what they are about.</summary>
    private static string PathOf(IDocument page) => page.Title!.Split(' ') switch
    {
        ["Report", var reference, ..] => $"/triage/{reference}",
        ["Compare", var mine, "with", var theirs, ..] => $"/triage/{mine}/compare/{theirs}",
        ["Hazard", var reference, ..] => $"/triage/hazards/{reference}",
        ["Split", "hazard", var reference, ..] => $"/triage/hazards/{reference}/split",
        _ => throw new InvalidOperationException($"Which page is this: {page.Title}?"),
    };

    private static async Task<HttpStatusCode> PostAsync(Visitor visitor, IDocument page, string address, Dictionary<string, string> fields)
    {
        fields["__RequestVerificationToken"] = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await visitor.Http.PostAsync(new Uri(address, UriKind.Relative), content);
        return answer.StatusCode;
    }
}

[Collection(Apps.QuietSqlite)]
public sealed class HazardPagesSqliteTests(QuietSqliteApp app) : HazardPagesTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class HazardPagesPostgreSqlTests(QuietPostgreSqlApp app) : HazardPagesTests(app);
