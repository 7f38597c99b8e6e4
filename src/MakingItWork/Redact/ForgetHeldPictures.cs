using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Plumbing.Web;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Redact;

/// <summary>
/// Deletes held pictures on which nobody has decided in time. Their reports go on without them: the reporter and the
/// safety team read why.
/// </summary>
public sealed class ForgetHeldPictures(
    ReportsDb db, IFileStore files, IJobEngine engine, IOptions<RedactOptions> options, TimeProvider clock) : IRecurringJob
{
    public async Task RunAsync(CancellationToken cancel)
    {
        var days = options.Value.KeepHeldDays;
        var due = await db.HeldBefore(clock.GetUtcNow().AddDays(-days)).OrderBy(r => r.StageSince).Select(r => r.Id).ToListAsync(cancel);
        foreach (var id in due)
        {
            await ForgetAsync(id, days, cancel);
            db.ChangeTracker.Clear();
        }
        await db.LeaveNoTraceAsync(cancel);
    }

    private async Task ForgetAsync(Guid id, int days, CancellationToken cancel)
    {
        var report = await db.Reports.Include(r => r.Screenshots).SingleAsync(r => r.Id == id, cancel);
        if (report.Stage != ReportStage.Held)
        {
            return;
        }
        var gone = new List<string?>();
        foreach (var screenshot in report.Screenshots.Where(s => s.Verdict == PictureVerdict.NeedsPerson))
        {
            gone.Add(screenshot.CleanKey);
            screenshot.Verdict = PictureVerdict.Removed;
            screenshot.VerdictReason = $"It was deleted because nobody had checked it for patient details within {days.CountOf("day")}.";
            screenshot.CleanKey = null;
            db.Record(clock, null, "held picture deleted", report.Id, $"Picture {screenshot.Position}, after {days.CountOf("day")}");
        }
        report.Move(ReportStage.Held, ReportStage.Redacted, clock.GetUtcNow());
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            // a redactor decided at this very moment: the decision stands
            return;
        }
        // No row names the files any more. If the process dies here, the daily clearing of unnamed files deletes them.
        gone.OfType<string>().ToList().ForEach(files.Delete);
        engine.Enqueue(report.Id);
    }
}
