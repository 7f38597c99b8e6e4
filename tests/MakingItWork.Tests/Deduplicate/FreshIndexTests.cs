using MakingItWork.Capture;
using MakingItWork.Deduplicate.Index;
using MakingItWork.Plumbing.Pictures;
using MakingItWork.Redact;
using MakingItWork.Rules.Duplicates;
using MakingItWork.Rules.Identifiers;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Deduplicate;

/// <summary>The index follows a report whose words or pictures change, whatever happens between, and one that fails holds up no other.</summary>
public abstract class FreshIndexTests<TApp>(TApp app)
    where TApp : TestApp, IScripted
{
    private static readonly VipsPictures Pictures = new();

    [Fact]
    public async Task PictureTakenOut_LeavesTheIndexWithTheNextRun()
    {
        var report = await WithPictureAsync(881);
        Assert.Single((await PrintAsync(report.Id)).Pictures);

        Assert.True(await app.SendAsync(new TakePictureOut(await app.ViewerAsync(Acts.Cambridge), report.Screenshots.Single().Id)));
        Assert.True(await WaitsAsync(report.Id));
        await app.RunAsync<IndexAgain>();
        Assert.Empty((await PrintAsync(report.Id)).Pictures);
        Assert.False(await WaitsAsync(report.Id));

        var number = await NumberAsync(report.Id);
        await app.RunAsync<IndexAgain>();
        Assert.Equal(number, await NumberAsync(report.Id));
    }

    [Fact]
    public async Task WordsMaskedAfterTheDecision_LeaveTheIndexWithTheNextRun()
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync("The bilirubin graph of Tuesday shows the zebrafinch of another baby.");
        var report = await app.ReachesAsync(sent.Reference, ReportStage.AwaitingTriage);
        await app.ApproveAsync(sent.Reference);
        var word = TextPrint.Of("zebrafinch").Words.Single();
        Assert.Contains(word, (await PrintAsync(report.Id)).Text.Words);

        var corrected = await app.SendAsync(new CorrectText(await app.ViewerAsync(Acts.Cambridge), sent.Reference, [], [], "zebrafinch", IdentifierKind.PersonName));
        Assert.Equal(CorrectTextOutcome.Done, corrected.Outcome);
        await app.RunAsync<IndexAgain>();
        Assert.DoesNotContain(word, (await PrintAsync(report.Id)).Text.Words);
        Assert.False(await WaitsAsync(report.Id));
    }

    [Fact]
    public async Task ReportThatCannotBeIndexed_IsTriedLaterAndHoldsUpNoOther()
    {
        var (broken, sound) = (await WithPictureAsync(882), await WithPictureAsync(883));
        await File.WriteAllBytesAsync(app.PathOf(broken.Screenshots.Single().PictureKey!), [1, 2, 3]);
        await app.InDatabaseAsync(async db =>
        {
            db.MarkChanged(broken.Id, DateTimeOffset.UtcNow.AddHours(-2));
            db.MarkChanged(sound.Id, DateTimeOffset.UtcNow.AddHours(-1));
            return await db.SaveChangesAsync();
        });
        await app.RunAsync<IndexAgain>();
        Assert.False(await WaitsAsync(sound.Id));
        Assert.True(await WaitsAsync(broken.Id));
        var trouble = await TroubleAsync();
        Assert.Equal(1, trouble!.Attempts);
        Assert.InRange(trouble.NextAt, DateTimeOffset.UtcNow.AddMinutes(1), DateTimeOffset.UtcNow.AddHours(1));

        await app.RunAsync<IndexAgain>();
        Assert.Equal(1, (await TroubleAsync())!.Attempts);
        await app.InDatabaseAsync(db => db.IndexTroubles.ExecuteUpdateAsync(set => set.SetProperty(t => t.NextAt, DateTimeOffset.UtcNow.AddHours(-1))));
        await app.RunAsync<IndexAgain>();
        Assert.Equal(2, (await TroubleAsync())!.Attempts);

        // its picture goes, and with it the trouble
        await app.SendAsync(new TakePictureOut(await app.ViewerAsync(Acts.Cambridge), broken.Screenshots.Single().Id));
        await app.InDatabaseAsync(db => db.IndexTroubles.ExecuteUpdateAsync(set => set.SetProperty(t => t.NextAt, DateTimeOffset.UtcNow.AddHours(-1))));
        await app.RunAsync<IndexAgain>();
        Assert.Null(await TroubleAsync());
        Assert.False(await WaitsAsync(broken.Id));

        Task<IndexTrouble?> TroubleAsync() => app.InDatabaseAsync(db => db.IndexTroubles.AsNoTracking().SingleOrDefaultAsync(t => t.ReportId == broken.Id));
    }

    private async Task<Report> WithPictureAsync(int seed)
    {
        var picture = TestPictures.Raw(seed, 900, 600);
        app.Ocr.Says(picture, "Patient: Ottoline Wrenfield NHS number: 999 000 0018");
        app.Ocr.Says(picture, "Allergies Penicillin severe warning wibblefrotz", top: 200);
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync("", pictures: [Pictures.EncodePng(picture)]);
        return await app.ReachesAsync(sent.Reference, ReportStage.AwaitingTriage);
    }

    private Task<bool> WaitsAsync(Guid report) => app.InDatabaseAsync(db => db.ReportChanges.AnyAsync(c => c.ReportId == report));

    private Task<long> NumberAsync(Guid report) => app.InDatabaseAsync(db => db.IndexedReports.Where(r => r.ReportId == report).Select(r => r.Number).SingleAsync());

    private async Task<ReportPrint> PrintAsync(Guid report) => ReportPrint.Unpack(await app.InDatabaseAsync(db => db.IndexedReports.Where(r => r.ReportId == report).Select(r => r.Print).SingleAsync()))!;
}

[Collection(Apps.ScriptedSqlite)]
public sealed class FreshIndexSqliteTests(ScriptedSqliteApp app) : FreshIndexTests<ScriptedSqliteApp>(app);

[Collection(Apps.ScriptedPostgreSql)]
public sealed class FreshIndexPostgreSqlTests(ScriptedPostgreSqlApp app) : FreshIndexTests<ScriptedPostgreSqlApp>(app);
