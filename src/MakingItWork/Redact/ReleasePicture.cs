using MakingItWork.Capture;
using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Pictures;
using MakingItWork.Rules.Identifiers;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Redact;

/// <summary>
/// The one way a picture leaves Redact: its copies are proved where they lie in the store, or they are deleted and the
/// picture waits for a person. The verdict is recorded either way, to be saved by the caller.
/// </summary>
public sealed class ReleasePicture(ReportsDb db, IFileStore files, IPictures pictures, RedactPicture redact, TimeProvider clock)
{
    public const string PictureArea = "pictures";
    public const string ThumbnailArea = "thumbnails";
    private const int LongestReason = 500;

    /// <returns>True when the picture may be shown; the clean copy is then nobody's any more.</returns>
    public async Task<bool> ByMachineAsync(Screenshot screenshot, CancellationToken cancel)
    {
        var result = await RunAsync(screenshot, (picture, keep) => redact.ByMachineAsync(picture, screenshot.Notes, keep, cancel), cancel);
        await RecordAsync(screenshot, result, result.Covers, byPerson: false, cancel);
        if (result.Passed)
        {
            screenshot.PassedBy = $"{result.Engine}, {IdentifierRules.Version}";
        }
        else
        {
            screenshot.Verdict = PictureVerdict.NeedsPerson;
            var why = string.Join(' ', result.Why);
            screenshot.VerdictReason = why[..Math.Min(LongestReason, why.Length)];
        }
        return result.Passed;
    }

    /// <param name="proposed">What the machine had proposed to cover.</param>
    /// <param name="leftOpen">What of that the person has taken off.</param>
    public async Task<RedactedPicture> ByPersonAsync(
        Screenshot screenshot, IReadOnlyList<Cover> covers, IReadOnlyList<Cover> proposed, IReadOnlyList<Cover> leftOpen, string person, CancellationToken cancel)
    {
        var result = await RunAsync(screenshot, (picture, keep) => redact.ByPersonAsync(picture, covers, leftOpen, keep, cancel), cancel);
        // until they pass it, a person's own covers travel with their page, and what is stored is what the machine proposes
        await RecordAsync(screenshot, result, result.Passed ? result.Covers : [.. proposed, .. result.StillFound], byPerson: result.Passed, cancel);
        if (result.Passed)
        {
            screenshot.PassedBy = $"{person}, by eye";
        }
        return result;
    }

    /// <summary>
    /// Reads a released picture by newer rules and covers more of it. One that identifies somebody and cannot be covered
    /// for sure is taken out: it must not stay where it is.
    /// </summary>
    public async Task AgainAsync(Screenshot screenshot, CancellationToken cancel)
    {
        var reading = await db.PictureReadings.SingleAsync(r => r.ScreenshotId == screenshot.Id, cancel);
        var before = reading.Findings().Covers;
        var result = await RunAsync(screenshot, (picture, keep) => redact.AgainAsync(picture, before, keep, cancel), cancel);
        if (result.Proof == ProofOutcome.NotMade)
        {
            // nothing more to cover: what was recorded stands, by newer rules
            (reading.RulesVersion, reading.ReadAt) = (IdentifierRules.Number, clock.GetUtcNow());
            return;
        }
        if (result.Passed)
        {
            screenshot.PassedBy = $"{result.Engine}, {IdentifierRules.Version}";
        }
        else
        {
            screenshot.Verdict = PictureVerdict.Removed;
            screenshot.VerdictReason = "A later check found what may identify somebody in this picture and could not cover it for sure.";
            screenshot.PictureKey = null;
            screenshot.ThumbnailKey = null;
            screenshot.KnownWords = null;
        }
        db.MarkChanged(screenshot.ReportId, clock.GetUtcNow());
        await RecordAsync(screenshot, result, result.Covers, byPerson: false, cancel);
    }

    private async Task<RedactedPicture> RunAsync(Screenshot screenshot, Func<RawPicture, KeepCopy, Task<RedactedPicture>> work, CancellationToken cancel)
    {
        using var turn = await LargePictures.TurnAsync(screenshot, cancel);
        var picture = pictures.Decode(await files.ReadAsync((screenshot.CleanKey ?? screenshot.PictureKey)!, cancel));
        var copies = new Copies(files);
        RedactedPicture? result = null;
        try
        {
            result = await work(picture, copies.KeepAsync);
        }
        finally
        {
            if (result is not { Passed: true })
            {
                copies.Delete();
            }
        }
        if (result.Passed)
        {
            screenshot.PictureKey = copies.Full;
            screenshot.ThumbnailKey = copies.Thumbnail;
            screenshot.CoveredWords = result.Covers.Count;
            screenshot.KnownWords = result.KnownWords;
            screenshot.Verdict = PictureVerdict.Passed;
            screenshot.VerdictReason = null;
            screenshot.CleanKey = null;
        }
        return result;
    }

    private async Task RecordAsync(Screenshot screenshot, RedactedPicture result, IReadOnlyList<Cover> covers, bool byPerson, CancellationToken cancel)
    {
        var reading = await db.PictureReadings.FindAsync([screenshot.Id], cancel);
        if (reading is null)
        {
            reading = new PictureReading
            {
                ScreenshotId = screenshot.Id, Engine = "", RulesVersion = 0, ReadAt = default, ReadMilliseconds = 0, Proof = default, Proofs = 0, ProofMilliseconds = 0, Packed = [],
            };
            db.PictureReadings.Add(reading);
        }
        reading.Engine = result.Engine;
        reading.RulesVersion = IdentifierRules.Number;
        reading.ReadAt = clock.GetUtcNow();
        reading.ReadMilliseconds = (int)result.ReadTook.TotalMilliseconds;
        reading.ByPerson = byPerson;
        reading.Proof = result.Proof;
        reading.Proofs = result.Proofs;
        reading.ProofMilliseconds = (int)result.ProofTook.TotalMilliseconds;
        reading.Packed = new PictureFindings(covers, result.Words).Pack();
    }

    /// <summary>The copies of one picture in the store; each new one takes the place of the one before.</summary>
    private sealed class Copies(IFileStore files)
    {
        public string? Full { get; private set; }

        public string? Thumbnail { get; private set; }

        public async Task<byte[]> KeepAsync(PictureCopy copy, byte[] png, CancellationToken cancel)
        {
            var stored = await files.SaveAsync(copy == PictureCopy.Full ? PictureArea : ThumbnailArea, new MemoryStream(png), long.MaxValue, cancel);
            var before = copy == PictureCopy.Full ? Full : Thumbnail;
            if (before is not null)
            {
                files.Delete(before);
            }
            (Full, Thumbnail) = copy == PictureCopy.Full ? (stored.Key, Thumbnail) : (Full, stored.Key);
            return await files.ReadAsync(stored.Key, cancel);
        }

        public void Delete()
        {
            foreach (var key in (string?[])[Full, Thumbnail])
            {
                if (key is not null)
                {
                    files.Delete(key);
                }
            }
        }
    }
}
