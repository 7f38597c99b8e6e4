using MakingItWork.Capture;
using MakingItWork.Deduplicate;
using MakingItWork.Directory;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Hazards;

/// <summary>
/// One act in the life of a hazard, as a sentence. Who did it and why is said within their organisation and to national staff;
/// a report of another organisation is not named.
/// </summary>
/// <param name="ActId">By which it can still be taken back; null when it cannot.</param>
public sealed record HazardHistory(DateTimeOffset At, string What, string Who, string? Reason, bool Undone, Guid? ActId)
{
    private const int Most = 50;

    public static async Task<IReadOnlyList<HazardHistory>> OfAsync(ReportsDb db, Viewer viewer, Guid hazardId, CancellationToken cancel)
    {
        var changes = await db.HazardChanges.AsNoTracking().Where(c => c.HazardId == hazardId || c.FromHazardId == hazardId)
            .OrderByDescending(c => c.At).Take(Most * 4).ToListAsync(cancel);
        var hazards = changes.Select(c => c.HazardId).Concat(changes.Select(c => c.FromHazardId).OfType<Guid>()).Distinct().ToList();
        var hazardNames = await db.Hazards.Where(h => hazards.Contains(h.Id)).ToDictionaryAsync(h => h.Id, h => h.Reference, cancel);
        var reports = changes.Select(c => c.ReportId).OfType<Guid>().Distinct().ToList();
        var reportNames = await db.Reports.VisibleTo(viewer).Where(r => reports.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Reference, cancel);
        return [.. changes.GroupBy(c => c.ActId).Select(act => Of(viewer, hazardId, [.. act], hazardNames, reportNames)).OrderByDescending(entry => entry.At).Take(Most)];
    }

    private static HazardHistory Of(Viewer viewer, Guid hazardId, IReadOnlyList<HazardChange> act, Dictionary<Guid, string> hazards, Dictionary<Guid, string> reports)
    {
        var first = act[0];
        var open = viewer.IsNational || first.PersonId is null || first.OrganisationCode is null || first.OrganisationCode == viewer.OrganisationCode;
        var seen = act.Where(c => c.ReportId is { } id && reports.ContainsKey(id)).Select(c => reports[c.ReportId!.Value]).Distinct().ToList();
        var all = act.Select(c => c.ReportId).OfType<Guid>().Distinct().Count();
        var undone = act.All(c => c.UndoneAt is not null);
        return new HazardHistory(
            first.At, Sentence(first, hazardId, Names(seen, all), hazards), open ? first.Who : "Somebody of another organisation", open ? first.Reason : null, undone,
            undone || first.PersonId is null || seen.Count != all ? null : first.ActId);
    }

    private static string Names(List<string> seen, int all) => (seen.Count, all - seen.Count) switch
    {
        (0, 1) => "A report of another organisation",
        (0, var hidden) => $"{hidden} reports of other organisations",
        (1, 0) => $"Report {seen[0]}",
        (_, 0) => $"Reports {string.Join(", ", seen.SkipLast(1))} and {seen[^1]}",
        (_, var hidden) => $"Reports {string.Join(", ", seen)} and {hidden} of other organisations",
    };

    private static string Sentence(HazardChange change, Guid hazardId, string names, Dictionary<Guid, string> hazards) => change.Kind switch
    {
        HazardChangeKind.Moved when change.HazardId == hazardId => $"{names} came here from hazard {Name(change.FromHazardId, hazards)}",
        HazardChangeKind.Moved => $"{names} went to hazard {Name(change.HazardId, hazards)}",
        HazardChangeKind.Refused when change.HazardId == hazardId => $"{names} was said not to be the same problem as this",
        HazardChangeKind.Refused => $"{names} was said not to be the same problem as hazard {Name(change.HazardId, hazards)}",
        HazardChangeKind.Lead => change.OtherReportId is null ? "The most complete report leads again" : $"{names} was made the lead",
        HazardChangeKind.Event => change.OtherReportId is null ? $"{names}: an event of its own" : $"{names}: the same event as another report",
        _ => $"{StateWords.Name(change.FromState!.Value, change.FromFixedIn)} became {StateWords.Name(change.ToState!.Value, change.ToFixedIn)}",
    };

    private static string Name(Guid? id, Dictionary<Guid, string> hazards) => id is { } hazard ? hazards.GetValueOrDefault(hazard, "") : "";
}
