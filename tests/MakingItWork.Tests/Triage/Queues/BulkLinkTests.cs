using AngleSharp.Dom;
using MakingItWork.Capture;
using MakingItWork.Tests.TestHost;
using MakingItWork.Triage.Queues;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Triage.Queues;

/// <summary>Several reports are linked to a hazard that a triager names, whether or not a machine had thought of it.</summary>
public abstract class BulkLinkTests(TestApp app)
{
    [Fact]
    public async Task Link_ToAHazardThatWasNotSuggested_SaysItFirstAndThenPerReportWhatHappened()
    {
        var target = await app.TriageableAsync("The dose calculator of the neonatal unit rounds down twice.");
        var (plain, apart) = (await app.TriageableAsync("A banner about the weekend rota covers the search field."), await app.TriageableAsync("The logo of the letterhead is printed sideways."));
        var elsewhere = await app.TriageableAsync("The colours of the vaccine calendar are the wrong way round.", product: "Northlight School Health");
        var theirs = await app.TriageableAsync("The receptionist view repeats the last telephone call.", organisation: "RRK");
        var hazard = await app.HazardOfAsync(target.Id);
        var hazardId = await app.InDatabaseAsync(db => db.Hazards.Where(h => h.Reference == hazard).Select(h => h.Id).SingleAsync());
        var cambridge = await app.ViewerAsync(Acts.Cambridge);
        await RefuseAsync(apart, hazardId);

        using var visitor = await app.SignedInAsync(Acts.Cambridge);
        // typed as people type: small letters, no dashes
        var preview = await BulkAsync(visitor, "Preview", hazard.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant(), target, plain, apart, elsewhere, theirs);
        Assert.Contains("2 reports of 5 will change. Nothing has changed yet.", preview.QuerySelector("#summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(hazard, preview.QuerySelector("#Hazard")!.GetAttribute("value"));
        Assert.Contains("belongs to this hazard", Line(preview, target), StringComparison.Ordinal);
        Assert.Contains("Will be linked to this hazard", Line(preview, plain), StringComparison.Ordinal);
        Assert.DoesNotContain("Check first", Line(preview, plain), StringComparison.Ordinal);
        Assert.Contains("not the same", Line(preview, apart), StringComparison.Ordinal);
        Assert.Contains("Check first: this report is about Northlight School Health, the hazard about Larkfield Screening", Line(preview, elsewhere), StringComparison.Ordinal);
        Assert.Contains("There is no such report for you", Line(preview, theirs), StringComparison.Ordinal);
        Assert.NotEqual(hazard, await app.HazardOfAsync(plain.Id));

        var done = await BulkAsync(visitor, "Do", hazard, target, plain, apart, elsewhere, theirs);
        Assert.Contains("2 reports of 5 were changed.", done.QuerySelector("#summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains($"Linked to {hazard}", Line(done, plain), StringComparison.Ordinal);
        Assert.Contains($"Linked to {hazard}", Line(done, elsewhere), StringComparison.Ordinal);
        Assert.Contains("not the same", Line(done, apart), StringComparison.Ordinal);
        Assert.Equal((hazard, hazard), (await app.HazardOfAsync(plain.Id), await app.HazardOfAsync(elsewhere.Id)));
        Assert.NotEqual(hazard, await app.HazardOfAsync(apart.Id));
        Assert.NotEqual(hazard, await app.HazardOfAsync(theirs.Id));
        Assert.True(await app.InDatabaseAsync(db => db.AuditEntries.AnyAsync(e => e.ReportId == plain.Id && e.Act == "linked" && e.PersonId == cambridge.PersonId)));
    }

    [Fact]
    public async Task Link_ToAHazardThatIsUnknownOrOfOthersAlone_IsRefusedInTheSameWords()
    {
        var report = await app.TriageableAsync("The tray table of the bedside screen cannot be folded.");
        var theirs = await app.TriageableAsync("The turnstile of the car park is shown in the bed list.", organisation: "RRK");
        var hidden = await app.HazardOfAsync(theirs.Id);
        using var visitor = await app.SignedInAsync(Acts.Cambridge);
        foreach (var typed in (string[])[hidden, "H-9999-9999", "nonsense"])
        {
            var preview = await BulkAsync(visitor, "Preview", typed, report);
            Assert.Equal($"There is no hazard {typed} that your team can see. Check the reference: it begins with H and stands on the hazard’s page", Error(preview));
            Assert.Equal(typed, preview.QuerySelector("#Hazard")!.GetAttribute("value"));
            var done = await BulkAsync(visitor, "Do", typed, report);
            Assert.Equal(Error(preview), Error(done));
        }
        Assert.Equal("Enter the reference of a hazard, for example H-4F7K-2M9P", Error(await BulkAsync(visitor, "Do", " ", report)));
        Assert.Equal(LinkOutcome.NotFound, await app.SendAsync(new LinkToHazard(await app.ViewerAsync(Acts.Cambridge), report.Reference, hidden)));
        Assert.NotEqual(hidden, await app.HazardOfAsync(report.Id));
    }

    [Fact]
    public async Task Link_ThatSomebodyRefusedSinceThePreview_IsNotMade()
    {
        var (report, target) = (await app.TriageableAsync("The stamp of the consent form is a year old."), await app.TriageableAsync("The kitchen list counts the fasting patients."));
        var hazard = await app.HazardOfAsync(target.Id);
        await RefuseAsync(report, await app.InDatabaseAsync(db => db.Hazards.Where(h => h.Reference == hazard).Select(h => h.Id).SingleAsync()));
        Assert.Equal(LinkOutcome.Refused, await app.SendAsync(new LinkToHazard(await app.ViewerAsync(Acts.Cambridge), report.Reference, hazard)));
        Assert.Equal(LinkOutcome.NotFound, await app.SendAsync(new LinkToHazard(await app.ViewerAsync(Acts.Birmingham), report.Reference, hazard)));
        Assert.NotEqual(hazard, await app.HazardOfAsync(report.Id));
    }

    private async Task RefuseAsync(Report report, Guid hazard)
    {
        var viewer = await app.ViewerAsync(Acts.Cambridge);
        await app.InScopeAsync(services => services.GetRequiredService<MakingItWork.Deduplicate.RelinkReport>().RefuseAsync(viewer, report.Id, hazard, CancellationToken.None));
    }

    private static string Line(IDocument page, Report report) =>
        page.QuerySelectorAll("#lines tbody tr").Single(row => row.TextContent.Contains(report.Reference, StringComparison.Ordinal)).QuerySelectorAll("td")[1].TextContent;

    private static string? Error(IDocument page) => page.QuerySelector("#Hazard-error")?.TextContent.Replace("Error:", "", StringComparison.Ordinal).Trim();

    private static async Task<IDocument> BulkAsync(Visitor visitor, string handler, string hazard, params Report[] reports)
    {
        var token = (await visitor.PageAsync("/triage")).QuerySelector("#bulk input[name=__RequestVerificationToken], input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await visitor.SendAsync(new Uri($"/triage/bulk?handler={handler}", UriKind.Relative),
        [
            KeyValuePair.Create("__RequestVerificationToken", token), KeyValuePair.Create("Act", nameof(BulkAct.LinkHazard)), KeyValuePair.Create("Hazard", hazard),
            .. reports.Select(report => KeyValuePair.Create("References", report.Reference)),
        ]);
    }
}

[Collection(Apps.QuietSqlite)]
public sealed class BulkLinkSqliteTests(QuietSqliteApp app) : BulkLinkTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class BulkLinkPostgreSqlTests(QuietPostgreSqlApp app) : BulkLinkTests(app);
