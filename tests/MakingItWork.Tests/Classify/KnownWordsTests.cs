using MakingItWork.Capture;
using MakingItWork.Plumbing.Pictures;
using MakingItWork.Redact;
using MakingItWork.Tests.TestHost;

namespace MakingItWork.Tests.Classify;

/// <summary>Of what a picture says, only words of a fixed list outlive the work on it, and only while it is shown.</summary>
public abstract class KnownWordsTests<TApp>(TApp app)
    where TApp : TestApp, IScripted
{
    private static readonly VipsPictures Pictures = new();

    [Fact]
    public async Task KnownWords_OfAReleasedPicture_AreOfTheListAndGoWithIt()
    {
        var picture = TestPictures.Raw(671, 900, 600);
        app.Ocr.Says(picture, "Patient: Ottoline Wrenfield NHS number: 999 000 0018");
        app.Ocr.Says(picture, "Allergies Penicillin severe warning wibblefrotz", top: 200);
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync("", pictures: [Pictures.EncodePng(picture)]);
        var shown = (await app.ReachesAsync(sent.Reference, ReportStage.AwaitingTriage)).Screenshots.Single();
        var words = shown.KnownWords!.Split(' ');
        Assert.Equal(words.Order(StringComparer.Ordinal), words);
        Assert.Contains("penicillin", words);
        Assert.Contains("warning", words);
        Assert.DoesNotContain("wibblefrotz", words);
        Assert.All(words, word => Assert.DoesNotMatch("wren|ottoline|[0-9]", word));

        Assert.True(await app.SendAsync(new TakePictureOut(await app.ViewerAsync(Acts.Cambridge), shown.Id)));
        var gone = (await app.ReportAsync(sent.Reference)).Screenshots.Single();
        Assert.Null(gone.KnownWords);
    }
}

[Collection(Apps.ScriptedSqlite)]
public sealed class KnownWordsSqliteTests(ScriptedSqliteApp app) : KnownWordsTests<ScriptedSqliteApp>(app);

[Collection(Apps.ScriptedPostgreSql)]
public sealed class KnownWordsPostgreSqlTests(ScriptedPostgreSqlApp app) : KnownWordsTests<ScriptedPostgreSqlApp>(app);
