using MakingItWork.Capture;
using MakingItWork.Plumbing.Files;
using MakingItWork.Rules.Identifiers;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Redact;

/// <summary>
/// Cleaned → Redacted, or Held when a person must look: masks identifiers in the words, and paints out
/// the words of a picture that identify somebody.
/// </summary>
public sealed class RedactReport(ReportsDb db, IFileStore files, OriginalSeal seal, ReleasePicture release, IReadMaskedWords words, TimeProvider clock) : IReportJob
{
    public async Task RunAsync(Guid reportId, CancellationToken cancel)
    {
        var report = await db.Reports.Include(r => r.Screenshots).SingleAsync(r => r.Id == reportId, cancel);
        if (report.Stage != ReportStage.Cleaned)
        {
            return;
        }
        MaskTexts(report, seal.Open(await db.ReportOriginals.SingleAsync(o => o.ReportId == reportId, cancel)));
        // before the pictures: what the words say may not wait for them
        await words.ReadAsync(report, cancel);
        var done = new List<string>();
        foreach (var screenshot in report.Screenshots.Where(s => s.Verdict == PictureVerdict.NotRead && s.CleanKey is not null))
        {
            var clean = screenshot.CleanKey!;
            if (await release.ByMachineAsync(screenshot, cancel))
            {
                done.Add(clean);
            }
        }
        var held = report.Screenshots.Any(s => s.Verdict == PictureVerdict.NeedsPerson);
        report.Move(ReportStage.Cleaned, held ? ReportStage.Held : ReportStage.Redacted, clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        // Released copies are saved; the ones that still show everything go.
        done.ForEach(files.Delete);
    }

    private static void MaskTexts(Report report, OriginalTexts original)
    {
        foreach (var field in ReportText.All)
        {
            field.Set(report, TextMask.Fit(field.Typed(original), field.Limit));
        }
    }
}
