using MakingItWork.Capture;
using MakingItWork.Deduplicate;
using MakingItWork.Directory;
using MakingItWork.Plumbing.Web;
using MakingItWork.Rules.Duplicates;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Hazards;

/// <summary>One of two reports that are compared, with its released pictures.</summary>
public sealed record ReportSide(Report Report, Guid HazardId, string Hazard, Guid? SameEventAs)
{
    public IReadOnlyList<Screenshot> Pictures { get; } = [.. Report.Screenshots.Where(s => s.Verdict == PictureVerdict.Passed).OrderBy(s => s.Position)];
}

/// <summary>Two reports side by side.</summary>
/// <param name="Score">Null when the two cannot be compared by the index.</param>
public sealed record ReportPair(ReportSide Mine, ReportSide Theirs, SamenessScore? Score)
{
    public bool OneHazard => Mine.HazardId == Theirs.HazardId;

    public bool OneEvent => OneHazard && (Mine.SameEventAs == Theirs.Report.Id || Theirs.SameEventAs == Mine.Report.Id || (Mine.SameEventAs is { } same && same == Theirs.SameEventAs));

    public WordDifference Words { get; } = WordDifference.Between(Mine.Report.Description ?? "", Theirs.Report.Description ?? "");

    /// <summary>What is known of each; Same is null where either is not known.</summary>
    public IEnumerable<(string Name, string? Mine, string? Theirs, bool? Same)> Facts()
    {
        foreach (var (name, of) in Known)
        {
            var (mine, theirs) = (of(Mine.Report), of(Theirs.Report));
            yield return (name, mine, theirs, mine is null || theirs is null ? null : name == ScreenName && Score?.Screen is { } likeness
                // people word it in their own ways: no other than the sentence that says why the two are alike
                ? likeness >= Sameness.SameTitleFrom
                : string.Equals(mine, theirs, StringComparison.OrdinalIgnoreCase));
        }
    }

    private const string ScreenName = "Screen";

    private static readonly IReadOnlyList<(string Name, Func<Report, string?> Of)> Known =
    [
        ("Product", r => r.Product?.Name ?? r.ProductText),
        ("Version", r => r.ProductVersion),
        (ScreenName, r => r.Screen),
        ("Organisation", r => r.Organisation?.Name ?? r.OrganisationText),
        ("Unit", r => r.Unit),
        ("Harm", r => TriageWords.Harm(r.DegreeOfHarm)),
        ("Happened on", r => r.OccurredOn?.InWords()),
        ("Sent", r => r.SubmittedAt.DayInWords()),
    ];
}

/// <summary>Brings two reports together that this triager may see, both.</summary>
internal sealed class ReportPairs(ReportsDb db, ScorePair score)
{
    public async Task<ReportPair?> OfAsync(Viewer viewer, Guid report, Guid other, CancellationToken cancel)
    {
        var (mine, theirs) = (await SideAsync(viewer, report, cancel), await SideAsync(viewer, other, cancel));
        return mine is null || theirs is null ? null : new ReportPair(mine, theirs, await score.OfAsync(report, other, cancel));
    }

    private async Task<ReportSide?> SideAsync(Viewer viewer, Guid id, CancellationToken cancel)
    {
        if (!viewer.Triages)
        {
            return null;
        }
        var report = await db.Reports.AsNoTracking().VisibleTo(viewer).Where(r => r.Id == id)
            .Include(r => r.Screenshots.OrderBy(s => s.Position)).Include(r => r.Product).Include(r => r.Organisation)
            .SingleOrDefaultAsync(cancel);
        var link = report is null ? null : await db.HazardLinks.AsNoTracking().Include(l => l.Hazard).SingleOrDefaultAsync(l => l.ReportId == id, cancel);
        return link is null ? null : new ReportSide(report!, link.HazardId, link.Hazard!.Reference, link.SameEventAs);
    }
}
