using System.Net;
using MakingItWork.Capture;
using MakingItWork.Plumbing.Pictures;
using MakingItWork.Tests.TestHost;

namespace MakingItWork.Tests.Redact;

/// <summary>What the reporter's own page says about the pictures: used where it can be understood, and never a reason to refuse a report.</summary>
public abstract class PictureNotesTests<TApp>(TApp app)
    where TApp : TestApp, IScripted
{
    private static readonly VipsPictures Pictures = new();

    [Fact]
    public async Task Outlines_OfAReport_AreDrawnAndSaidInWordsForTriageAndSupplier()
    {
        var report = await SentAsync(311, """[{"outlines":[{"x":20,"y":10,"width":100,"height":40},{"x":800,"y":560,"width":500,"height":500}],"uncovered":[],"covers":3,"readHere":true}]""");
        var notes = report.Screenshots.Single().Notes!;
        Assert.Equal([new Area(20, 10, 100, 40), new Area(800, 560, 100, 40)], notes.Outlines);
        Assert.Equal((true, false), (notes.ReadHere, notes.LeftOut));

        using var triager = await SignedInAsync(Acts.Cambridge);
        var page = await triager.PageAsync($"/triage/{report.Reference}");
        Assert.Equal(["100", "100"], page.QuerySelectorAll("#picture-1 .miw-outline:not(.miw-outline--under)").Select(rect => rect.GetAttribute("width")));
        Assert.Contains("The reporter points at 2 places: the top left and the bottom right", page.QuerySelector("#picture-1 img")!.GetAttribute("alt"), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("#picture-1 [style]"));
        Assert.Contains("3 covers over patient details, put there before the picture was sent", page.QuerySelector("#picture-1 figcaption")!.TextContent, StringComparison.Ordinal);

        await app.ApproveAsync(report.Reference);
        using var supplier = await SignedInAsync(Acts.Larkfield);
        var hazards = await supplier.PageAsync("/supplier");
        var hazard = hazards.QuerySelectorAll("a[href^='/supplier/hazards/']").Select(link => link.GetAttribute("href")!).ToList();
        var pages = await Task.WhenAll(hazard.Select(supplier.PageAsync));
        Assert.Contains(pages, one => one.GetElementById(report.Reference)?.QuerySelectorAll(".miw-outline").Length == 4);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[null]")]
    [InlineData("[{},{}]")]
    [InlineData("""[{"outlines":null}]""")]
    [InlineData("""[{"outlines":[],"covers":-1}]""")]
    [InlineData("""[{"outlines":[null]}]""")]
    [InlineData("""[{"outlines":[{"x":1,"y":1,"width":10}]}]""")]
    [InlineData("""[{"outlines":[{"x":1,"y":1,"width":0,"height":10}]}]""")]
    [InlineData("""[{"outlines":[{"x":-1,"y":1,"width":10,"height":10}]}]""")]
    [InlineData("""[{"outlines":[{"x":1.5,"y":1,"width":10,"height":10}]}]""")]
    [InlineData("""[{"outlines":[{"x":1,"y":1,"width":99999999999,"height":10}]}]""")]
    [InlineData("""[{"outlines":[{"x":5000,"y":5000,"width":10,"height":10}]}]""")]
    [InlineData("""[[[[[[[[[[1]]]]]]]]]]""")]
    public async Task Notes_ThatAreMalformed_AreLeftOutAndRecorded(string field)
    {
        var report = await SentAsync(312, field);
        var notes = report.Screenshots.Single().Notes!;
        Assert.True(notes.LeftOut);
        Assert.Empty(notes.Outlines);
        using var triager = await SignedInAsync(Acts.Cambridge);
        Assert.Contains("could not be understood", (await triager.PageAsync($"/triage/{report.Reference}")).QuerySelector("#picture-1")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notes_FarTooLong_RefuseNothing()
    {
        var box = """{"x":10,"y":10,"width":10,"height":10},""";
        var many = $"[{{\"outlines\":[{string.Concat(Enumerable.Repeat(box, PictureNotes.MostBoxes + 1)).TrimEnd(',')}]}}]";
        Assert.True((await SentAsync(313, many)).Screenshots.Single().Notes!.LeftOut);
        Assert.True((await SentAsync(314, new string('[', 300_000))).Screenshots.Single().Notes!.LeftOut);
    }

    [Fact]
    public async Task Report_SentAgainWithTheSameKey_IsTheSameOnlyWithTheSameDrawing()
    {
        using var visitor = app.Visit();
        var (key, picture) = (Guid.NewGuid().ToString(), TestPictures.Png(315, 900, 600));
        var drawn = """[{"outlines":[{"x":20,"y":10,"width":100,"height":40}],"uncovered":[]}]""";
        var first = await Visitor.AcceptedAsync(await SendAsync(visitor, picture, drawn, key));
        var spaced = drawn.Replace(",", " , ", StringComparison.Ordinal).Replace("[]}", "[ ], \"readHere\": true}", StringComparison.Ordinal);
        Assert.Equal(first, await Visitor.AcceptedAsync(await SendAsync(visitor, picture, spaced, key)));
        using var other = await SendAsync(visitor, picture, drawn.Replace("100", "110", StringComparison.Ordinal), key);
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
    }

    [Fact]
    public async Task Identifier_ThatTheReporterUncovered_BringsAPersonToLook()
    {
        var picture = TestPictures.Raw(316, 900, 600);
        app.Ocr.Says(picture, "Appointments Results Letters Settings Search", top: 300);
        var name = app.Ocr.Says(picture, "Patient: Ottoline Wrenfield")[1];
        var notes = $$"""[{"outlines":[],"uncovered":[{"x":{{name.X}},"y":{{name.Y}},"width":{{name.Width}},"height":{{name.Height}},"kind":"PersonName"}],"readHere":true}]""";
        using var visitor = app.Visit();
        var sent = await Visitor.AcceptedAsync(await SendAsync(visitor, Pictures.EncodePng(picture), notes, null));
        var report = await app.ReachesAsync(sent.Reference, ReportStage.Held);

        using var redactor = await SignedInAsync(Acts.Cambridge);
        var page = await redactor.PageAsync($"/redact/{report.Screenshots.Single().Id}");
        Assert.Contains("The person who reported says this is not about a patient.", page.QuerySelector("#covers")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("uncovered words", page.QuerySelector("#why")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_ThatTheReporterUncoveredAndTheRulesLetStand_HoldNothingUp()
    {
        var picture = TestPictures.Raw(317, 900, 600);
        app.Ocr.Says(picture, "Appointments Results Letters Settings Search", top: 300);
        using var visitor = app.Visit();
        var sent = await Visitor.AcceptedAsync(await SendAsync(visitor, Pictures.EncodePng(picture), """[{"outlines":[],"uncovered":[{"x":20,"y":300,"width":120,"height":20,"kind":"<b>unknown</b>"}]}]""", null));
        var report = await app.ReachesAsync(sent.Reference, ReportStage.AwaitingTriage);
        Assert.Null(Assert.Single(report.Screenshots.Single().Notes!.Uncovered).Kind);
    }

    [Fact]
    public async Task Notes_SentByThePageItself_AreKeptToo()
    {
        using var visitor = app.Visit();
        await visitor.SendReportPageAsync(
            new Dictionary<string, string>
            {
                ["Product"] = "Larkfield Screening", ["Organisation"] = "RGT", ["Unit"] = "Notes of the page",
                ["PictureNotes"] = """[{"outlines":[{"x":1,"y":2,"width":30,"height":40}]}]""",
            },
            [TestPictures.Png(318, 900, 600)]);
        var picture = await app.InDatabaseAsync(db => Task.FromResult(db.Screenshots.AsEnumerable().Single(s => s.Notes?.Outlines.Contains(new Area(1, 2, 30, 40)) == true)));
        Assert.False(picture.Notes!.LeftOut);
    }

    private async Task<Report> SentAsync(int seed, string notes)
    {
        using var visitor = app.Visit();
        var sent = await Visitor.AcceptedAsync(await SendAsync(visitor, TestPictures.Png(seed, 900, 600), notes, null));
        return await app.ReachesAsync(sent.Reference, ReportStage.AwaitingTriage);
    }

    private static Task<HttpResponseMessage> SendAsync(Visitor visitor, byte[] picture, string notes, string? key) => visitor.SendReportAsync(
        new Dictionary<string, string> { ["product"] = "Larkfield Screening", ["organisation"] = "RGT", ["PictureNotes"] = notes }, [picture], key);

    private async Task<Visitor> SignedInAsync(string email)
    {
        var visitor = app.Visit();
        await visitor.SignInAsync(email, app.DemoPassword);
        return visitor;
    }
}

[Collection(Apps.ScriptedSqlite)]
public sealed class PictureNotesSqliteTests(ScriptedSqliteApp app) : PictureNotesTests<ScriptedSqliteApp>(app);

[Collection(Apps.ScriptedPostgreSql)]
public sealed class PictureNotesPostgreSqlTests(ScriptedPostgreSqlApp app) : PictureNotesTests<ScriptedPostgreSqlApp>(app);
