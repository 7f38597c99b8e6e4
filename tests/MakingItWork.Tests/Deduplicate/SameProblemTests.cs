using System.Net;
using System.Text.Json;
using MakingItWork.Capture;
using MakingItWork.Deduplicate;
using MakingItWork.Tests.TestHost;
using MakingItWork.Triage;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Deduplicate;

/// <summary>"Others reported something like this": what is asked while somebody types, and a report that says "me too".</summary>
public abstract class SameProblemTests(TestApp app)
{
    private const string Product = "Larkfield Screening";

    [Fact]
    public async Task Question_AboutAcceptedReports_CountsThemAndNamesNobody()
    {
        var first = await app.TriageableAsync("The recall letter prints the appointment of the previous participant after a reschedule.", Product);
        Assert.Equal(HttpStatusCode.NoContent, (await AskAsync("The recall letter printed the appointment of the previous participant.", Product)).Status);

        await app.ApproveAsync(first.Reference);
        var (_, one) = await AskAsync("Our recall letter printed the appointment of the previous participant, Mr Thistlewood.", Product);
        Assert.Equal((1, 1), (one.GetProperty("others").GetInt32(), one.GetProperty("organisations").GetInt32()));
        Assert.Equal(["recall", "letter", "printed", "appointment", "previous", "participant"], one.GetProperty("words").EnumerateArray().Select(word => word.GetString()!));

        var second = await app.TriageableAsync("The recall letter prints the appointment of the previous participant.", Product, "RRK");
        await app.ApproveAsync(second.Reference);
        var (_, two) = await AskAsync("The recall letter printed the appointment of the previous participant.", " larkfield SCREENING");
        Assert.Equal((2, 2), (two.GetProperty("others").GetInt32(), two.GetProperty("organisations").GetInt32()));
        Assert.Equal(await HazardOfAsync(first), two.GetProperty("reference").GetString());
        Assert.DoesNotContain("reschedule", two.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Cambridge", two.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Question_AboutSomethingElse_IsNotAnswered()
    {
        const string words = "The tick box for consent moves to the next line when the window is made smaller.";
        await app.ApproveAsync((await app.TriageableAsync(words, Product)).Reference);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(words, Product)).Status);
        // the product is not known yet, and the words are the same
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(words, "")).Status);
        // half of the words are enough only within one product
        const string half = "The tick box for consent was hidden behind the window of the chat";
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(half, Product)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await AskAsync(half, "")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await AskAsync(words, "Harbour Supplies")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await AskAsync(words, "A system that is not listed")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await AskAsync("The consent box moves.", Product)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await AskAsync("The next clinic cannot be chosen on the list before it is refreshed.", Product)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await AskAsync("", "")).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await AskAsync(new string('x', 40_000), Product)).Status);
    }

    [Fact]
    public async Task MeToo_WithNothingElse_IsAReportThatBelongsToTheProblem()
    {
        var hazard = await AcceptedHazardAsync("The side marker of the image is drawn on the other side after a flip.");
        var sent = await SendAsync(new() { ["product"] = Product, ["organisation"] = "RRK", ["role"] = "Nurse", ["degreeOfHarm"] = "NoHarm", ["sameAs"] = hazard.ToLowerInvariant() });
        // named by the reporter, it is known before anything has been compared
        Assert.Contains("1 other has reported this problem", await KnownAsync(sent), StringComparison.Ordinal);
        await app.WakeAsync((await app.ReportAsync(sent.Reference)).Id);

        var report = await app.ReportAsync(sent.Reference);
        Assert.Equal((ReportStage.AwaitingTriage, "RRK", ReporterRole.Nurse), (report.Stage, report.OrganisationCode, report.Role));
        var link = await LinkAsync(report.Id);
        Assert.Equal((hazard, LinkedBy.Reporter, "The reporter says that it is the same problem."), (link.Hazard!.Reference, link.By, link.Why));
        Assert.Contains("1 other has reported this problem", await KnownAsync(sent), StringComparison.Ordinal);

        var birmingham = await app.ViewerAsync(Acts.Birmingham);
        Assert.True((await app.SendAsync(new ChangeHazard(birmingham, sent.Reference, null))).Done);
        Assert.NotEqual(hazard, (await LinkAsync(report.Id)).Hazard!.Reference);
        Assert.True(await app.InDatabaseAsync(db => db.HazardRefusals.AnyAsync(r => r.ReportId == report.Id)));
    }

    [Fact]
    public async Task MeToo_GoesTheWholeWay_WithWordsThatSaySo()
    {
        var hazard = await AcceptedHazardAsync("The zoom of the second reader jumps back to the whole picture at every click.");
        var sent = await SendAsync(new() { ["product"] = Product, ["organisation"] = "RGT", ["sameAs"] = hazard });
        await app.WakeAsync((await app.ReportAsync(sent.Reference)).Id);
        await app.ApproveAsync(sent.Reference);
        Assert.Contains(hazard, (await app.ReportAsync(sent.Reference)).DescriptionInWords, StringComparison.Ordinal);
        using var team = app.Visit();
        await team.SignInAsync(Acts.Cambridge, app.DemoPassword);
        Assert.Contains("The reporter wrote nothing", (await team.PageAsync($"/triage/{sent.Reference}")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MeToo_OfAProblemThatIsNotKnown_LosesNothing()
    {
        using var visitor = app.Visit();
        var open = await app.TriageableAsync("The colour of the risk band is missing when the page is printed in grey.", Product);
        var notAccepted = await HazardOfAsync(open);
        foreach (var unknown in (string[])["H-2222-2222", notAccepted])
        {
            var refused = await visitor.RefusedAsync(new Dictionary<string, string> { ["product"] = Product, ["sameAs"] = unknown });
            Assert.Equal(["description"], refused.Keys);
            Assert.StartsWith("The problem that you named is not known any more", refused["description"], StringComparison.Ordinal);
        }
        var shapeless = await visitor.RefusedAsync(new Dictionary<string, string> { ["product"] = Product, ["sameAs"] = "the same as last week" });
        Assert.Equal("The problem must be given by its reference, such as H-4K7M-29QX", shapeless["sameAs"]);

        var sent = await SendAsync(new() { ["product"] = Product, ["sameAs"] = "H-2222-2222", ["description"] = "The keyboard shortcut for the next image closes the list of the day." });
        await app.WakeAsync((await app.ReportAsync(sent.Reference)).Id);
        var link = await LinkAsync((await app.ReportAsync(sent.Reference)).Id);
        Assert.Equal((LinkedBy.Machine, "The first report of this problem."), (link.By, link.Why));
    }

    [Fact]
    public async Task MeToo_AboutAnotherSystem_IsShownToAPersonAndNotLinked()
    {
        var hazard = await AcceptedHazardAsync("The list of prior images is sorted by the name of the machine.");
        var sent = await SendAsync(new() { ["product"] = "Harbour Supplies", ["organisation"] = "RGT", ["sameAs"] = hazard });
        var id = (await app.ReportAsync(sent.Reference)).Id;
        await app.WakeAsync(id);
        Assert.NotEqual(hazard, (await LinkAsync(id)).Hazard!.Reference);
        var candidate = await app.InDatabaseAsync(db => db.HazardCandidates.Include(c => c.Hazard).SingleAsync(c => c.ReportId == id));
        Assert.Equal(hazard, candidate.Hazard!.Reference);
        Assert.Contains("about another system", candidate.Why, StringComparison.Ordinal);
    }

    private async Task<string> AcceptedHazardAsync(string words)
    {
        var report = await app.TriageableAsync(words, Product);
        await app.ApproveAsync(report.Reference);
        return await HazardOfAsync(report);
    }

    private Task<string> HazardOfAsync(Report report) => app.InDatabaseAsync(db => db.HazardLinks.Where(l => l.ReportId == report.Id).Select(l => l.Hazard!.Reference).SingleAsync());

    private Task<HazardLink> LinkAsync(Guid report) => app.InDatabaseAsync(db => db.HazardLinks.AsNoTracking().Include(l => l.Hazard).SingleAsync(l => l.ReportId == report));

    private async Task<SentReport> SendAsync(Dictionary<string, string> fields)
    {
        using var visitor = app.Visit();
        using var answer = await visitor.SendReportAsync(fields);
        return await Visitor.AcceptedAsync(answer);
    }

    private async Task<string> KnownAsync(SentReport sent)
    {
        using var visitor = app.Visit();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["secret"] = sent.LinkSecret });
        using var answer = await visitor.Http.PostAsync(new Uri("/report/sent?handler=Known", UriKind.Relative), form);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<(HttpStatusCode Status, JsonElement Answer)> AskAsync(string text, string product)
    {
        using var visitor = app.Visit();
        using var answer = await visitor.Http.PostAsJsonAsync(new Uri("/api/v1/similar", UriKind.Relative), new { text, product });
        return (answer.StatusCode, answer.StatusCode == HttpStatusCode.OK ? await answer.Content.ReadFromJsonAsync<JsonElement>() : default);
    }
}

[Collection(Apps.QuietSqlite)]
public sealed class SameProblemSqliteTests(QuietSqliteApp app) : SameProblemTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class SameProblemPostgreSqlTests(QuietPostgreSqlApp app) : SameProblemTests(app);
