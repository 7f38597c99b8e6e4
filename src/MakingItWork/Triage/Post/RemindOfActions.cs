using System.Globalization;
using MakingItWork.Directory;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Rules.Deadlines;
using MakingItWork.Store;
using MakingItWork.Triage.Actions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Triage.Post;

/// <summary>
/// Plans the reminders of actions: a row of the ledger for each mail, and the time of the next reminder, in one save.
/// <see cref="SendTeamMails"/> sends them.
/// </summary>
public sealed class RemindOfActions(ReportsDb db, FindTeam team, IJobEngine engine, IOptions<TargetsOptions> targets, TimeProvider clock, ILogger<RemindOfActions> log)
    : IRecurringJob
{
    public const string Name = "action-reminders";
    private const int AtOnce = 200;

    public async Task RunAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var due = await db.SafetyActions.Where(a => a.State == ActionState.Open && a.RemindAt != null && a.RemindAt <= now)
            .OrderBy(a => a.RemindAt).Select(a => a.Id).Take(AtOnce).ToListAsync(cancel);
        foreach (var id in due)
        {
            await PlanAsync(id, cancel);
        }
        if (due.Count > 0)
        {
            engine.RunNow(SendTeamMails.Name);
        }
    }

    private async Task PlanAsync(Guid id, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var now = clock.GetUtcNow();
        var action = await db.SafetyActions.Include(a => a.Assignee).SingleAsync(a => a.Id == id, cancel);
        if (action.State != ActionState.Open || action.RemindAt is null || action.RemindAt > now)
        {
            return;
        }
        var recipients = (await team.OfAsync(action.ForOrganisation, cancel)).For(action.AssigneeId, action.Assignee!.DisplayName);
        if (recipients.Count == 0)
        {
            log.LogWarning("The reminder of action {ActionId} was mailed to nobody: nobody of {Organisation} is there.", id, action.ForOrganisation);
            db.Record(clock, null, "nobody to remind of an action", action.ReportId, action.Assignee.DisplayName);
        }
        db.TeamMails.AddRange(recipients.Select(recipient => new TeamMail
        {
            Key = Key(action, recipient),
            Kind = TeamMailKind.ActionReminder,
            ActionId = id,
            DueAt = action.DueAt,
            Email = recipient.Email,
            InPlaceOf = recipient.InPlaceOf,
            PlannedAt = now,
        }));
        action.RemindAt = Reminders.Next(action.DueAt, now, targets.Value.RemindDays, JobsSetup.London);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // another copy has planned it, or somebody has changed the action: then its next reminder is another
            log.LogInformation("The reminder of action {ActionId} was planned or moved in the meantime.", id);
        }
    }

    /// <summary>Names the action, for whom, the due date and which of its reminders it is.</summary>
    private static string Key(SafetyAction action, Recipient recipient) => string.Create(
        CultureInfo.InvariantCulture, $"action/{action.Id:N}/{action.AssigneeId:N}/{action.DueAt.UtcTicks}/{action.RemindAt!.Value.UtcTicks}/{recipient.Email}");

    /// <summary>Whether a planned mail is for the person who has the action now.</summary>
    internal static bool IsFor(TeamMail mail, SafetyAction action) => mail.Key.Contains($"/{action.AssigneeId:N}/", StringComparison.Ordinal) && mail.DueAt == action.DueAt;
}
