using MakingItWork.Capture;
using MakingItWork.Classify;
using MakingItWork.Directory;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Tests.TestHost;
using MakingItWork.Triage.Queues;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Triage.Queues;

/// <summary>Reports that wait, made in the database without a journey, for tests that need many of them.</summary>
internal static class QueueFixtures
{
    public static async Task<Viewer> TriagerOfAsync(this TestApp app, string organisation) =>
        (await app.ViewerAsync(Acts.Cambridge)) with { OrganisationCode = organisation };

    public static Task<Report> WaitingAsync(
        this TestApp app, string organisation, DegreeOfHarm harm, TimeSpan ago, bool urgent = false, string? unit = null, bool row = true, ReportStage stage = ReportStage.AwaitingTriage) =>
        app.InDatabaseAsync(async db =>
        {
            var report = new Report
            {
                Reference = References.New("R"),
                SubmittedAt = app.Clock.GetUtcNow() - ago,
                FollowUpHash = Guid.NewGuid().ToString("N"),
                Fingerprint = "",
                Role = ReporterRole.Nurse,
                OrganisationCode = organisation,
                DegreeOfHarm = harm,
                Unit = unit,
                Description = "The list shows the wrong day.",
                ProductId = await db.Products.Where(p => p.Name == "Larkfield Screening").Select(p => p.Id).SingleAsync(),
            };
            db.Reports.Add(report.Begin());
            db.Entry(report).Property(r => r.Stage).CurrentValue = stage;
            db.Entry(report).Property(r => r.StageSince).CurrentValue = app.Clock.GetUtcNow();
            report.Work.ParkedAt = app.Clock.GetUtcNow();
            if (urgent)
            {
                db.UrgentReports.Add(new UrgentReport { ReportId = report.Id, Reason = "It may be happening now.", Evidence = "", RaisedAt = app.Clock.GetUtcNow(), MessageId = Guid.NewGuid().ToString(), Alert = AlertState.NoAddress });
            }
            await db.SaveChangesAsync();
            if (row)
            {
                await QueueRows.RefreshAsync(db, app.Clock, report.Id, CancellationToken.None);
            }
            return report;
        });

    public static Task<QueueRow?> RowAsync(this TestApp app, Guid report) => app.InDatabaseAsync(db => db.QueueRows.AsNoTracking().SingleOrDefaultAsync(r => r.ReportId == report));
}
