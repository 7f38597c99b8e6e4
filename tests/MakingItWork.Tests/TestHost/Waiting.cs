using MakingItWork.Capture;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.TestHost;

public static class Waiting
{
    /// <summary>Waits until a report stands at a stage; fails with the stage it stood at instead.</summary>
    public static async Task<Report> ReachesAsync(this TestApp app, string reference, ReportStage stage, int seconds = 60)
    {
        var until = DateTime.UtcNow.AddSeconds(seconds);
        while (true)
        {
            var report = await app.InDatabaseAsync(db => db.Reports.AsNoTracking().Include(r => r.Screenshots).SingleAsync(r => r.Reference == reference));
            if (report.Stage == stage)
            {
                return report;
            }
            if (DateTime.UtcNow > until)
            {
                Assert.Fail($"Report {reference} is at {report.Stage} (parked: {report.Work.ParkedWhy ?? "no"}), not at {stage}, after {seconds} s. The log says:\n{string.Join('\n', app.Logs.Lines.Where(line => line.StartsWith("Warning", StringComparison.Ordinal) || line.StartsWith("Error", StringComparison.Ordinal)).TakeLast(5).Select(line => line.Split(Environment.NewLine)[0]))}");
            }
            await Task.Delay(100);
        }
    }
}
