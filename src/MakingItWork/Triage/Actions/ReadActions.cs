using System.Globalization;
using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Actions;

/// <summary>One line of a list of actions.</summary>
public sealed record ActionItem(Guid Id, string What, string Assignee, DateTimeOffset DueAt, ActionState State, string? Reason, string Reference, bool OnHazard, DateTimeOffset? ClosedAt = null)
{
    public bool Overdue(DateTimeOffset now) => State == ActionState.Open && DueAt < now;
}

/// <summary>Open actions: the viewer's own, the organisation's, or those that are overdue; soonest first. Or the closed ones, those closed last first.</summary>
/// <param name="After">The last line of the page before, as its link says.</param>
public sealed record ListActions(Viewer Viewer, ActionView View, string? After) : IRequest<ActionPage>;

public enum ActionView
{
    Mine,
    Team,
    Overdue,
    /// <summary>Of the organisation: done or cancelled.</summary>
    Closed,
}

/// <param name="Next">Where the next page begins; null on the last one.</param>
/// <param name="Counts">How many there are of each view.</param>
public sealed record ActionPage(IReadOnlyList<ActionItem> Items, string? Next, IReadOnlyDictionary<ActionView, int> Counts);

/// <summary>All actions of a report, with those of its hazard that the viewer may see; who may be given one.</summary>
public sealed record ReadReportActions(Viewer Viewer, string Reference) : IRequest<ReportActions?>;

public sealed record ReportActions(string Reference, bool HasHazard, IReadOnlyList<ActionItem> Items, IReadOnlyList<Fellow> Colleagues);

/// <summary>One action with its history.</summary>
public sealed record ReadAction(Viewer Viewer, Guid Id) : IRequest<ActionShown?>;

public sealed record ActionShown(SafetyAction Action, string Reference, string? Hazard, IReadOnlyList<Fellow> Colleagues);

internal sealed class ReadActionsHandler(ReportsDb db, TimeProvider clock)
    : IRequestHandler<ListActions, ActionPage>, IRequestHandler<ReadReportActions, ReportActions?>, IRequestHandler<ReadAction, ActionShown?>
{
    private const int PageSize = 25;
    private const int MostOfReport = 100;

    public async Task<ActionPage> Handle(ListActions request, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<ActionView, int>();
        foreach (var view in Enum.GetValues<ActionView>())
        {
            counts[view] = await In(request.Viewer, view).CountAsync(cancellationToken);
        }
        var found = await (request.View == ActionView.Closed ? Closed(request) : Open(request)).Take(PageSize + 1).ToListAsync(cancellationToken);
        var shown = found.Take(PageSize).ToList();
        return new ActionPage(shown, found.Count > PageSize ? string.Create(CultureInfo.InvariantCulture, $"{(shown[^1].ClosedAt ?? shown[^1].DueAt).UtcTicks}~{shown[^1].Id:N}") : null, counts);
    }

    private IQueryable<ActionItem> Open(ListActions request)
    {
        var open = In(request.Viewer, request.View);
        if (Place(request.After) is var (due, id))
        {
            open = open.Where(a => a.DueAt > due || (a.DueAt == due && a.Id.CompareTo(id) > 0));
        }
        return Items(open.OrderBy(a => a.DueAt).ThenBy(a => a.Id));
    }

    private IQueryable<ActionItem> Closed(ListActions request)
    {
        // the last change that found it open is the one that closed it
        var closed = In(request.Viewer, ActionView.Closed)
            .Select(a => new { Action = a, At = db.SafetyActionChanges.Where(c => c.ActionId == a.Id && c.StateBefore == ActionState.Open).Max(c => (DateTimeOffset?)c.At) ?? a.CreatedAt });
        if (Place(request.After) is var (at, id))
        {
            closed = closed.Where(x => x.At < at || (x.At == at && x.Action.Id.CompareTo(id) < 0));
        }
        return closed.OrderByDescending(x => x.At).ThenByDescending(x => x.Action.Id)
            .Select(x => new ActionItem(x.Action.Id, x.Action.What, x.Action.Assignee!.DisplayName, x.Action.DueAt, x.Action.State, x.Action.StateReason, x.Action.Report!.Reference, x.Action.HazardId != null, x.At));
    }

    public async Task<ReportActions?> Handle(ReadReportActions request, CancellationToken cancellationToken)
    {
        var report = request.Viewer.Triages
            ? await db.Reports.VisibleTo(request.Viewer).Where(r => r.Reference == request.Reference).Select(r => new { r.Id, r.Reference, r.OrganisationCode }).SingleOrDefaultAsync(cancellationToken)
            : null;
        if (report is null)
        {
            return null;
        }
        var hazard = await db.HazardLinks.Where(l => l.ReportId == report.Id).Select(l => (Guid?)l.HazardId).SingleOrDefaultAsync(cancellationToken);
        var scope = report.OrganisationCode ?? "";
        var actions = db.SafetyActions.VisibleTo(request.Viewer)
            .Where(a => a.ReportId == report.Id || (hazard != null && a.HazardId == hazard && a.ForOrganisation == scope))
            .OrderBy(a => a.State == ActionState.Open ? 0 : 1).ThenBy(a => a.DueAt).Take(MostOfReport);
        return new ReportActions(report.Reference, hazard is not null, await Items(actions).ToListAsync(cancellationToken), await ColleaguesAsync(request.Viewer, scope, cancellationToken));
    }

    public async Task<ActionShown?> Handle(ReadAction request, CancellationToken cancellationToken)
    {
        var action = await db.SafetyActions.AsNoTracking().VisibleTo(request.Viewer).Include(a => a.Assignee).Include(a => a.Report)
            .Include(a => a.Changes.OrderByDescending(c => c.Version)).SingleOrDefaultAsync(a => a.Id == request.Id, cancellationToken);
        return action is null
            ? null
            : new ActionShown(
                action,
                action.Report!.Reference,
                await db.Hazards.Where(h => h.Id == action.HazardId).Select(h => h.Reference).SingleOrDefaultAsync(cancellationToken),
                await ColleaguesAsync(request.Viewer, action.ForOrganisation, cancellationToken));
    }

    private IQueryable<SafetyAction> In(Viewer viewer, ActionView view)
    {
        var now = clock.GetUtcNow();
        var all = db.SafetyActions.AsNoTracking().VisibleTo(viewer);
        var open = all.Where(a => a.State == ActionState.Open);
        return view switch
        {
            ActionView.Closed => all.Where(a => a.State != ActionState.Open),
            ActionView.Mine => open.Where(a => a.AssigneeId == viewer.PersonId),
            ActionView.Overdue => open.Where(a => a.DueAt < now),
            _ => open,
        };
    }

    private static IQueryable<ActionItem> Items(IQueryable<SafetyAction> actions) =>
        actions.Select(a => new ActionItem(a.Id, a.What, a.Assignee!.DisplayName, a.DueAt, a.State, a.StateReason, a.Report!.Reference, a.HazardId != null, null));

    private Task<List<Fellow>> ColleaguesAsync(Viewer viewer, string organisation, CancellationToken cancel) =>
        AddActionHandler.Choices(db, viewer, organisation).OrderBy(p => p.DisplayName).Select(p => new Fellow(p.Id, p.DisplayName)).ToListAsync(cancel);

    /// <summary>Null for anything that no link of ours says: then the list begins at its head.</summary>
    private static (DateTimeOffset Due, Guid Id)? Place(string? after) =>
        after?.Split('~') is [var ticks, var id] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && at <= DateTime.MaxValue.Ticks && Guid.TryParseExact(id, "N", out var key)
            ? (new DateTimeOffset(at, TimeSpan.Zero), key)
            : null;
}
