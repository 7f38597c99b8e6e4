using MakingItWork.Capture;
using MakingItWork.Redact;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Tests.TestHost;
using MakingItWork.Triage;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Triage;

/// <summary>Machines miss identifiers: a person looks at every picture before it is released, and may take it out.</summary>
public abstract class PicturesInTriageTests(TestApp app)
{
    [Fact]
    public async Task Approve_OfPicturesNobodyChecked_IsNotDone()
    {
        var report = await WithPictureAsync(51);
        var cambridge = await app.ViewerAsync(Acts.Cambridge);
        var decision = new DecideReport(cambridge, report.Reference, Approve: true, "3.3", Severity.Minor, Likelihood.Low, null, PicturesChecked: false);
        Assert.Equal(["PicturesChecked"], (await app.SendAsync(decision)).Errors.Keys);
        Assert.Equal(DecideOutcome.Done, (await app.SendAsync(decision with { PicturesChecked = true })).Outcome);
    }

    [Fact]
    public async Task TakePictureOut_ByItsTeam_DeletesItsFiles()
    {
        var report = await WithPictureAsync(52);
        var picture = report.Screenshots.Single();
        Assert.False(await app.SendAsync(new TakePictureOut(await app.ViewerAsync(Acts.Birmingham), picture.Id)));
        Assert.False(await app.SendAsync(new TakePictureOut(await app.ViewerAsync(Acts.Larkfield), picture.Id)));
        var cambridge = await app.ViewerAsync(Acts.Cambridge);
        Assert.True(await app.SendAsync(new TakePictureOut(cambridge, picture.Id)));
        Assert.False(await app.SendAsync(new TakePictureOut(cambridge, picture.Id)));

        Assert.All((string[])[picture.PictureKey!, picture.ThumbnailKey!], key => Assert.False(File.Exists(Path.Combine(app.DataFolder, "files", key))));
        Assert.Equal(PictureVerdict.Removed, (await app.ReportAsync(report.Reference)).Screenshots.Single().Verdict);
        Assert.True(await app.InDatabaseAsync(db => db.AuditEntries.AnyAsync(e => e.ReportId == report.Id && e.Act == "picture taken out" && e.PersonId == cambridge.PersonId)));
        await app.ApproveAsync(report.Reference);
    }

    private async Task<Report> WithPictureAsync(int seed)
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync("", pictures: [TestPictures.Png(seed)]);
        var report = await app.ReportAsync(sent.Reference);
        await app.WakeAsync(report.Id);
        await app.SendAsync(new DecideHeldPicture(await app.ViewerAsync(Acts.Cambridge), report.Screenshots.Single().Id, Pass: true, []));
        await app.WakeAsync(report.Id);
        return await app.ReportAsync(sent.Reference);
    }
}

[Collection(Apps.QuietSqlite)]
public sealed class PicturesInTriageSqliteTests(QuietSqliteApp app) : PicturesInTriageTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class PicturesInTriagePostgreSqlTests(QuietPostgreSqlApp app) : PicturesInTriageTests(app);
