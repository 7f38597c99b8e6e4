using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Redact;
using MakingItWork.Rules.Classification;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Classify;

/// <summary>
/// Marks a report that may mean imminent harm. It is asked as soon as the words are masked, before a picture is read, and
/// once more with the classification. A report that was marked stays so until a person says otherwise.
/// </summary>
public sealed class RaiseUrgency(ReportsDb db, IJobEngine engine, TimeProvider clock) : IReadMaskedWords
{
    public async Task ReadAsync(Report report, CancellationToken cancel)
    {
        var urgency = HazardClassifier.Classify(new(report.Description ?? ""), ClassifierModel.Current).Urgency;
        if (await AddAsync(report, urgency, cancel))
        {
            // Saves the masked words too, at the stage where nobody is shown them yet.
            await db.SaveChangesAsync(cancel);
            Ring();
        }
    }

    /// <summary>Adds what was found, to be saved by the caller; of a report that is marked already it renews the places.</summary>
    /// <returns>True when the report was not marked before.</returns>
    public async Task<bool> AddAsync(Report report, Urgency urgency, CancellationToken cancel)
    {
        if (!urgency.Urgent)
        {
            return false;
        }
        var places = ClassifyReport.PlacesOf(urgency.Evidence);
        if (await db.UrgentReports.SingleOrDefaultAsync(u => u.ReportId == report.Id, cancel) is { } known)
        {
            known.Evidence = places;
            return false;
        }
        db.UrgentReports.Add(new UrgentReport
        {
            ReportId = report.Id,
            Reason = urgency.Reason!,
            Evidence = places,
            RaisedAt = clock.GetUtcNow(),
            MessageId = $"urgent-{report.Id:N}@making-it-work",
        });
        db.Record(clock, null, "marked urgent", report.Id, urgency.Reason);
        return true;
    }

    /// <summary>Has the mail sent now instead of with the next round.</summary>
    public void Ring() => engine.RunNow(SendUrgentAlerts.Name);
}
