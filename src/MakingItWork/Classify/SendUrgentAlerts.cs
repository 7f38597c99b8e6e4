using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Plumbing.Mail;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Classify;

/// <summary>
/// Mails the on-call address about each urgent report, once. It is rung when one is found, and comes round anyway: what
/// could not be sent is tried again, after longer and longer waits of at most an hour.
/// </summary>
public sealed class SendUrgentAlerts(ReportsDb db, ComposeAlert compose, IMailer mail, IOptions<ClassifyOptions> options, TimeProvider clock, ILogger<SendUrgentAlerts> log)
    : IRecurringJob
{
    public const string Name = "urgent-alerts";
    private const int AtOnce = 100;
    /// <summary>How soon an address that was set in the meantime is noticed.</summary>
    private static readonly TimeSpan WithoutAddress = TimeSpan.FromMinutes(10);

    public async Task RunAsync(CancellationToken cancel)
    {
        var waiting = db.UrgentReports.Where(u => u.Alert == AlertState.Waiting || u.Alert == AlertState.NoAddress);
        var due = await waiting.DueAt(clock.GetUtcNow()).OrderBy(u => u.RaisedAt).Select(u => u.ReportId).Take(AtOnce).ToListAsync(cancel);
        foreach (var id in due)
        {
            if (await waiting.Where(u => u.ReportId == id).ClaimAsync(clock.GetUtcNow(), cancel))
            {
                await SendAsync(id, cancel);
            }
        }
    }

    private async Task SendAsync(Guid id, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var urgent = await db.UrgentReports.Include(u => u.Report!.Organisation).Include(u => u.Report!.Product).Include(u => u.Report!.Screenshots).SingleOrDefaultAsync(u => u.ReportId == id, cancel);
        if (urgent is null)
        {
            return;
        }
        var report = urgent.Report!;
        urgent.LeaseUntil = null;
        if (urgent.Verdict is not null || report.Stage is ReportStage.Approved or ReportStage.Exported or ReportStage.Rejected or ReportStage.Withdrawn)
        {
            urgent.Alert = AlertState.NotNeeded;
        }
        else if (await AddressAsync(report, cancel) is not { } address)
        {
            if (urgent.Alert != AlertState.NoAddress)
            {
                log.LogWarning("Urgent report {Reference} was mailed to nobody: no on-call address is set for {Organisation}, and Classify:OnCallAddress is empty.", report.Reference, report.OrganisationCode ?? "reports without an organisation");
                db.Record(clock, null, "nobody on call to mail", id, "No on-call address is set.");
            }
            urgent.Alert = AlertState.NoAddress;
            urgent.NotBefore = clock.GetUtcNow() + WithoutAddress;
        }
        else
        {
            await MailAsync(urgent, address, cancel);
        }
        await db.SaveChangesAsync(cancel);
    }

    private async Task MailAsync(UrgentReport urgent, string address, CancellationToken cancel)
    {
        try
        {
            await mail.SendAsync(compose.For(urgent, address), cancel);
            (urgent.Alert, urgent.SentTo) = (AlertState.Sent, address);
            urgent.HandedOver(clock.GetUtcNow());
            db.Record(clock, null, "on-call address mailed", urgent.ReportId, urgent.Reason);
        }
        catch (MailFailedException failed)
        {
            urgent.Alert = AlertState.Waiting;
            urgent.Failed(failed, clock.GetUtcNow());
            log.LogWarning("The alert about urgent report {Reference} could not be sent, attempt {Attempt}.", urgent.Report!.Reference, urgent.Attempts);
        }
    }

    private async Task<string?> AddressAsync(Report report, CancellationToken cancel)
    {
        var own = report.OrganisationCode is { } code
            ? await db.OnCallAddresses.Where(a => a.OrganisationCode == code).Select(a => a.Email).SingleOrDefaultAsync(cancel)
            : null;
        return own ?? (options.Value.OnCallAddress.Length > 0 ? options.Value.OnCallAddress : null);
    }
}
