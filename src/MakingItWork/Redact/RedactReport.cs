using MakingItWork.Capture;
using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Ocr;
using MakingItWork.Plumbing.Pictures;
using MakingItWork.Rules.Identifiers;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Redact;

/// <summary>
/// Cleaned → Redacted, or Held when a person must look: masks identifiers in the words, and paints out
/// the words of a picture that identify somebody.
/// </summary>
public sealed class RedactReport(
    ReportsDb db, IFileStore files, IPictures pictures, IOcr ocr, OriginalSeal seal, ReleasePicture release, TimeProvider clock) : IReportJob
{
    public async Task RunAsync(Guid reportId, CancellationToken cancel)
    {
        var report = await db.Reports.Include(r => r.Screenshots).SingleAsync(r => r.Id == reportId, cancel);
        if (report.Stage != ReportStage.Cleaned)
        {
            return;
        }
        MaskTexts(report, seal.Open(await db.ReportOriginals.SingleAsync(o => o.ReportId == reportId, cancel)));
        var done = new List<string>();
        foreach (var screenshot in report.Screenshots.Where(s => s.Verdict == PictureVerdict.NotRead && s.CleanKey is not null))
        {
            if (!ocr.Available)
            {
                screenshot.Verdict = PictureVerdict.NeedsPerson;
                screenshot.VerdictReason = "No text recognition is installed, so a person must look at this picture.";
                continue;
            }
            done.Add(screenshot.CleanKey!);
            await CoverAsync(screenshot, cancel);
        }
        var held = report.Screenshots.Any(s => s.Verdict == PictureVerdict.NeedsPerson);
        report.Move(ReportStage.Cleaned, held ? ReportStage.Held : ReportStage.Redacted, clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        // Released copies are saved; the ones that still show everything go.
        done.ForEach(files.Delete);
    }

    private async Task CoverAsync(Screenshot screenshot, CancellationToken cancel)
    {
        using var turn = await LargePictures.TurnAsync(screenshot, cancel);
        var picture = pictures.Decode(await files.ReadAsync(screenshot.CleanKey!, cancel));
        var words = ocr.Read(picture, cancel)
            .Select(word => new ScreenWord(word.Text, word.X, word.Y, word.Width, word.Height, word.Confidence, word.Line))
            .ToList();
        var covered = ScreenIdentifiers.Find(words).Select(found => words[found.Index]).ToList();
        var boxes = covered.Select(word => new Box(word.X, word.Y, word.Width, word.Height)).ToList();
        await release.AsAsync(screenshot, picture, boxes, $"{ocr.Engine}, {IdentifierRules.Version}", cancel);
    }

    private static void MaskTexts(Report report, OriginalTexts original)
    {
        report.Description = TextMask.Fit(original.Description, SubmitReportRules.DescriptionLength * 2);
        report.Unit = TextMask.Fit(original.Unit, SubmitReportRules.ShortTextLength);
        report.OrganisationText = TextMask.Fit(original.OrganisationText, SubmitReportRules.ShortTextLength);
        report.ProductText = TextMask.Fit(original.ProductText, SubmitReportRules.ShortTextLength);
        report.ProductVersion = TextMask.Fit(original.ProductVersion, SubmitReportRules.VersionLength);
    }
}
