using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MakingItWork.Capture;
using MakingItWork.Classify;
using MakingItWork.Deduplicate;
using MakingItWork.Directory;
using MakingItWork.Plumbing.Web;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Keyboard;

/// <summary>
/// What somebody saw of a report when they opened it, as marks that tell nothing by themselves. Sent along with a decision,
/// they show what has changed in between.
/// </summary>
/// <param name="At">When the page was made.</param>
public sealed record SeenReport(DateTimeOffset At, string Hazard, string Words, string Pictures, string Urgency, string Suggestions)
{
    public static SeenReport Of(
        DateTimeOffset at, Report report, Guid? hazard, UrgentReport? urgent, IEnumerable<Suggestion> suggestions) => new(
        at,
        Mark(hazard?.ToString()),
        Mark(report.Description, report.Unit, report.OrganisationText, report.ProductText, report.ProductVersion, report.Screen),
        Mark([.. report.Screenshots.Where(s => s.Verdict == PictureVerdict.Passed).Select(s => s.PictureKey).Order(StringComparer.Ordinal)]),
        Mark(urgent?.Verdict?.ToString(), urgent?.VerdictAt?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)),
        Mark([.. suggestions.OrderBy(s => s.Rank).Select(s => s.Code)]));

    public static SeenReport Of(DateTimeOffset at, ReportToTriage shown) => Of(at, shown.Report, shown.Link?.HazardId, shown.Urgent, shown.Suggestions);

    public override string ToString() =>
        string.Join('.', At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), Hazard, Words, Pictures, Urgency, Suggestions);

    /// <returns>Null when the text is none that this wrote.</returns>
    public static SeenReport? From(string? text) => text?.Split('.') is [var at, var hazard, var words, var pictures, var urgency, var suggestions]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
        ? new SeenReport(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), hazard, words, pictures, urgency, suggestions)
        : null;

    /// <summary>Short, since it need only differ: eight bytes of a hash.</summary>
    private static string Mark(params string?[] parts) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts.Select(part => part ?? ""))))[..8]);
}

internal static class SeenChanges
{
    /// <summary>For each part of a report that can change while somebody reads it: its name, and how the audit trail names what changes it.</summary>
    private static readonly (Func<SeenReport, string> Part, string Name, string[] Acts)[] Parts =
    [
        (seen => seen.Hazard, "The hazard it belongs to", ["linked", "unlinked", "link taken back"]),
        (seen => seen.Words, "Its words", [Audit.WordsCorrected]),
        (seen => seen.Pictures, "Its pictures", ["picture taken out"]),
        (seen => seen.Urgency, "Whether it is urgent", [JudgeUrgencyHandler.TookOn, JudgeUrgencyHandler.SaidNot, UndoUrgencyHandler.TakenBack]),
        (seen => seen.Suggestions, "The suggested types of problem", []),
    ];

    /// <summary>What changed since then, in words, with who did it and when; empty when nothing did, or nothing was shown.</summary>
    public static async Task<IReadOnlyList<string>> ChangesSinceAsync(this ReportsDb db, Report report, string? before, CancellationToken cancel)
    {
        if (SeenReport.From(before) is not { } seen)
        {
            return [];
        }
        var link = await db.HazardLinks.AsNoTracking().SingleOrDefaultAsync(l => l.ReportId == report.Id, cancel);
        var urgent = await db.UrgentReports.AsNoTracking().SingleOrDefaultAsync(u => u.ReportId == report.Id, cancel);
        var suggestions = await db.Suggestions.AsNoTracking().Where(s => s.ReportId == report.Id).ToListAsync(cancel);
        var now = SeenReport.Of(seen.At, report, link?.HazardId, urgent, suggestions);
        var changed = Parts.Where(part => part.Part(seen) != part.Part(now)).ToList();
        if (changed.Count == 0)
        {
            return [];
        }
        var since = await db.AuditEntries.AsNoTracking().Where(e => e.ReportId == report.Id && e.At >= seen.At && e.Act != "read").OrderByDescending(e => e.At).ToListAsync(cancel);
        return [.. changed.Select(part => since.Find(entry => part.Acts.Contains(entry.Act)) is { } entry
            ? $"{part.Name}: {entry.Who}, {entry.At.TimeInWords()}: {entry.Act}"
            : part.Acts.Contains("linked") && link is { By: LinkedBy.Person } ? $"{part.Name}: {link.Why.TrimEnd('.')}, {link.At.TimeInWords()}"
            : $"{part.Name}: changed by the program")];
    }
}
