using System.Net;
using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Feedback;
using MakingItWork.Tests.TestHost;
using MakingItWork.Triage;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Triage;

/// <summary>Who may see which report, for every role, at every stage.</summary>
public abstract class VisibilityTests(TestApp app)
{
    public static TheoryData<string, ReportStage, bool> Sights
    {
        get
        {
            var sights = new TheoryData<string, ReportStage, bool>();
            foreach (var stage in Enum.GetValues<ReportStage>())
            {
                var redacted = stage is not (ReportStage.Received or ReportStage.Cleaned or ReportStage.Held);
                var released = stage is ReportStage.Approved or ReportStage.Exported;
                sights.Add(Acts.Cambridge, stage, redacted);
                sights.Add(Acts.Birmingham, stage, false);
                sights.Add(Acts.National, stage, redacted);
                sights.Add(Acts.Larkfield, stage, released);
                sights.Add(Acts.Harbour, stage, false);
                sights.Add(Acts.Administrator, stage, false);
            }
            return sights;
        }
    }

    [Theory]
    [MemberData(nameof(Sights))]
    public async Task VisibleTo_EveryRoleAtEveryStage_IsAsWritten(string email, ReportStage stage, bool seen)
    {
        var report = await CambridgeReportAsync(stage);
        var viewer = await app.ViewerAsync(email);
        Assert.Equal(seen, await app.InDatabaseAsync(db => db.Reports.VisibleTo(viewer).AnyAsync(r => r.Id == report)));
        await app.InDatabaseAsync(db => db.Reports.Where(r => r.Id == report).ExecuteDeleteAsync());
    }

    [Fact]
    public async Task VisibleTo_SomebodyWithoutRole_IsNothing()
    {
        var report = await CambridgeReportAsync(ReportStage.Exported);
        var nobody = new Viewer(Guid.NewGuid(), "Nobody", "RGT", null, new HashSet<string>());
        Assert.False(await app.InDatabaseAsync(db => db.Reports.VisibleTo(nobody).AnyAsync()));
        await app.InDatabaseAsync(db => db.Reports.Where(r => r.Id == report).ExecuteDeleteAsync());
    }

    [Theory]
    [InlineData(Acts.Cambridge, HttpStatusCode.OK, "/triage/")]
    [InlineData(Acts.Birmingham, HttpStatusCode.NotFound, "/triage/")]
    [InlineData(Acts.National, HttpStatusCode.OK, "/triage/")]
    [InlineData(Acts.Larkfield, HttpStatusCode.Forbidden, "/not-allowed")]
    [InlineData(Acts.Administrator, HttpStatusCode.Forbidden, "/not-allowed")]
    [InlineData(null, HttpStatusCode.OK, "/sign-in")]
    public async Task TriagePage_OfACambridgeReport_OpensForItsTeamOnly(string? email, HttpStatusCode status, string path)
    {
        var report = await app.TriageableAsync("The scan of the left hand is filed under the right hand.");
        using var visitor = app.Visit();
        if (email is not null)
        {
            await visitor.SignInAsync(email, app.DemoPassword);
        }
        var (answered, at) = await visitor.EndsAtAsync($"/triage/{report.Reference}");
        Assert.StartsWith(path, at, StringComparison.Ordinal);
        Assert.Equal(status, answered);
        if (path != "/triage/" || status != HttpStatusCode.OK)
        {
            Assert.DoesNotContain("left hand", (await visitor.PageAsync($"/triage/{report.Reference}")).Body!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Decide_ByAnotherOrganisation_FindsNothing()
    {
        var report = await app.TriageableAsync("The scan of the right foot is filed under the left foot.");
        foreach (var email in (string[])[Acts.Birmingham, Acts.Larkfield, Acts.Administrator])
        {
            var viewer = await app.ViewerAsync(email);
            Assert.Equal(DecideOutcome.NotFound, (await app.SendAsync(new DecideReport(viewer, report.Reference, Approve: false, null, null, null, "No.", PicturesChecked: true))).Outcome);
            Assert.Null(await app.SendAsync(new ReadReport(viewer, report.Reference)));
        }
        Assert.Equal(ReportStage.AwaitingTriage, (await app.ReportAsync(report.Reference)).Stage);
    }

    [Fact]
    public async Task SupplierHazards_OfAnotherSupplier_AreNotFound()
    {
        var report = await app.TriageableAsync("The stock of a vaccine is shown twice in the morning list.", "Harbour Vaccinations");
        var hazard = await app.InDatabaseAsync(db => db.HazardLinks.Where(l => l.ReportId == report.Id).Select(l => l.Hazard!.Reference).SingleAsync());
        var (harbour, larkfield) = (await app.ViewerAsync(Acts.Harbour), await app.ViewerAsync(Acts.Larkfield));
        Assert.Null(await app.SendAsync(new ReadSupplierHazard(harbour, hazard)));

        await app.ApproveAsync(report.Reference);
        Assert.NotNull(await app.SendAsync(new ReadSupplierHazard(harbour, hazard)));
        Assert.Null(await app.SendAsync(new ReadSupplierHazard(larkfield, hazard)));
        Assert.Contains(await app.SendAsync(new SupplierHazards(harbour)), row => row.Reference == hazard);
        Assert.DoesNotContain(await app.SendAsync(new SupplierHazards(larkfield)), row => row.Reference == hazard);
        Assert.False((await app.SendAsync(new AnswerHazard(larkfield, hazard, SupplierAnswerKind.NotOurs, null, "No."))).Found);
        using var visitor = app.Visit();
        await visitor.SignInAsync(Acts.Larkfield, app.DemoPassword);
        Assert.Equal(HttpStatusCode.NotFound, await visitor.StatusAsync($"/supplier/hazards/{hazard}"));
    }

    [Fact]
    public async Task Forms_SentWithoutTheTokenOfTheirPage_AreRefused()
    {
        var report = await app.TriageableAsync("The second page of the letter belongs to another letter.");
        using var visitor = app.Visit();
        await visitor.SignInAsync(Acts.Cambridge, app.DemoPassword);
        using var content = new FormUrlEncodedContent(new Dictionary<string, string> { ["Reason"] = "Forged from elsewhere." });
        using var answer = await visitor.Http.PostAsync(new Uri($"/triage/{report.Reference}?handler=Reject", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(ReportStage.AwaitingTriage, (await app.ReportAsync(report.Reference)).Stage);
    }

    private Task<Guid> CambridgeReportAsync(ReportStage stage) => app.InDatabaseAsync(async db =>
    {
        var report = new Report
        {
            Reference = References.New("R"),
            SubmittedAt = app.Clock.GetUtcNow(),
            FollowUpHash = Guid.NewGuid().ToString("N"),
            Fingerprint = "",
            Role = ReporterRole.Nurse,
            OrganisationCode = "RGT",
            ProductId = await db.Products.Where(p => p.Name == "Larkfield Screening").Select(p => p.Id).SingleAsync(),
        };
        db.Reports.Add(report);
        db.Entry(report).Property(r => r.Stage).CurrentValue = stage;
        // parked, so that nothing works on what has no words
        report.Work.ParkedAt = app.Clock.GetUtcNow();
        await db.SaveChangesAsync();
        return report.Id;
    });
}

[Collection(Apps.QuietSqlite)]
public sealed class VisibilitySqliteTests(QuietSqliteApp app) : VisibilityTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class VisibilityPostgreSqlTests(QuietPostgreSqlApp app) : VisibilityTests(app);
