using System.Net;
using MakingItWork.Capture;
using MakingItWork.Plumbing.Pictures;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Journey;

/// <summary>Reports on their way through all jobs, with a text reader whose words the test wrote.</summary>
public abstract class JourneyTests<TApp>(TApp app)
    where TApp : TestApp, IScripted
{
    private static readonly VipsPictures Pictures = new();

    [Fact]
    public async Task Report_WithAnIdentifierInItsPicture_ReachesTriageWithTheWordCovered()
    {
        var picture = TestPictures.Raw(11, 640, 400);
        var words = app.Ocr.Says(picture, "NHS number: 999 000 0018");
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync("NHS number 999 000 0018 stays in the banner: the wrong record opened for another patient.", pictures: [Pictures.EncodePng(picture)]);

        var report = await app.ReachesAsync(sent.Reference, ReportStage.AwaitingTriage);
        var screenshot = Assert.Single(report.Screenshots);
        Assert.Equal((PictureVerdict.Passed, true), (screenshot.Verdict, screenshot.CoveredWords >= 3));
        var released = Pictures.Decode(await app.StoredAsync(screenshot.PictureKey!));
        Assert.All(words.Where(word => word.Text.Any(char.IsAsciiDigit)), word => Assert.Single(ColoursIn(released, word.X, word.Y, word.Width, word.Height)));
        Assert.Equal(PixelsBelow(picture, 100), PixelsBelow(released, 100));
        Assert.DoesNotContain("000 0018", report.Description, StringComparison.Ordinal);
        Assert.Contains("stays in the banner", report.Description, StringComparison.Ordinal);
        Assert.True(await app.InDatabaseAsync(db => db.HazardLinks.AnyAsync(l => l.ReportId == report.Id)));
        Assert.True(await app.InDatabaseAsync(db => db.Suggestions.AnyAsync(s => s.ReportId == report.Id && s.Evidence.Count > 0)));
    }

    [Fact]
    public async Task Report_AfterCleaning_LeavesNoUploadAndNoUncoveredCopy()
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync("", pictures: [TestPictures.Png(12), TestPictures.Png(13)]);
        var report = await app.ReachesAsync(sent.Reference, ReportStage.AwaitingTriage);

        Assert.All(report.Screenshots, s => Assert.Equal((null, null), (s.UploadKey, s.CleanKey)));
        await Eventually.HoldsAsync(() => Stored("uploads").Length == 0 && Stored("clean").Length == 0 && Stored("unfinished").Length == 0);
        Assert.All(report.Screenshots, s => Assert.True(File.Exists(PathOf(s.PictureKey!)) && File.Exists(PathOf(s.ThumbnailKey!))));
    }

    [Fact]
    public async Task Report_WhosePictureCarriesWordsBesideThePixels_LosesThem()
    {
        var marker = "marker-of-a-patient-4711"u8.ToArray();
        byte[] png = TestPictures.Png(14);
        byte[] marked = [.. png[..33], .. BadFiles.PngChunk("tEXt"u8, [.. "Comment\0"u8, .. marker]), .. png[33..]];
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync("", pictures: [marked]);
        await app.ReachesAsync(sent.Reference, ReportStage.AwaitingTriage);

        await Eventually.HoldsAsync(() => Stored("").All(path => File.ReadAllBytes(path).AsSpan().IndexOf(marker) < 0));
        Assert.NotEmpty(Stored("pictures"));
    }

    [Fact]
    public async Task Report_WithABrokenPicture_GoesOnWithoutItAndSaysSo()
    {
        byte[] broken = [.. TestPictures.Png(15)];
        broken.AsSpan(60, 40).Fill(0x55);
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync("The list of doses is cut off at the edge of the window.", pictures: [TestPictures.Png(16), broken]);

        var report = await app.ReachesAsync(sent.Reference, ReportStage.AwaitingTriage);
        Assert.Equal([PictureVerdict.Passed, PictureVerdict.Removed], report.Screenshots.OrderBy(s => s.Position).Select(s => s.Verdict));
        var page = await visitor.PageAsync($"/follow-up/{sent.LinkSecret}");
        Assert.Contains(report.Screenshots.Single(s => s.Position == 2).VerdictReason!, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await visitor.StatusAsync($"/api/v1/follow-up/{sent.LinkSecret}"));
    }

    [Theory]
    [InlineData("The unit \0 of the dose is not shown on the drug chart.", "Ward 4")]
    [InlineData("The unit of the dose is not shown on the printed drug chart.", "9990000018 😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀")]
    [InlineData("The software and the system and the application and the page and the server crash and freeze and hang every day.", "\u0001\u0002")]
    public async Task Report_WithAwkwardText_ReachesTriage(string description, string unit)
    {
        using var visitor = app.Visit();
        using var answer = await visitor.SendReportAsync(new Dictionary<string, string> { ["description"] = description, ["unit"] = unit, ["product"] = "Larkfield\0Screening" });
        var sent = await Visitor.AcceptedAsync(answer);
        await app.ReachesAsync(sent.Reference, ReportStage.AwaitingTriage);
    }

    [Fact]
    public async Task Report_WhoseAlarmWasNeverSet_IsFoundByTheSweep()
    {
        using var visitor = app.Visit();
        var other = await visitor.ReportAsync("The print of the chart leaves out the last page.");
        var finished = await app.ReachesAsync(other.Reference, ReportStage.AwaitingTriage);
        // put back by hand: nobody rings for it
        await app.InDatabaseAsync(db => db.Suggestions.Where(s => s.ReportId == finished.Id).ExecuteDeleteAsync());
        await app.InDatabaseAsync(db => db.HazardLinks.Where(l => l.ReportId == finished.Id).ExecuteDeleteAsync());
        await app.InDatabaseAsync(db => db.IndexedReports.Where(r => r.ReportId == finished.Id).ExecuteDeleteAsync());
        await app.InDatabaseAsync(db => db.Reports.Where(r => r.Id == finished.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Stage, ReportStage.Received)));

        await app.ReachesAsync(other.Reference, ReportStage.AwaitingTriage);
    }

    [Fact]
    public async Task Reports_TwentyAlikeAtOnce_MakeOneHazard()
    {
        using var visitor = app.Visit();
        var sent = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => visitor.ReportAsync(
            $"The allergy warning disappears when the prescription window is moved to the second screen, seen {number} times.", "Harbour Supplies")));
        foreach (var one in sent)
        {
            await app.ReachesAsync(one.Reference, ReportStage.AwaitingTriage);
        }

        var references = sent.Select(one => one.Reference).ToList();
        var links = await app.InDatabaseAsync(db => db.HazardLinks
            .Join(db.Reports.Where(r => references.Contains(r.Reference)), l => l.ReportId, r => r.Id, (link, report) => link).ToListAsync());
        Assert.Equal(20, links.Count);
        Assert.Single(links.Select(link => link.HazardId).Distinct());
        Assert.Single(links, link => link.LikeReportId is null);
    }

    private string PathOf(string key) => Path.Combine(app.DataFolder, "files", key);

    private string[] Stored(string area)
    {
        var folder = Path.Combine(app.DataFolder, "files", area);
        return System.IO.Directory.Exists(folder) ? System.IO.Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];
    }

    private static HashSet<(byte, byte, byte)> ColoursIn(RawPicture picture, int x, int y, int width, int height) =>
        [.. from row in Enumerable.Range(y, height) from column in Enumerable.Range(x, width)
            let at = ((row * picture.Width) + column) * 3
            select (picture.Rgb[at], picture.Rgb[at + 1], picture.Rgb[at + 2])];

    private static byte[] PixelsBelow(RawPicture picture, int row) => picture.Rgb[(row * picture.Width * 3)..];
}

[Collection(Apps.ScriptedSqlite)]
public sealed class JourneySqliteTests(ScriptedSqliteApp app) : JourneyTests<ScriptedSqliteApp>(app);

[Collection(Apps.ScriptedPostgreSql)]
public sealed class JourneyPostgreSqlTests(ScriptedPostgreSqlApp app) : JourneyTests<ScriptedPostgreSqlApp>(app);
