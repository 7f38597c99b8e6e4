using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Capture;

/// <summary>The free texts as they were typed, encrypted. Only Redact opens them.</summary>
public sealed class ReportOriginal
{
    public Guid ReportId { get; init; }
    public required byte[] Sealed { get; init; }
    /// <summary>What a redactor changed in the masks: places in the texts as JSON, never words.</summary>
    public string? Corrections { get; set; }
}

/// <summary>The free texts of a report before masking.</summary>
public sealed record OriginalTexts(
    string? Description, string? Unit, string? OrganisationText, string? ProductText, string? ProductVersion, string? Screen = null);

public static class ReportOriginals
{
    /// <summary>Deletes the words as they were typed, of a report that was taken back.</summary>
    public static Task ForgetOriginalAsync(this ReportsDb db, Guid reportId, CancellationToken cancel) =>
        db.ReportOriginals.Where(o => o.ReportId == reportId).ExecuteDeleteAsync(cancel);
}
