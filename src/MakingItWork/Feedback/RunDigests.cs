using MakingItWork.Capture;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Plumbing.Mail;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Feedback;

/// <summary>
/// Tells each supplier that has an address what was approved about its products since its last digest.
/// The ledger is written before the mail is sent; a report is in one digest only.
/// </summary>
public sealed class RunDigests(ReportsDb db, ComposeDigest compose, IMailer mail, TimeProvider clock, ILogger<RunDigests> log) : IRecurringJob
{
    public const string Name = "supplier-digests";

    /// <summary>The schedule and a person may start it together: the second waits, or each would send what is queued.</summary>
    private static readonly OneAtATime Turn = new();

    public Task RunAsync(CancellationToken cancel) => Turn.RunAsync(() => RunAloneAsync(cancel), cancel);

    private async Task RunAloneAsync(CancellationToken cancel)
    {
        var suppliers = await db.Suppliers.Where(s => s.DigestEmail != null).OrderBy(s => s.Name).Select(s => s.Id).ToListAsync(cancel);
        foreach (var supplier in suppliers)
        {
            await TakeAsync(supplier, cancel);
        }
        var queued = await db.Digests.Where(d => d.State == DigestState.Queued).OrderBy(d => d.Until).Select(d => d.Id).ToListAsync(cancel);
        foreach (var digest in queued)
        {
            await SendAsync(digest, cancel);
        }
    }

    private async Task TakeAsync(Guid supplierId, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var supplier = await db.Suppliers.SingleAsync(s => s.Id == supplierId, cancel);
        var items = await db.Reports
            .Where(r => r.Product!.SupplierId == supplierId && (r.Stage == ReportStage.Approved || r.Stage == ReportStage.Exported))
            .Where(r => !db.DigestItems.Any(i => i.ReportId == r.Id))
            .Join(db.HazardLinks, r => r.Id, l => l.ReportId, (report, link) => new { ReportId = report.Id, link.HazardId })
            .ToListAsync(cancel);
        if (items.Count == 0)
        {
            return;
        }
        var digest = new Digest
        {
            SupplierId = supplierId,
            Until = clock.GetUtcNow(),
            State = DigestState.Queued,
            SentTo = supplier.DigestEmail!,
            MessageId = $"digest-{Guid.CreateVersion7():N}@making-it-work",
            Reports = items.Count,
            Hazards = items.Select(i => i.HazardId).Distinct().Count(),
        };
        digest.Items.AddRange(items.Select(i => new DigestItem { ReportId = i.ReportId, HazardId = i.HazardId }));
        db.Digests.Add(digest);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            log.LogInformation("Another copy has just taken the digest of supplier {SupplierId}.", supplierId);
        }
    }

    private async Task SendAsync(Guid digestId, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var digest = await db.Digests.Include(d => d.Supplier).Include(d => d.Items).SingleAsync(d => d.Id == digestId, cancel);
        // one that waits goes where the supplier is now to be reached
        digest.SentTo = digest.Supplier!.DigestEmail ?? digest.SentTo;
        try
        {
            await mail.SendAsync(await compose.ForAsync(digest, cancel), cancel);
            // If the process dies here the mail goes out once more, under the same message identifier,
            // which a mail server shows once.
            digest.State = DigestState.Sent;
            digest.SentAt = clock.GetUtcNow();
            digest.Trouble = null;
        }
        catch (MailFailedException failed)
        {
            digest.Trouble = $"{failed.Message} It is tried again with the next run.";
            log.LogWarning("The digest {DigestId} could not be sent.", digestId);
        }
        await db.SaveChangesAsync(cancel);
    }
}
