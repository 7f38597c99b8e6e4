using MakingItWork.Directory;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Queues;

/// <summary>Who has opened what.</summary>
internal static class OpenedReports
{
    /// <summary>Saves by itself; that two pages of one person note the same is no trouble.</summary>
    public static async Task NoteAsync(ReportsDb db, TimeProvider clock, Viewer viewer, IReadOnlyList<Guid> reports, CancellationToken cancel)
    {
        var known = await db.ReportsOpened.Where(o => o.PersonId == viewer.PersonId && reports.Contains(o.ReportId)).Select(o => o.ReportId).ToListAsync(cancel);
        var added = reports.Except(known).Select(id => new ReportOpened { PersonId = viewer.PersonId, ReportId = id, At = clock.GetUtcNow() }).ToList();
        db.ReportsOpened.AddRange(added);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            added.ForEach(one => db.Entry(one).State = EntityState.Detached);
        }
    }
}
