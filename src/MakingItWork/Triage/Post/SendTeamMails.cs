using MakingItWork.Plumbing.Jobs;
using MakingItWork.Plumbing.Mail;
using MakingItWork.Store;
using MakingItWork.Triage.Actions;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Post;

/// <summary>Sends what the ledger holds, each mail once. What could not be handed over is tried again, after longer and longer waits of at most an hour.</summary>
public sealed class SendTeamMails(ReportsDb db, ComposeTeamMail compose, IMailer mail, TimeProvider clock, ILogger<SendTeamMails> log) : IRecurringJob
{
    public const string Name = "team-mails";
    private const int AtOnce = 100;
    private const int FirstWaitSeconds = 30;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    public async Task RunAsync(CancellationToken cancel)
    {
        var due = await Due().OrderBy(m => m.PlannedAt).Select(m => m.Id).Take(AtOnce).ToListAsync(cancel);
        foreach (var id in due)
        {
            if (await ClaimAsync(id, cancel))
            {
                await SendAsync(id, cancel);
            }
        }
    }

    private IQueryable<TeamMail> Due()
    {
        var now = clock.GetUtcNow();
        return db.TeamMails.Where(m => m.State == TeamMailState.Waiting)
            .Where(m => (m.NotBefore == null || m.NotBefore <= now) && (m.LeaseUntil == null || m.LeaseUntil <= now));
    }

    /// <summary>One statement decides between copies: who changes the row sends the mail.</summary>
    private async Task<bool> ClaimAsync(Guid id, CancellationToken cancel)
    {
        var until = clock.GetUtcNow() + Lease;
        return await Due().Where(m => m.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.LeaseUntil, until).SetProperty(m => m.Attempts, m => m.Attempts + 1), cancel) == 1;
    }

    private async Task SendAsync(Guid id, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var planned = await db.TeamMails.SingleAsync(m => m.Id == id, cancel);
        planned.LeaseUntil = null;
        if (await LetterAsync(planned, cancel) is not { } letter)
        {
            planned.State = TeamMailState.NotNeeded;
        }
        else
        {
            try
            {
                await mail.SendAsync(letter, cancel);
                // If the process dies here the mail goes out once more, under the same message identifier,
                // which a mail server shows once.
                (planned.State, planned.SentAt, planned.Trouble, planned.NotBefore) = (TeamMailState.Sent, clock.GetUtcNow(), null, null);
            }
            catch (MailFailedException failed)
            {
                planned.Trouble = $"{failed.Message} It is tried again.";
                planned.NotBefore = clock.GetUtcNow().AddSeconds(Math.Min(3600, FirstWaitSeconds * Math.Pow(2, Math.Min(planned.Attempts, 10) - 1)));
                log.LogWarning("The mail {MailId} to a safety team could not be sent, attempt {Attempt}.", id, planned.Attempts);
            }
        }
        await db.SaveChangesAsync(cancel);
    }

    /// <returns>Null when what it was about is done.</returns>
    private async Task<Letter?> LetterAsync(TeamMail planned, CancellationToken cancel)
    {
        if (planned.Kind == TeamMailKind.ActionReminder)
        {
            var action = await db.SafetyActions.AsNoTracking().Include(a => a.Report).Include(a => a.Assignee).SingleAsync(a => a.Id == planned.ActionId, cancel);
            return action.State == ActionState.Open && RemindOfActions.IsFor(planned, action) ? compose.Reminder(planned, action, clock.GetUtcNow()) : null;
        }
        var reports = await EscalateUnopened.StillMatters(db, planned.Kind).AsNoTracking()
            .Where(r => db.Escalations.Any(e => e.BatchId == planned.BatchId && e.ReportId == r.Id))
            .Select(r => new EscalatedReport(r.Reference, r.SubmittedAt, r.DegreeOfHarm, r.Organisation!.Name, db.UrgentReports.Where(u => u.ReportId == r.Id && u.Verdict == null).Select(u => u.Reason).FirstOrDefault()))
            .ToListAsync(cancel);
        return reports.Count > 0 ? compose.Escalation(planned, reports) : null;
    }
}
