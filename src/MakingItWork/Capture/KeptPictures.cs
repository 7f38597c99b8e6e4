using System.Security.Cryptography;
using System.Text.Json;
using MakingItWork.Plumbing.Files;
using MakingItWork.Store;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Capture;

/// <summary>
/// Pictures that were taken while something else on the page was wrong: they lie in the store, and the page carries
/// what is known of them in a sealed field, so that nobody has to choose them again.
/// </summary>
public sealed class KeptPictures(IDataProtectionProvider protection, IFileStore files, ReportsDb db, TimeProvider clock)
{
    /// <summary>Shorter than the day after which uploads that no report names are discarded.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(23);

    private readonly ITimeLimitedDataProtector protector =
        protection.CreateProtector("MakingItWork.KeptPictures.v1").ToTimeLimitedDataProtector();

    /// <summary>The pictures, and until when the first of them is kept.</summary>
    public sealed record Held(IReadOnlyList<UploadedPicture> Pictures, DateTimeOffset Until);

    public Held None => new([], clock.GetUtcNow() + Kept);

    public string Seal(Held held) => held.Pictures.Count == 0 ? "" : protector.Protect(JsonSerializer.Serialize(held.Pictures), held.Until);

    /// <returns>Null when the field was changed, or its time is over.</returns>
    public Held? Open(string? field)
    {
        if (string.IsNullOrEmpty(field))
        {
            return None;
        }
        try
        {
            return new Held(JsonSerializer.Deserialize<List<UploadedPicture>>(protector.Unprotect(field, out var until)) ?? [], until);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>
    /// Those that a new report may still take. One that an earlier report took is that report's: its file is deleted as
    /// soon as that report has been prepared.
    /// </summary>
    public async Task<IReadOnlyList<UploadedPicture>> FreeAsync(IReadOnlyList<UploadedPicture> pictures, string? idempotencyKey, CancellationToken cancel)
    {
        if (pictures.Count == 0 || await db.Reports.AnyAsync(r => r.IdempotencyKey != null && r.IdempotencyKey == idempotencyKey, cancel))
        {
            // sent before under this key: the answer will be the earlier report, and nothing is saved
            return pictures;
        }
        var taken = await TakenAsync(pictures, cancel);
        return [.. pictures.Where(picture => !taken.Contains(picture.Key) && files.Exists(picture.Key))];
    }

    /// <summary>Deletes pictures that the sender does not want after all, but none that a report has taken.</summary>
    public async Task DropAsync(IReadOnlyList<UploadedPicture> pictures, CancellationToken cancel)
    {
        if (pictures.Count == 0)
        {
            return;
        }
        var taken = await TakenAsync(pictures, cancel);
        foreach (var picture in pictures.Where(picture => !taken.Contains(picture.Key)))
        {
            files.Delete(picture.Key);
        }
    }

    private async Task<IReadOnlyList<string?>> TakenAsync(IReadOnlyList<UploadedPicture> pictures, CancellationToken cancel)
    {
        var keys = pictures.Select(picture => picture.Key).ToList();
        return await db.Screenshots.Where(s => s.UploadKey != null && keys.Contains(s.UploadKey)).Select(s => s.UploadKey).ToListAsync(cancel);
    }
}
