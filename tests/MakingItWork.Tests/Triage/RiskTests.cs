using System.Net;
using AngleSharp.Dom;
using MakingItWork.Capture;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Tests.TestHost;
using MakingItWork.Triage.Risk;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Triage;

public abstract class RiskTests(TestApp app)
{
    private const string Officer = "officer.cambridge@example.org";

    private static readonly RiskContent Full = new()
    {
        Name = "Allergy list hidden",
        InitialSeverity = Severity.Major,
        InitialLikelihood = Likelihood.High,
        ExistingControls = "A second nurse checks.",
        DesignControls = "The list is always shown.",
        ResidualSeverity = Severity.Major,
        ResidualLikelihood = Likelihood.VeryLow,
        Justification = "Two reports in a year of use.",
        Accepted = true,
    };

    // table 9 of the guidance, written out by hand: likelihood, then minor to catastrophic
    [Fact]
    public async Task Matrix_OnThePage_IsThePublishedOneInAll25Cells()
    {
        string[] published =
        [
            "Very High 3 4 4 5 5",
            "High 2 3 3 4 5",
            "Medium 2 2 3 3 4",
            "Low 1 2 2 3 4",
            "Very Low 1 1 2 2 3",
        ];
        var report = await app.TriageableAsync("The scroll bar of the theatre list jumps to the top by itself.");
        using var visitor = await app.SignedInAsync(Acts.Cambridge);
        var page = await visitor.PageAsync($"/triage/{report.Reference}/risk");
        var table = page.QuerySelector("table.miw-risk")!;
        Assert.Equal(["Minor", "Significant", "Considerable", "Major", "Catastrophic"], table.QuerySelectorAll("thead th").Skip(1).Select(Text));
        Assert.Equal(published, table.QuerySelectorAll("tbody tr").Select(row => string.Join(' ', row.Children.Select(Text))));
        Assert.Equal(
            ["5 Unacceptable level of risk", "4 Mandatory elimination of hazard or addition of control measure to reduce risk to an acceptable level"],
            page.QuerySelectorAll("#ratings tbody tr").Take(2).Select(row => string.Join(' ', row.Children.Select(Text))));
        Assert.Contains("Very Low", page.QuerySelectorAll("label").Select(Text));
        // the decision form of the report shows the same table
        var decision = await visitor.PageAsync($"/triage/{report.Reference}");
        Assert.Equal(published, decision.QuerySelectorAll("table.miw-risk tbody tr").Select(row => string.Join(' ', row.Children.Select(Text))));
    }

    [Fact]
    public async Task Assessment_ProposedByATriagerAndSignedByTheOfficer_SaysWhoInWhichRole()
    {
        var report = await app.TriageableAsync("The potassium result of the renal clinic is printed without its unit.");
        using var triager = await app.SignedInAsync(Acts.Cambridge);
        var address = $"/triage/{report.Reference}/risk";
        Assert.Null((await triager.PageAsync(address)).QuerySelector("#sign"));
        var proposed = await SendAsync(triager, address, Full with { Justification = "Seen on Edwina Thistlewood, NHS number 999 000 0018." });
        Assert.Contains("saved as a proposal", proposed.QuerySelector(".nhsuk-notification-banner")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Proposed by Cambridge patient safety team, Triager", Text(proposed.QuerySelector("#proposed + dl")!), StringComparison.Ordinal);
        Assert.DoesNotContain("999 000 0018", proposed.DocumentElement.OuterHtml, StringComparison.Ordinal);
        var refused = await SendAsync(triager, address, Full, "Sign");
        Assert.Contains("Only a clinical safety officer", refused.QuerySelector(".nhsuk-error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Null(refused.QuerySelector("#final"));
        // the address of the page is now that of the signature; the form's is not
        Assert.Equal(address, refused.QuerySelector("#assessment")!.GetAttribute("action"));

        using var officer = await app.SignedInAsync(Officer);
        var list = await officer.PageAsync("/risk");
        Assert.Contains($"/triage/{report.Reference}/risk", list.DocumentElement.OuterHtml, StringComparison.Ordinal);
        var final = await SendAsync(officer, address, Full, "Sign");
        Assert.Matches(@"Final: signed by Cambridge clinical safety officer, Clinical Safety Officer, \d+ \w+ \d{4} at \d+(:\d\d)?[ap]m", Text(final.QuerySelector("#final + dl")!));
        Assert.Contains("Risk rating 2", Text(final.QuerySelector("#final + dl")!), StringComparison.Ordinal);
        Assert.Contains("Final: signed by Cambridge clinical safety officer", Text((await triager.PageAsync($"/triage/{report.Reference}")).QuerySelector("main")!), StringComparison.Ordinal);
        Assert.DoesNotContain($"/triage/{report.Reference}/risk", (await officer.PageAsync("/risk")).DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Equal(
            ["clinical risk proposed", "clinical risk signed as final"],
            await app.InDatabaseAsync(db => db.AuditEntries.Where(e => e.ReportId == report.Id && e.Act.StartsWith("clinical risk")).OrderBy(e => e.Sequence).Select(e => e.Act).ToListAsync()));
    }

    [Fact]
    public async Task Sign_OfWhatTheStandardForbids_IsRefusedWithItsReason()
    {
        var report = await app.TriageableAsync("The blood group on the wristband screen is that of the mother.");
        var five = Full with { ResidualSeverity = Severity.Catastrophic, ResidualLikelihood = Likelihood.High, AcceptanceReason = "We must." };
        var four = Full with { ResidualSeverity = Severity.Catastrophic, ResidualLikelihood = Likelihood.Low };
        Assert.Equal(["Accepted"], await ErrorsAsync(report, five));
        Assert.Equal(["DesignControls"], await ErrorsAsync(report, four with { DesignControls = null, AcceptanceReason = "We must." }));
        Assert.Equal(["AcceptanceReason"], await ErrorsAsync(report, four));
        Assert.Equal(["AcceptanceReason"], await ErrorsAsync(report, Full with { ResidualLikelihood = Likelihood.Medium }));
        Assert.Equal(["Status"], await ErrorsAsync(report, five with { Accepted = false, Status = HazardLogStatus.Closed }));
        Assert.Equal(["Accepted", "Justification", "Name", "ResidualLikelihood", "ResidualSeverity"], await ErrorsAsync(report, new RiskContent { InitialSeverity = Severity.Minor, InitialLikelihood = Likelihood.Low }));
        Assert.Equal(["Justification"], await ErrorsAsync(report, Full with { Justification = new string('a', RiskAssessment.TextLength + 1) }));
        Assert.Empty(await ErrorsAsync(report, five with { Accepted = false }));
        // the ratings are those of the lookup, whatever is sent
        var saved = await app.SendAsync(new AssessRisk(await app.ViewerAsync(Officer), report.Reference, 1, true, four with { AcceptanceReason = "No other screen exists.", ResidualRating = 1, InitialRating = 1 }));
        Assert.Equal(AssessOutcome.Done, saved.Outcome);
        var shown = await app.SendAsync(new ReadRisk(await app.ViewerAsync(Officer), report.Reference));
        Assert.Equal((4, 4), (shown!.Final!.Content.InitialRating, shown.Final.Content.ResidualRating));
    }

    [Fact]
    public async Task Save_OnTopOfAVersionThatWasNotSeen_IsRefusedSaysWhatChangedAndLosesNothing()
    {
        var report = await app.TriageableAsync("The discharge letter of the stroke unit leaves out the anticoagulant.");
        var address = $"/triage/{report.Reference}/risk";
        using var mine = await app.SignedInAsync(Acts.Cambridge);
        var seen = await mine.PageAsync(address);
        using var theirs = await app.SignedInAsync(Officer);
        await SendAsync(theirs, address, Full with { ResidualLikelihood = Likelihood.Low }, "Sign", acceptedFor: 3);

        var refused = await SendAsync(mine, address, Full with { Justification = "What I typed for ten minutes." }, from: seen);
        var box = refused.QuerySelector("#overtaken")!;
        Assert.Contains("final by Cambridge clinical safety officer", Text(box), StringComparison.Ordinal);
        Assert.Contains("Residual risk: Not stated became Severity Major, likelihood Low: risk rating 3", Text(box), StringComparison.Ordinal);
        Assert.Equal("What I typed for ten minutes.", refused.QuerySelector("#Justification")!.TextContent.Trim());
        Assert.Equal(1, (await app.SendAsync(new ReadRisk(await app.ViewerAsync(Officer), report.Reference)))!.LastVersion);
        // having seen it, it may be saved on top
        await SendAsync(mine, address, Full with { Justification = "What I typed for ten minutes." }, from: refused);
        var shown = await app.SendAsync(new ReadRisk(await app.ViewerAsync(Officer), report.Reference));
        Assert.Equal((2, 2, 1), (shown!.LastVersion, shown.Current!.Version, shown.Final!.Version));
    }

    [Fact]
    public async Task Save_ByFourAtOnce_IsDoneByOne()
    {
        var report = await app.TriageableAsync("The insulin chart of the diabetes ward starts its day at noon.");
        var viewers = await Task.WhenAll(((string[])[Acts.Cambridge, Officer, Acts.Cambridge, Acts.National]).Select(app.ViewerAsync));
        var saved = await Task.WhenAll(viewers.Select(viewer => Task.Run(() => app.SendAsync(new AssessRisk(viewer, report.Reference, 0, Sign: false, Full)))));
        Assert.Single(saved, result => result.Outcome == AssessOutcome.Done);
        Assert.Equal(3, saved.Count(result => result.Outcome == AssessOutcome.Stale));
    }

    [Fact]
    public async Task Undo_OfOnesNewestVersion_PutsTheOneBeforeInForceAndDeletesNothing()
    {
        var report = await app.TriageableAsync("The growth curve of the nursery swaps head size and length.");
        var officer = await app.ViewerAsync(Officer);
        var triager = await app.ViewerAsync(Acts.Cambridge);
        await app.SendAsync(new AssessRisk(officer, report.Reference, 0, Sign: true, Full));
        using var visitor = await app.SignedInAsync(Acts.Cambridge);
        var proposed = await SendAsync(visitor, $"/triage/{report.Reference}/risk", Full with { Name = "Another name" });
        Assert.Equal(UndoneRisk.TooLate, await app.SendAsync(new UndoRisk(officer, report.Reference, 2)));
        Assert.Equal(UndoneRisk.NotFound, await app.SendAsync(new UndoRisk(await app.ViewerAsync(Acts.Birmingham), report.Reference, 2)));

        var form = proposed.QuerySelector(".nhsuk-notification-banner form")!;
        var undone = await visitor.SendAsync(
            new Uri(form.GetAttribute("action")!, UriKind.Relative),
            form.QuerySelectorAll("input").Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value")!)));
        Assert.Contains("taken back", undone.QuerySelector(".nhsuk-notification-banner")!.TextContent, StringComparison.Ordinal);
        var shown = await app.SendAsync(new ReadRisk(triager, report.Reference));
        Assert.Equal((3, 1, 1, 3), (shown!.LastVersion, shown.Current!.Version, shown.Final!.Version, shown.Versions.Count));
        Assert.Equal(UndoneRisk.TooLate, await app.SendAsync(new UndoRisk(triager, report.Reference, 3)));
    }

    [Fact]
    public async Task Assessments_OfTwoOrganisations_AreKeptApart()
    {
        const string Words = "The oxygen flow on the transfer screen is shown ten times too high for every patient.";
        var ours = await app.TriageableAsync(Words);
        var theirs = await app.TriageableAsync(Words, organisation: "RRK");
        var birmingham = await app.ViewerAsync(Acts.Birmingham);
        Assert.Equal(AssessOutcome.Done, (await app.SendAsync(new AssessRisk(await app.ViewerAsync(Officer), ours.Reference, 0, Sign: true, Full with { Name = "Copper kettle" }))).Outcome);
        Assert.Equal(AssessOutcome.NotFound, (await app.SendAsync(new AssessRisk(birmingham, ours.Reference, 1, Sign: false, Full))).Outcome);
        Assert.Equal(AssessOutcome.NotFound, (await app.SendAsync(new AssessRisk(await app.ViewerAsync(Officer), theirs.Reference, 0, Sign: true, Full))).Outcome);
        // the same hazard, and still two hazard logs
        var shown = await app.SendAsync(new ReadRisk(birmingham, theirs.Reference));
        Assert.Equal((await app.SendAsync(new ReadRisk(await app.ViewerAsync(Officer), ours.Reference)))!.HazardId, shown!.HazardId);
        Assert.Equal((0, "RRK"), (shown.LastVersion, shown.ForOrganisation));
        using var visitor = await app.SignedInAsync(Acts.Birmingham);
        Assert.DoesNotContain("Copper kettle", (await visitor.PageAsync($"/triage/{theirs.Reference}/risk")).DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("Copper kettle", await visitor.Http.GetStringAsync(new Uri("/risk/hazard-log.csv", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await visitor.StatusAsync($"/triage/{ours.Reference}/risk"));
    }

    [Fact]
    public async Task NationalOfficer_OfAReportThatNamesNoOrganisation_SignsIt()
    {
        var report = await app.TriageableAsync("The vaccine batch of the travel clinic is that of the day before.", organisation: null);
        var national = await app.JoinAsync("Dr Nation Thistlewood", null, "NationalTriager", "ClinicalSafetyOfficer");
        Assert.Equal(AssessOutcome.MayNotSign, (await app.SendAsync(new AssessRisk(await app.ViewerAsync(Acts.National), report.Reference, 0, Sign: true, Full))).Outcome);
        Assert.Equal(AssessOutcome.Done, (await app.SendAsync(new AssessRisk(national, report.Reference, 0, Sign: true, Full))).Outcome);
        Assert.Equal("National Clinical Safety Officer", (await app.SendAsync(new ReadRisk(national, report.Reference)))!.Final!.InRole);
    }

    [Fact]
    public async Task Waiting_OfAnOfficer_IsWorstFirstInPagesWithoutGaps()
    {
        var officer = await app.JoinAsync("Dr Rota Thistlewood", "RVJ", "ClinicalSafetyOfficer");
        string[] places = ["gangway", "orchard", "lighthouse", "quarry", "foundry", "harbour", "meadow", "viaduct", "cellar"];
        foreach (var (index, place) in places.Index())
        {
            var report = await app.TriageableAsync($"At the {place} the {place} screen of {place} {index} forgets the {place} entry.", organisation: "RVJ");
            var likelihood = (Likelihood)(index % 5);
            Assert.Equal(AssessOutcome.Done, (await app.SendAsync(new AssessRisk(officer, report.Reference, await SeenAsync(officer, report), Sign: false, Full with { InitialLikelihood = likelihood, ResidualSeverity = null, ResidualLikelihood = null }))).Outcome);
        }
        var page = await app.SendAsync(new WaitingRisks(officer, null));
        Assert.NotEmpty(page.Items);
        Assert.Equal(page.Items.OrderByDescending(item => item.Rating).Select(item => item.Rating), page.Items.Select(item => item.Rating));
        Assert.All(page.Items, item => Assert.Equal("RVJ", item.ForOrganisation));
        var after = await app.SendAsync(new WaitingRisks(officer, $"{page.Items[0].Rating}~{page.Items[0].Reference}"));
        Assert.Equal(page.Items.Skip(1).Select(item => item.Reference), after.Items.Select(item => item.Reference));
        Assert.Empty((await app.SendAsync(new WaitingRisks(await app.ViewerAsync(Acts.Cambridge), null))).Items);
    }

    [Fact]
    public async Task HazardLog_AsAFile_HasThePublishedColumnsAndRunsNoFormula()
    {
        var report = await app.TriageableAsync("The fluid chart of the burns unit hides the last line.");
        await app.SendAsync(new AssessRisk(await app.ViewerAsync(Officer), report.Reference, 0, Sign: true, Full with { Name = "=HYPERLINK(\"http://x\")", Causes = "Two lines,\nand a comma" }));
        using var visitor = await app.SignedInAsync(Officer);
        var text = await visitor.Http.GetStringAsync(new Uri("/risk/hazard-log.csv", UriKind.Relative));
        Assert.StartsWith(
            "Hazard Number,Hazard Name,Hazard Description,Potential Clinical Impact,Possible Causes,Existing Controls,Initial Severity,Initial Likelihood,Initial Risk Rating,"
            + "Additional Controls - Design,Additional Controls - Test,Additional Controls - Training,Additional Controls - Business Process Change,Residual Severity,Residual Likelihood,Residual Risk Rating,Actions Summary,Owner,Hazard Status",
            text.TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.DoesNotContain(",=HYPERLINK", text, StringComparison.Ordinal);
        Assert.DoesNotContain(",\"=HYPERLINK", text, StringComparison.Ordinal);
        Assert.Contains("HYPERLINK", text, StringComparison.Ordinal);
        Assert.Contains("Major,High,4", text, StringComparison.Ordinal);
        Assert.Contains("Major,Very Low,2", text, StringComparison.Ordinal);
    }

    private async Task<int> SeenAsync(MakingItWork.Directory.Viewer viewer, Report report) => (await app.SendAsync(new ReadRisk(viewer, report.Reference)))!.LastVersion;

    /// <summary>The fields that stand against signing this; none when it was signed.</summary>
    private async Task<IEnumerable<string>> ErrorsAsync(Report report, RiskContent content) =>
        (await app.SendAsync(new AssessRisk(await app.ViewerAsync(Officer), report.Reference, 0, Sign: true, content))).Errors.Keys.Order(StringComparer.Ordinal);

    /// <summary>Fills the page's form and sends it, from the page as it was seen.</summary>
    private static async Task<IDocument> SendAsync(Visitor visitor, string address, RiskContent content, string? handler = null, IDocument? from = null, int? acceptedFor = null)
    {
        var page = from ?? await visitor.PageAsync(address);
        var fields = new Dictionary<string, string?>
        {
            ["__RequestVerificationToken"] = page.QuerySelector("#assessment input[name=__RequestVerificationToken]")!.GetAttribute("value"),
            ["Seen"] = page.QuerySelector("#assessment input[name=Seen]")!.GetAttribute("value"),
            ["Name"] = content.Name,
            ["InitialSeverity"] = content.InitialSeverity?.ToString(),
            ["InitialLikelihood"] = content.InitialLikelihood?.ToString(),
            ["ExistingControls"] = content.ExistingControls,
            ["DesignControls"] = content.DesignControls,
            ["ResidualSeverity"] = content.ResidualSeverity?.ToString(),
            ["ResidualLikelihood"] = content.ResidualLikelihood?.ToString(),
            ["Justification"] = content.Justification,
            ["Accepted"] = content.Accepted?.ToString().ToLowerInvariant(),
            ["AcceptanceReason"] = acceptedFor is null ? content.AcceptanceReason : "No other screen exists.",
            ["Status"] = content.Status.ToString(),
        };
        return await visitor.SendAsync(new Uri(handler is null ? address : $"{address}?handler={handler}", UriKind.Relative), fields.Where(f => f.Value is not null).Select(f => KeyValuePair.Create(f.Key, f.Value!)));
    }

    private static string Text(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

// apps of their own: /risk shows the worst that wait, and other tests leave some
public sealed class RiskSqliteTests(QuietSqliteApp app) : RiskTests(app), IClassFixture<QuietSqliteApp>;

public sealed class RiskPostgreSqlTests(QuietPostgreSqlApp app) : RiskTests(app), IClassFixture<QuietPostgreSqlApp>;
