using MakingItWork.Capture;
using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Pictures;
using MakingItWork.Redact;
using MakingItWork.Rules.Identifiers;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Tests.Redact;

/// <summary>Pictures that older rules released are read again by newer ones. Here the newer rules are a reader that sees more.</summary>
public abstract class ReadAgainTests<TApp>(TApp app)
    where TApp : TestApp, IScripted
{
    private static readonly VipsPictures Pictures = new();

    [Fact]
    public async Task Picture_OfOlderRules_IsCoveredFurtherAndNeverUncovered()
    {
        var picture = TestPictures.Raw(321, 900, 600);
        var first = app.Ocr.Says(picture, "NHS number: 999 000 0018");
        var later = app.Ocr.Says(picture, "Tel: 07700 900123", top: 200, fromReading: 3);
        var report = await ReleasedAsync(picture);
        var before = report.Screenshots.Single();
        await MakeOldAsync(before.Id);
        await app.RunAsync<ReadAgain>();

        var after = (await app.ReportAsync(report.Reference)).Screenshots.Single();
        var full = Pictures.Decode(await FilesOf(app).ReadAsync(after.PictureKey!, CancellationToken.None));
        Assert.True(Painter.Holds(full, [.. first.Skip(2).Concat(later.Skip(1)).Select(word => new Area(word.X, word.Y, word.Width, word.Height))]));
        Assert.Equal((before.CoveredWords + 2, PictureVerdict.Passed), (after.CoveredWords, after.Verdict));
        Assert.All((string[])[before.PictureKey!, before.ThumbnailKey!], key => Assert.False(FilesOf(app).Exists(key)));
        Assert.Equal(IdentifierRules.Number, await VersionAsync(after.Id));
        Assert.Contains("2 more covers", await app.InDatabaseAsync(db => db.AuditEntries.Where(e => e.ReportId == report.Id && e.Act == "picture read again").Select(e => e.Detail).SingleAsync()), StringComparison.Ordinal);

        // by the same rules there is nothing more to do
        await app.RunAsync<ReadAgain>();
        Assert.Equal(after.PictureKey, (await app.ReportAsync(report.Reference)).Screenshots.Single().PictureKey);
    }

    [Fact]
    public async Task Picture_InWhichNewerRulesFindNothing_StaysAsItIs()
    {
        var picture = TestPictures.Raw(322, 900, 600);
        app.Ocr.Says(picture, "Patient: Ottoline Wrenfield");
        var report = await ReleasedAsync(picture);
        var before = report.Screenshots.Single();
        await MakeOldAsync(before.Id);
        await app.RunAsync<ReadAgain>();

        var after = (await app.ReportAsync(report.Reference)).Screenshots.Single();
        Assert.Equal((before.PictureKey, before.CoveredWords), (after.PictureKey, after.CoveredWords));
        Assert.Equal(IdentifierRules.Number, await VersionAsync(after.Id));
    }

    [Fact]
    public async Task Picture_ThatAPersonPassed_IsLeftAlone()
    {
        var picture = TestPictures.Raw(323, 900, 600);
        app.Ocr.Says(picture, "unrcad4ble", top: 200, confidence: 0.4);
        app.Ocr.Says(picture, "Tel: 07700 900123", top: 240, fromReading: 4);
        var report = await SentAsync(picture, ReportStage.Held);
        var id = report.Screenshots.Single().Id;
        Assert.Equal(HeldPictureResult.Done, await app.SendAsync(new DecideHeldPicture(await app.ViewerAsync(Acts.Cambridge), id, Pass: true, [new Area(10, 10, 30, 30)])));
        report = await app.ReachesAsync(report.Reference, ReportStage.AwaitingTriage);
        await MakeOldAsync(id);
        await app.RunAsync<ReadAgain>();

        Assert.Equal(report.Screenshots.Single().PictureKey, (await app.ReportAsync(report.Reference)).Screenshots.Single().PictureKey);
        Assert.Equal(IdentifierRules.Number - 1, await VersionAsync(id));
    }

    [Fact]
    public async Task Picture_BehindOnesThatAreGoneOrCannotBeRead_IsReadInTheFirstNight()
    {
        var reports = new List<Report>();
        foreach (var seed in (int[])[324, 325, 326])
        {
            var picture = TestPictures.Raw(seed, 900, 600);
            app.Ocr.Says(picture, "Patient: Ottoline Wrenfield");
            reports.Add(await ReleasedAsync(picture));
            await MakeOldAsync(reports[^1].Screenshots.Single().Id);
        }
        Guid gone = reports[0].Screenshots.Single().Id, broken = reports[1].Screenshots.Single().Id, sound = reports[2].Screenshots.Single().Id;
        await app.InDatabaseAsync(db => db.Screenshots.Where(s => s.Id == gone).ExecuteUpdateAsync(set => set.SetProperty(s => s.Verdict, PictureVerdict.Removed).SetProperty(s => s.PictureKey, (string?)null)));
        FilesOf(app).Delete(reports[1].Screenshots.Single().PictureKey!);
        await app.InDatabaseAsync(db => db.PictureReadings.Where(r => r.ScreenshotId == gone || r.ScreenshotId == broken).ExecuteUpdateAsync(set => set.SetProperty(r => r.RulesVersion, 0)));

        await app.InScopeAsync(async services =>
        {
            await ActivatorUtilities.CreateInstance<ReadAgain>(services, Options.Create(new RedactOptions { ReadAgainANight = 1 })).RunAsync(CancellationToken.None);
            return true;
        });

        Assert.Equal((0, IdentifierRules.Number), (await VersionAsync(broken), await VersionAsync(sound)));
        // and the reading of the one that is gone goes with the next day
        await app.RunAsync<ForgetOriginals>();
        Assert.Equal([broken, sound], await app.InDatabaseAsync(db => db.PictureReadings.Where(r => r.ScreenshotId == gone || r.ScreenshotId == broken || r.ScreenshotId == sound).OrderBy(r => r.RulesVersion).Select(r => r.ScreenshotId).ToListAsync()));
        await app.InDatabaseAsync(db => db.PictureReadings.Where(r => r.ScreenshotId == broken).ExecuteDeleteAsync());
    }

    private async Task<Report> ReleasedAsync(RawPicture picture) => await SentAsync(picture, ReportStage.AwaitingTriage);

    private async Task<Report> SentAsync(RawPicture picture, ReportStage stage)
    {
        app.Ocr.Says(picture, "Appointments Results Letters Settings Search", top: 300);
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync("", pictures: [Pictures.EncodePng(picture)]);
        return await app.ReachesAsync(sent.Reference, stage);
    }

    private Task<int> MakeOldAsync(Guid picture) => app.InDatabaseAsync(db =>
        db.PictureReadings.Where(r => r.ScreenshotId == picture).ExecuteUpdateAsync(set => set.SetProperty(r => r.RulesVersion, IdentifierRules.Number - 1)));

    private Task<int> VersionAsync(Guid picture) =>
        app.InDatabaseAsync(db => db.PictureReadings.Where(r => r.ScreenshotId == picture).Select(r => r.RulesVersion).SingleAsync());

    private static IFileStore FilesOf(TApp app) => app.Services.GetRequiredService<IFileStore>();
}

[Collection(Apps.ScriptedSqlite)]
public sealed class ReadAgainSqliteTests(ScriptedSqliteApp app) : ReadAgainTests<ScriptedSqliteApp>(app);

[Collection(Apps.ScriptedPostgreSql)]
public sealed class ReadAgainPostgreSqlTests(ScriptedPostgreSqlApp app) : ReadAgainTests<ScriptedPostgreSqlApp>(app);
