using MakingItWork.Capture;
using MakingItWork.Deduplicate;
using MakingItWork.Directory;
using MakingItWork.Store;
using MakingItWork.Triage.Hazards;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Queues;

/// <summary>What can be done with several reports at once.</summary>
public enum BulkAct
{
    Assign,
    MarkRead,
    LinkHazard,
    Reject,
}

public static class BulkWords
{
    public static string Button(BulkAct act) => act switch
    {
        BulkAct.Assign => "Assign",
        BulkAct.MarkRead => "Mark as read",
        BulkAct.LinkHazard => "Link to a hazard",
        _ => "Reject",
    };
}

/// <summary>Says for each of several reports what an act would change, or why it cannot. Changes nothing.</summary>
public sealed record PreviewBulk(Viewer Viewer, BulkAct Act, IReadOnlyList<string> References, string? Hazard) : IRequest<BulkPreview>;

/// <param name="Hazard">The reference of the hazard named, where there is one that this person may see.</param>
public sealed record BulkPreview(IReadOnlyList<BulkLine> Lines, string? Hazard, IReadOnlyList<Colleague> Colleagues);

/// <param name="Was">Who it is assigned to now, so that what somebody else does meanwhile is not undone unseen.</param>
public sealed record BulkLine(string Reference, string Summary, bool Can, string Words, string Was = "");

/// <summary>Marks reports as read by this person; returns the references it did.</summary>
public sealed record MarkRead(Viewer Viewer, IReadOnlyList<string> References) : IRequest<IReadOnlySet<string>>;

internal sealed class MarkReadHandler(ReportsDb db, TimeProvider clock) : IRequestHandler<MarkRead, IReadOnlySet<string>>
{
    public async Task<IReadOnlySet<string>> Handle(MarkRead request, CancellationToken cancellationToken)
    {
        if (!request.Viewer.Triages)
        {
            return new HashSet<string>();
        }
        var found = await db.Reports.VisibleTo(request.Viewer).Where(r => request.References.Contains(r.Reference)).Select(r => new { r.Id, r.Reference }).ToListAsync(cancellationToken);
        found.ForEach(report => db.Record(clock, request.Viewer, "marked as read", report.Id, "Without opening it"));
        await OpenedReports.NoteAsync(db, clock, request.Viewer, found.ConvertAll(r => r.Id), cancellationToken);
        return found.Select(r => r.Reference).ToHashSet(StringComparer.Ordinal);
    }
}

internal sealed class PreviewBulkHandler(ReportsDb db) : IRequestHandler<PreviewBulk, BulkPreview>
{
    private sealed record Seen(Guid Id, string Reference, string? Description, ReportStage Stage, Guid? HazardId, Guid? PersonId, bool Opened, Guid? ProductId, string? Product, bool Apart);

    public async Task<BulkPreview> Handle(PreviewBulk request, CancellationToken cancellationToken)
    {
        var (viewer, references) = (request.Viewer, request.References);
        if (!viewer.Triages)
        {
            return new BulkPreview([], null, []);
        }
        var hazard = request.Act == BulkAct.LinkHazard && TypedHazard.Of(request.Hazard) is { } named ? await db.HazardSeenByAsync(viewer, named, cancellationToken) : null;
        var members = hazard is null ? null : db.HazardLinks.Where(l => l.HazardId == hazard.Id).Select(l => l.ReportId);
        var apart = members is null ? [] : await db.Reports.VisibleTo(viewer).Where(r => references.Contains(r.Reference))
            .Where(r => db.HazardRefusals.Any(x => x.ReportId == r.Id && x.HazardId == hazard!.Id) || db.ReportsApart.Any(p => p.ReportId == r.Id && members.Contains(p.OtherId)))
            .Select(r => r.Id).ToHashSetAsync(cancellationToken);
        var reports = await db.Reports.VisibleTo(viewer).Where(r => references.Contains(r.Reference))
            .Select(r => new Seen(
                r.Id, r.Reference, r.Description, r.Stage,
                db.HazardLinks.Where(l => l.ReportId == r.Id).Select(l => (Guid?)l.HazardId).FirstOrDefault(),
                db.Assignments.Where(a => a.ReportId == r.Id).Select(a => (Guid?)a.PersonId).FirstOrDefault(),
                db.ReportsOpened.Any(o => o.ReportId == r.Id && o.PersonId == viewer.PersonId),
                r.ProductId, r.Product!.Name ?? r.ProductText, false))
            .ToDictionaryAsync(r => r.Reference, StringComparer.Ordinal, cancellationToken);
        var people = reports.Values.Select(r => r.PersonId).OfType<Guid>().ToList();
        var names = await db.Users.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.DisplayName, cancellationToken);
        var team = await db.TeamOf(viewer).OrderBy(p => p.DisplayName).Select(p => new Colleague(p.Id, p.DisplayName)).ToListAsync(cancellationToken);
        return new BulkPreview([.. references.Select(Line)], hazard?.Reference, team);

        BulkLine Line(string reference)
        {
            if (!reports.TryGetValue(reference, out var report))
            {
                return new BulkLine(reference, "", false, "There is no such report for you");
            }
            var (can, words) = Say(request.Act, report with { Apart = apart.Contains(report.Id) }, hazard, report.PersonId is { } person ? names.GetValueOrDefault(person) : null);
            return new BulkLine(reference, TriageWords.Summary(report.Description), can, words, report.PersonId?.ToString() ?? "");
        }
    }

    private static (bool Can, string Words) Say(BulkAct act, Seen report, Hazard? hazard, string? assignedTo) => (act, report) switch
    {
        (_, { Stage: ReportStage.Withdrawn }) => (false, "Cannot be changed: its reporter has taken it back"),
        (BulkAct.Assign, _) => (true, assignedTo is null ? "Will be assigned; nobody has it now" : $"Will be taken from {assignedTo}"),
        (BulkAct.MarkRead, { Opened: true }) => (false, "Stays as it is: you have read it"),
        (BulkAct.MarkRead, _) => (true, "Will be marked as read by you"),
        (_, { Stage: not ReportStage.AwaitingTriage }) => (false, "Cannot be changed: it no longer waits for a decision"),
        (BulkAct.Reject, _) => (true, "Will be rejected, and its reporter told your reason"),
        (BulkAct.LinkHazard, _) when hazard is null => (false, "Enter the hazard first"),
        (BulkAct.LinkHazard, _) when report.HazardId == hazard.Id => (false, "Stays as it is: it belongs to this hazard"),
        (BulkAct.LinkHazard, { HazardId: null }) => (false, "Cannot be linked: it has no hazard yet. Try again in a minute"),
        (BulkAct.LinkHazard, { Apart: true }) => (false, Refused),
        (BulkAct.LinkHazard, _) when report.ProductId is null || report.ProductId != hazard.ProductId =>
            (true, $"Will be linked to this hazard. Check first: this report is about {report.Product ?? "no product that was named"}, the hazard about {hazard.Product?.Name ?? "a product that is not listed"}"),
        _ => (true, "Will be linked to this hazard"),
    };

    /// <summary>Said before, and when somebody said so in the meantime.</summary>
    internal const string Refused = "Not linked: somebody has said that it is not the same as this hazard. Open the report to compare them";
}
