using System.Net;
using MakingItWork.Capture;
using MakingItWork.Plumbing.Pictures;
using MakingItWork.Redact;
using MakingItWork.Tests.TestHost;
using MakingItWork.Triage;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Journey;

/// <summary>Without a text reader a picture waits for a person, and until then the report is nowhere to be seen.</summary>
public abstract class HeldTests(TestApp app)
{
    private const string Sentence = "The weight of one child is shown in the chart of its twin.";

    [Fact]
    public async Task HeldReport_UntilARedactorPassesIt_IsNowhereToBeSeen()
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync(Sentence, pictures: [TestPictures.Png(21)]);
        var report = await app.ReachesAsync(sent.Reference, ReportStage.Held);
        var picture = Assert.Single(report.Screenshots).Id;

        foreach (var email in (string[])[Acts.Cambridge, Acts.Birmingham, Acts.National, Acts.Larkfield, Acts.Administrator])
        {
            Assert.False(await IsVisibleAsync(email, report.Id), email);
            using var person = await SignedInAsync(email);
            Assert.NotEqual("image/png", await TypeOfAsync(person, $"/pictures/{picture}"));
            Assert.NotEqual("image/png", await TypeOfAsync(person, $"/pictures/{picture}/thumbnail"));
            Assert.Equal(email is Acts.Cambridge or Acts.National, await TypeOfAsync(person, $"/pictures/{picture}/held") == "image/png");
        }
        using var triager = await SignedInAsync(Acts.Cambridge);
        Assert.Equal(HttpStatusCode.NotFound, await triager.StatusAsync($"/triage/{sent.Reference}"));
        await app.ExportAsync();
        await app.SendDigestsAsync();
        Assert.False(await app.InDatabaseAsync(db => db.ExportEntries.AnyAsync(e => e.ReportId == report.Id)));
        Assert.False(await app.InDatabaseAsync(db => db.DigestItems.AnyAsync(i => i.ReportId == report.Id)));
        Assert.Contains("A person is checking your picture", (await visitor.PageAsync($"/follow-up/{sent.LinkSecret}")).Body!.TextContent, StringComparison.Ordinal);

        Assert.Equal(HeldPictureResult.NotFound, await DecideAsync(Acts.Birmingham, picture, pass: true));
        Assert.Equal(HeldPictureResult.NotFound, await DecideAsync(Acts.Larkfield, picture, pass: true));
        Assert.Equal(HeldPictureResult.Done, await DecideAsync(Acts.Cambridge, picture, pass: true));
        await app.ReachesAsync(sent.Reference, ReportStage.AwaitingTriage);
        Assert.True(await IsVisibleAsync(Acts.Cambridge, report.Id));
        Assert.False(await IsVisibleAsync(Acts.Birmingham, report.Id));
        Assert.Equal("image/png", await TypeOfAsync(triager, $"/pictures/{picture}"));
        // released now, and still of one organisation only
        foreach (var email in (string[])[Acts.Birmingham, Acts.Larkfield, Acts.Harbour, Acts.Administrator, "analyst@example.org", "guardian.cambridge@example.org"])
        {
            using var other = await SignedInAsync(email);
            Assert.Equal(HttpStatusCode.NotFound, await other.StatusAsync($"/pictures/{picture}"));
            Assert.Equal(HttpStatusCode.NotFound, await other.StatusAsync($"/pictures/{picture}/thumbnail"));
        }
        Assert.Equal(HttpStatusCode.NotFound, await triager.StatusAsync($"/pictures/{picture}/held"));
        Assert.Single(await ActsOfAsync(report.Id, "picture passed"));
    }

    [Fact]
    public async Task HeldPicture_PassedOnItsPageWithACover_HoldsTheCover()
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync("", pictures: [TestPictures.Png(22)]);
        var report = await app.ReachesAsync(sent.Reference, ReportStage.Held);
        var picture = Assert.Single(report.Screenshots).Id;
        using var redactor = await SignedInAsync(Acts.Cambridge);
        await redactor.SendFormAsync($"/redact/{picture}", new Dictionary<string, string>
        {
            ["Covers[0].X"] = "10", ["Covers[0].Y"] = "10", ["Covers[0].Width"] = "600", ["Covers[0].Height"] = "300",
        }, "Pass");

        var passed = (await app.ReachesAsync(sent.Reference, ReportStage.AwaitingTriage)).Screenshots.Single();
        var pixels = new VipsPictures().Decode(await app.StoredAsync(passed.PictureKey!));
        Assert.Single(Enumerable.Range(10, 300).SelectMany(row => pixels.Rgb.AsSpan(((row * 640) + 10) * 3, 1800).ToArray()).Distinct());
        Assert.Equal(1, passed.CoveredWords);
    }

    [Fact]
    public async Task HeldPicture_TakenOut_IsDeletedAndTheReportGoesOn()
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync(Sentence, pictures: [TestPictures.Png(23), TestPictures.Png(24)]);
        var held = await app.ReachesAsync(sent.Reference, ReportStage.Held);
        foreach (var screenshot in held.Screenshots)
        {
            Assert.Equal(HeldPictureResult.Done, await DecideAsync(Acts.Cambridge, screenshot.Id, pass: screenshot.Position == 1));
            Assert.Equal(HeldPictureResult.NotFound, await DecideAsync(Acts.Cambridge, screenshot.Id, pass: true));
        }

        var report = await app.ReachesAsync(sent.Reference, ReportStage.AwaitingTriage);
        Assert.Equal([PictureVerdict.Passed, PictureVerdict.Removed], report.Screenshots.OrderBy(s => s.Position).Select(s => s.Verdict));
        Assert.All(held.Screenshots, s => Assert.False(File.Exists(Path.Combine(app.DataFolder, "files", s.CleanKey!))));
        Assert.Single(await ActsOfAsync(report.Id, "picture removed"));
        Assert.Contains("A redactor took this picture out", (await visitor.PageAsync($"/follow-up/{sent.LinkSecret}")).Body!.TextContent, StringComparison.Ordinal);
    }

    private async Task<bool> IsVisibleAsync(string email, Guid report)
    {
        var viewer = await app.ViewerAsync(email);
        var queue = await app.SendAsync(new TriageQueue(viewer));
        var visible = await app.InDatabaseAsync(db => db.Reports.VisibleTo(viewer).AnyAsync(r => r.Id == report));
        Assert.Equal(visible, queue.Items.Any(item => item.Id == report));
        return visible;
    }

    private async Task<HeldPictureResult> DecideAsync(string email, Guid picture, bool pass) =>
        await app.SendAsync(new DecideHeldPicture(await app.ViewerAsync(email), picture, pass, []));

    private async Task<Visitor> SignedInAsync(string email)
    {
        var visitor = app.Visit();
        await visitor.SignInAsync(email, app.DemoPassword);
        return visitor;
    }

    private static async Task<string?> TypeOfAsync(Visitor visitor, string address)
    {
        using var answer = await visitor.Http.GetAsync(new Uri(address, UriKind.Relative));
        return answer.Content.Headers.ContentType?.MediaType;
    }

    private Task<List<string>> ActsOfAsync(Guid report, string act) =>
        app.InDatabaseAsync(db => db.AuditEntries.Where(e => e.ReportId == report && e.Act == act).Select(e => e.Who).ToListAsync());
}

[Collection(Apps.Sqlite)]
public sealed class HeldSqliteTests(SqliteApp app) : HeldTests(app);

[Collection(Apps.PostgreSql)]
public sealed class HeldPostgreSqlTests(PostgreSqlApp app) : HeldTests(app);
