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

    public async Task RunAsync(CancellationToken cancel)
    {
        var waiting = db.TeamMails.Where(m => m.State == TeamMailState.Waiting);
        var due = await waiting.DueAt(clock.GetUtcNow()).OrderBy(m => m.PlannedAt).Select(m => m.Id).Take(AtOnce).ToListAsync(cancel);
        foreach (var id in due)
        {
            if (await waiting.Where(m => m.Id == id).ClaimAsync(clock.GetUtcNow(), cancel))
            {
                await SendAsync(id, cancel);
            }
        }
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
                planned.State = TeamMailState.Sent;
                planned.HandedOver(clock.GetUtcNow());
            }
            catch (MailFailedException failed)
            {
                planned.Failed(failed, clock.GetUtcNow());
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
