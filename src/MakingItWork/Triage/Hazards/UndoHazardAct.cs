using MakingItWork.Capture;
using MakingItWork.Deduplicate;
using MakingItWork.Directory;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Hazards;

/// <summary>Takes back what one act changed at hazards: a link, a refusal, a split, a state, a lead or an event.</summary>
public sealed record UndoHazardAct(Viewer Viewer, Guid ActId) : IRequest<UndoneHazardAct>;

/// <param name="Done">Changes taken back.</param>
/// <param name="Of">Changes there were; more than were taken back when somebody has changed one since.</param>
public sealed record UndoneHazardAct(bool Found, int Done, int Of);

internal sealed class UndoHazardActHandler(ReportsDb db, TakeBackHazardAct takeBack) : IRequestHandler<UndoHazardAct, UndoneHazardAct>
{
    public async Task<UndoneHazardAct> Handle(UndoHazardAct request, CancellationToken cancellationToken)
    {
        var about = await db.HazardChanges.Where(c => c.ActId == request.ActId).Select(c => new { c.HazardId, c.ReportId }).ToListAsync(cancellationToken);
        if (about.Count == 0 || !request.Viewer.Triages || !await SeesAsync(request.Viewer, about.Select(c => (c.HazardId, c.ReportId)).ToList(), cancellationToken))
        {
            return new UndoneHazardAct(false, 0, 0);
        }
        try
        {
            var (done, of) = await takeBack.Async(request.Viewer, request.ActId, cancellationToken);
            return new UndoneHazardAct(true, done, of);
        }
        catch (DbUpdateException)
        {
            // somebody moved the same report at this moment; nothing is taken back
            db.ChangeTracker.Clear();
            return new UndoneHazardAct(true, 0, about.Count);
        }
    }

    /// <summary>All the reports that it is about; of a change that is about the hazard alone, one of its reports.</summary>
    private async Task<bool> SeesAsync(Viewer viewer, IReadOnlyList<(Guid Hazard, Guid? Report)> about, CancellationToken cancel)
    {
        var reports = about.Select(c => c.Report).OfType<Guid>().Distinct().ToList();
        if (await db.Reports.VisibleTo(viewer).CountAsync(r => reports.Contains(r.Id), cancel) != reports.Count)
        {
            return false;
        }
        var hazards = about.Where(c => c.Report is null).Select(c => c.Hazard).Distinct().ToList();
        return await db.HazardLinks.Where(l => hazards.Contains(l.HazardId))
            .Join(db.Reports.VisibleTo(viewer), l => l.ReportId, r => r.Id, (link, report) => link.HazardId).Distinct().CountAsync(cancel) == hazards.Count;
    }
}
