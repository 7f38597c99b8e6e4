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
    private const int FirstWaitSeconds = 30;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);
    /// <summary>How soon an address that was set in the meantime is noticed.</summary>
    private static readonly TimeSpan WithoutAddress = TimeSpan.FromMinutes(10);

    public async Task RunAsync(CancellationToken cancel)
    {
        var due = await Due().OrderBy(u => u.RaisedAt).Select(u => u.ReportId).Take(AtOnce).ToListAsync(cancel);
        foreach (var id in due)
        {
            if (await ClaimAsync(id, cancel))
            {
                await SendAsync(id, cancel);
            }
        }
    }

    private IQueryable<UrgentReport> Due()
    {
        var now = clock.GetUtcNow();
        return db.UrgentReports
            .Where(u => u.Alert == AlertState.Waiting || u.Alert == AlertState.NoAddress)
            .Where(u => (u.NotBefore == null || u.NotBefore <= now) && (u.LeaseUntil == null || u.LeaseUntil <= now));
    }

    /// <summary>One statement decides between copies: who changes the row sends the mail.</summary>
    private async Task<bool> ClaimAsync(Guid id, CancellationToken cancel)
    {
        var until = clock.GetUtcNow() + Lease;
        return await Due().Where(u => u.ReportId == id)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.LeaseUntil, until).SetProperty(u => u.Attempts, u => u.Attempts + 1), cancel) == 1;
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
            // If the process dies here the mail goes out once more, under the same message identifier,
            // which a mail server shows once.
            (urgent.Alert, urgent.SentTo, urgent.SentAt, urgent.Trouble, urgent.NotBefore) = (AlertState.Sent, address, clock.GetUtcNow(), null, null);
            db.Record(clock, null, "on-call address mailed", urgent.ReportId, urgent.Reason);
        }
        catch (MailFailedException failed)
        {
            urgent.Alert = AlertState.Waiting;
            urgent.Trouble = $"{failed.Message} It is tried again.";
            urgent.NotBefore = clock.GetUtcNow().AddSeconds(Math.Min(3600, FirstWaitSeconds * Math.Pow(2, Math.Min(urgent.Attempts, 10) - 1)));
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
