using System.Net;
using MakingItWork.Capture;
using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Pictures;
using MakingItWork.Redact;
using MakingItWork.Rules.Identifiers;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Redact;

/// <summary>What the machine is unsure of waits for a person, who finds its proposals drawn and may keep or take off each.</summary>
public abstract class QuarantineTests<TApp>(TApp app)
    where TApp : TestApp, IScripted
{
    private const string Ordinary = "Appointments Results Letters Settings Search";
    private static readonly VipsPictures Pictures = new();

    [Fact]
    public async Task Report_ThatWasCovered_KeepsAVerdictWithoutItsWords()
    {
        var picture = Picture(301);
        app.Ocr.Says(picture, "Patient: Edwina Quillfeather NHS number: 999 000 0018");
        var report = await SentAsync(picture, ReportStage.AwaitingTriage);
        var reading = await ReadingAsync(report);
        var findings = reading.Findings();

        Assert.Equal(("Scripted 1", IdentifierRules.Number, ProofOutcome.Holds), (reading.Engine, reading.RulesVersion, reading.Proof));
        Assert.Equal(13, findings.Words.Count);
        Assert.Equal(findings.Covers.Count, findings.Words.Count(word => word.Covered));
        Assert.All(findings.Covers, cover => Assert.DoesNotContain("Quill", cover.Reason, StringComparison.OrdinalIgnoreCase));
        using var triager = await SignedInAsync(Acts.Cambridge);
        var page = await triager.PageAsync($"/triage/{report.Reference}");
        Assert.Contains("words covered: 1 name and 1 NHS number", page.QuerySelector("#why-1")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Picture_WithAWordThatCannotBeRead_IsHeldWithItsProposals()
    {
        var picture = Picture(302);
        app.Ocr.Says(picture, "NHS number: 999 000 0018");
        var unclear = app.Ocr.Says(picture, "Qvil1fcathcr", top: 200, confidence: 0.45)[0];
        var report = await SentAsync(picture, ReportStage.Held);
        var screenshot = report.Screenshots.Single();
        Assert.Equal("1 word could not be read surely.", screenshot.VerdictReason);
        Assert.Equal((null, null), (screenshot.PictureKey, screenshot.ThumbnailKey));

        using var redactor = await SignedInAsync(Acts.Cambridge);
        var page = await redactor.PageAsync($"/redact/{screenshot.Id}");
        Assert.Equal(2, page.QuerySelectorAll("#covers li").Length);
        Assert.Contains("Follows a label for an NHS number.", page.QuerySelector("#covers")!.TextContent, StringComparison.Ordinal);

        // takes the number's cover off by mistake, puts it back, and passes
        var removed = await PostAsync(redactor, page, "?handler=Remove&cover=0");
        Assert.Single(removed.QuerySelectorAll("#covers li"));
        var back = removed.QuerySelector("#taken-off button")!.GetAttribute("formaction")!;
        var again = await PostAsync(redactor, removed, back.Split('#')[0]);
        Assert.Equal(2, again.QuerySelectorAll("#covers li").Length);
        await PostAsync(redactor, again, "?handler=Pass");

        var passed = (await app.ReachesAsync(report.Reference, ReportStage.AwaitingTriage)).Screenshots.Single();
        var full = Pictures.Decode(await StoredAsync(passed.PictureKey!));
        Assert.True(Painter.Holds(full, [new Area(unclear.X, unclear.Y, unclear.Width, unclear.Height)]));
        Assert.Equal(3, (await ReadingAsync(report)).Findings().Words.Count(word => word.Covered) - 1);
    }

    [Fact]
    public async Task Proposal_TakenOffByARedactor_StaysOpenInTheReleasedPicture()
    {
        var picture = Picture(303);
        var warfarin = app.Ocr.Says(picture, "Patient: Ottoline Wrenfield");
        app.Ocr.Says(picture, "aue1ng", top: 200, confidence: 0.5);
        var report = await SentAsync(picture, ReportStage.Held);
        using var redactor = await SignedInAsync(Acts.Cambridge);
        var page = await redactor.PageAsync($"/redact/{report.Screenshots.Single().Id}");
        var name = page.QuerySelectorAll("#covers li").Select(item => item.TextContent).ToList().FindIndex(text => text.Contains("Name", StringComparison.Ordinal));
        await PostAsync(redactor, await PostAsync(redactor, page, $"?handler=Remove&cover={name}"), "?handler=Pass");

        var passed = (await app.ReachesAsync(report.Reference, ReportStage.AwaitingTriage)).Screenshots.Single();
        var full = Pictures.Decode(await StoredAsync(passed.PictureKey!));
        Assert.All(warfarin, word => Assert.False(Painter.Holds(full, [new Area(word.X, word.Y, word.Width, word.Height)])));
        Assert.Contains("1 proposed cover taken off", await app.InDatabaseAsync(db => db.AuditEntries.Where(e => e.ReportId == report.Id && e.Act == "picture passed").Select(e => e.Detail).SingleAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redactor_WhoOverlooksAnIdentifier_IsAskedBeforeThePictureIsPassed()
    {
        var picture = Picture(304);
        app.Ocr.Says(picture, "g0rb1ed", top: 200, confidence: 0.5);
        var number = app.Ocr.Says(picture, "NHS number: 999 000 0018", top: 240, fromReading: 2);
        var report = await SentAsync(picture, ReportStage.Held);
        using var redactor = await SignedInAsync(Acts.Cambridge);
        var page = await redactor.PageAsync($"/redact/{report.Screenshots.Single().Id}");
        Assert.Single(page.QuerySelectorAll("#covers li"));

        var asked = await PostAsync(redactor, page, "?handler=Pass");
        Assert.Contains("not passed yet", asked.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, asked.QuerySelectorAll("#covers li").Length);
        Assert.Equal(ReportStage.Held, (await app.ReportAsync(report.Reference)).Stage);
        await PostAsync(redactor, asked, "?handler=Pass");
        var passed = (await app.ReachesAsync(report.Reference, ReportStage.AwaitingTriage)).Screenshots.Single();
        Assert.True(Painter.Holds(Pictures.Decode(await StoredAsync(passed.PictureKey!)), [.. number.Skip(2).Select(word => new Area(word.X, word.Y, word.Width, word.Height))]));
    }

    [Fact]
    public async Task HeldPicture_FetchedByItself_IsWrittenToTheAuditTrailEachTime()
    {
        var picture = Picture(305);
        app.Ocr.Says(picture, "unrcad4ble", top: 200, confidence: 0.4);
        var report = await SentAsync(picture, ReportStage.Held);
        var address = $"/pictures/{report.Screenshots.Single().Id}/held";
        using var stranger = await SignedInAsync(Acts.Birmingham);
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusAsync(address));
        using var redactor = await SignedInAsync(Acts.Cambridge);
        Assert.Equal(HttpStatusCode.OK, await redactor.StatusAsync(address));
        Assert.Equal(HttpStatusCode.OK, await redactor.StatusAsync(address));

        var viewer = await app.ViewerAsync(Acts.Cambridge);
        Assert.Equal(
            [viewer.PersonId, viewer.PersonId],
            await app.InDatabaseAsync(db => db.AuditEntries.Where(e => e.ReportId == report.Id && e.Act == "held picture viewed").Select(e => e.PersonId).ToListAsync()));
    }

    [Fact]
    public async Task HeldReport_InAnyAnswerOfTheProgram_ShowsNoPicture()
    {
        var picture = Picture(306);
        app.Ocr.Says(picture, "unrcad4ble", top: 200, confidence: 0.4);
        var report = await SentAsync(picture, ReportStage.Held);
        var id = report.Screenshots.Single().Id;
        foreach (var email in (string[])[Acts.Cambridge, Acts.National, Acts.Larkfield, Acts.Administrator])
        {
            using var person = await SignedInAsync(email);
            foreach (var address in (string[])[$"/pictures/{id}", $"/pictures/{id}/thumbnail", "/triage", "/supplier", "/export", "/digests", "/insight"])
            {
                using var answer = await person.Http.GetAsync(new Uri(address, UriKind.Relative));
                Assert.NotEqual("image/png", answer.Content.Headers.ContentType?.MediaType);
                Assert.DoesNotContain(id.ToString(), await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        }
    }

    private static RawPicture Picture(int seed) => TestPictures.Raw(seed, 900, 600);

    private async Task<Report> SentAsync(RawPicture picture, ReportStage stage)
    {
        app.Ocr.Says(picture, Ordinary, top: 300);
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync("", pictures: [Pictures.EncodePng(picture)]);
        return await app.ReachesAsync(sent.Reference, stage);
    }

    private Task<PictureReading> ReadingAsync(Report report) => app.InDatabaseAsync(db =>
    {
        var picture = report.Screenshots.Single().Id;
        return db.PictureReadings.AsNoTracking().SingleAsync(r => r.ScreenshotId == picture);
    });

    private Task<byte[]> StoredAsync(string key) => app.Services.GetRequiredService<IFileStore>().ReadAsync(key, CancellationToken.None);

    private async Task<Visitor> SignedInAsync(string email)
    {
        var visitor = app.Visit();
        await visitor.SignInAsync(email, app.DemoPassword);
        return visitor;
    }

    /// <summary>Presses a button of the covers' form, as a browser without scripts would.</summary>
    private static Task<AngleSharp.Dom.IDocument> PostAsync(Visitor visitor, AngleSharp.Dom.IDocument page, string action)
    {
        var fields = page.QuerySelectorAll("#covers-form input").Where(input => input.GetAttribute("type") != "checkbox")
            .Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value") ?? ""));
        return visitor.SendAsync(new Uri(page.QuerySelector("#picture img")!.GetAttribute("src")!.Replace("/pictures/", "/redact/", StringComparison.Ordinal).Replace("/held", action, StringComparison.Ordinal), UriKind.Relative), fields);
    }
}

[Collection(Apps.ScriptedSqlite)]
public sealed class QuarantineSqliteTests(ScriptedSqliteApp app) : QuarantineTests<ScriptedSqliteApp>(app);

[Collection(Apps.ScriptedPostgreSql)]
public sealed class QuarantinePostgreSqlTests(ScriptedPostgreSqlApp app) : QuarantineTests<ScriptedPostgreSqlApp>(app);
