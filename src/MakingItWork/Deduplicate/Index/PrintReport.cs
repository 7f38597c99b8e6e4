using MakingItWork.Capture;
using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Pictures;
using MakingItWork.Redact;
using MakingItWork.Rules.Duplicates;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Deduplicate.Index;

/// <summary>Makes the print of a stored report, from its masked words and its released pictures only.</summary>
public sealed class PrintReport(ReportsDb db, IFileStore files, IPictures pictures, ILogger<PrintReport> log)
{
    public async Task<ReportPrint> OfAsync(Report report, CancellationToken cancel)
    {
        List<PicturePrint> prints = [];
        foreach (var screenshot in report.Screenshots.Where(s => s is { Verdict: PictureVerdict.Passed, PictureKey: not null }).OrderBy(s => s.Position))
        {
            if (await PictureAsync(screenshot, cancel) is { } print)
            {
                prints.Add(print);
            }
        }
        var type = await db.Suggestions.Where(s => s.ReportId == report.Id && s.Rank == 1 && !s.NotSure).Select(s => s.Code).FirstOrDefaultAsync(cancel);
        return ReportPrint.Of(report.Description, prints, ProductKey(report.ProductId, report.ProductText), report.ProductVersion, report.Screen, type);
    }

    /// <summary>The product as a key: the listed one, or the words for one that is not listed.</summary>
    public static string? ProductKey(Guid? product, string? words) => product?.ToString("N") ?? words;

    private async Task<PicturePrint?> PictureAsync(Screenshot screenshot, CancellationToken cancel)
    {
        if (!pictures.Available)
        {
            return null;
        }
        using var turn = await LargePictures.TurnAsync(screenshot, cancel);
        try
        {
            return pictures.Print(pictures.Decode(await files.ReadAsync(screenshot.PictureKey!, cancel)));
        }
        catch (Exception trouble) when (trouble is FileNotFoundException or UnreadablePictureException)
        {
            // the report is compared by the rest of it
            log.LogWarning("Picture {PictureId} could not be read to compare it: {Trouble}.", screenshot.Id, trouble.GetType().Name);
            return null;
        }
    }
}

public static class PicturePrints
{
    /// <summary>The print of a picture.</summary>
    public static PicturePrint Print(this IPictures pictures, RawPicture picture)
    {
        var (width, height) = PicturePrint.SizeFor(picture.Width, picture.Height);
        return PicturePrint.Of(pictures.Grey(picture, width, height), width, height);
    }
}
