using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Triage.Post;

/// <summary>
/// Tells a team of reports that nobody has opened within the service target, and of urgent ones that nobody has taken on; once each,
/// and later once more their safety officers and the on-call address. One mail names all of a run: a backlog is not a flood.
/// Of an organisation that has nobody to mail the national team is told: anyone may report from anywhere.
/// </summary>
public sealed class EscalateUnopened(ReportsDb db, FindTeam team, IJobEngine engine, IOptions<TargetsOptions> targets, TimeProvider clock, ILogger<EscalateUnopened> log)
    : IRecurringJob
{
    public const string Name = "escalations";
    private const int AtOnce = 500;

    public async Task RunAsync(CancellationToken cancel)
    {
        var planned = false;
        foreach (var level in (TeamMailKind[])[TeamMailKind.UrgentNotTaken, TeamMailKind.UrgentStillNotTaken, TeamMailKind.Unopened, TeamMailKind.StillUnopened])
        {
            planned |= await EscalateAsync(level, cancel);
        }
        if (planned)
        {
            engine.RunNow(SendTeamMails.Name);
        }
    }

    private async Task<bool> EscalateAsync(TeamMailKind level, CancellationToken cancel)
    {
        var planned = false;
        List<string>? staffed = null;
        while (true)
        {
            var due = await Due(level).Where(r => !db.Escalations.Any(e => e.ReportId == r.Id && e.Level == level))
                .Where(r => staffed == null || staffed.Contains(r.OrganisationCode ?? ""))
                .OrderBy(r => r.SubmittedAt).Take(AtOnce).Select(r => new { r.Id, Organisation = r.OrganisationCode ?? "" }).ToListAsync(cancel);
            var unread = new Dictionary<string, IReadOnlyList<Guid>>();
            foreach (var organisation in due.GroupBy(r => r.Organisation, r => r.Id))
            {
                var recipients = For(level, await team.OfAsync(organisation.Key, cancel));
                if (recipients.Count == 0)
                {
                    unread[organisation.Key] = [.. organisation];
                }
                else
                {
                    planned |= await PlanAsync(recipients, level, [.. organisation], cancel);
                }
            }
            if (unread.Count == 0)
            {
                return planned;
            }
            var national = For(level, await team.OfAsync("", cancel));
            if (national.Count > 0)
            {
                return await PlanAsync(national, level, [.. unread.Values.SelectMany(reports => reports)], cancel) || planned;
            }
            // not written down as done: as soon as there is somebody, they are mailed
            log.LogWarning("{Count} reports are beyond their target, and there is nobody to mail at {Organisations} or nationally.", unread.Values.Sum(reports => reports.Count), string.Join(", ", unread.Keys));
            if (due.Count < AtOnce)
            {
                return planned;
            }
            // they must not hold up those of other organisations
            staffed = [.. (staffed ?? await team.StaffedAsync(cancel)).Except(unread.Keys)];
        }
    }

    private static IReadOnlyList<Recipient> For(TeamMailKind level, TeamNow of) => level is TeamMailKind.Unopened or TeamMailKind.UrgentNotTaken ? of.Triagers() : of.Officers();

    private IQueryable<Report> Due(TeamMailKind level)
    {
        var now = clock.GetUtcNow();
        var (target, options) = (targets.Value.Target(), targets.Value);
        var (severe, moderate, other) = (now - target.Worst, now - target.Moderate, now - target.Other);
        var (later, urgent, urgentLater) = (now.AddHours(-options.EscalateAfterHours), now.AddMinutes(-options.UrgentMinutes), now.AddMinutes(-options.UrgentEscalateAfterMinutes));
        return level switch
        {
            TeamMailKind.UrgentNotTaken => StillMatters(db, level).Where(r => db.UrgentReports.Any(u => u.ReportId == r.Id && u.RaisedAt <= urgent)),
            TeamMailKind.UrgentStillNotTaken => StillMatters(db, level).Where(r => db.Escalations.Any(e => e.ReportId == r.Id && e.Level == TeamMailKind.UrgentNotTaken && e.At <= urgentLater)),
            TeamMailKind.Unopened => StillMatters(db, level).Where(r => r.StageSince <= (
                r.DegreeOfHarm == DegreeOfHarm.Death || r.DegreeOfHarm == DegreeOfHarm.Severe ? severe : r.DegreeOfHarm == DegreeOfHarm.Moderate ? moderate : other)),
            _ => StillMatters(db, level).Where(r => db.Escalations.Any(e => e.ReportId == r.Id && e.Level == TeamMailKind.Unopened && e.At <= later)),
        };
    }

    /// <summary>Reports that nobody has opened, or for the urgent levels that nobody has taken on: asked when planning, and again when sending.</summary>
    internal static IQueryable<Report> StillMatters(ReportsDb db, TeamMailKind level) => level is TeamMailKind.UrgentNotTaken or TeamMailKind.UrgentStillNotTaken
        // decided, even if it can be taken back for a moment: whoever decided has dealt with it, and a decision that is taken back calls again
        ? db.Reports.Where(r => r.Stage != ReportStage.Decided && r.Stage != ReportStage.Approved && r.Stage != ReportStage.Exported && r.Stage != ReportStage.Rejected && r.Stage != ReportStage.Withdrawn)
            .Where(r => db.UrgentReports.Any(u => u.ReportId == r.Id && u.Verdict == null))
        : db.Reports.Where(r => r.Stage == ReportStage.AwaitingTriage)
            // urgent ones have a ladder of their own
            .Where(r => !db.UrgentReports.Any(u => u.ReportId == r.Id && u.Verdict == null))
            .Where(r => !db.AuditEntries.Any(e => e.ReportId == r.Id && e.Act == "read" && e.PersonId != null));

    private async Task<bool> PlanAsync(IReadOnlyList<Recipient> recipients, TeamMailKind level, IReadOnlyList<Guid> reports, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var now = clock.GetUtcNow();
        var batch = Guid.CreateVersion7();
        db.Escalations.AddRange(reports.Select(report => new Escalation { ReportId = report, Level = level, BatchId = batch, At = now }));
        db.TeamMails.AddRange(recipients.Select(recipient => new TeamMail
        {
            Key = $"{level}/{batch:N}/{recipient.Email}",
            Kind = level,
            BatchId = batch,
            Email = recipient.Email,
            InPlaceOf = recipient.InPlaceOf,
            PlannedAt = now,
        }));
        foreach (var report in reports)
        {
            db.Record(clock, null, "escalated", report, Words(level));
        }
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException)
        {
            log.LogInformation("Another copy has just escalated some of {Count} reports.", reports.Count);
            return false;
        }
    }

    private static string Words(TeamMailKind level) => level switch
    {
        TeamMailKind.UrgentNotTaken => "Nobody has taken on this urgent report: its team was mailed",
        TeamMailKind.UrgentStillNotTaken => "Nobody has taken on this urgent report still: the safety officers and the on-call address were mailed",
        TeamMailKind.Unopened => "Nobody has opened this report within the service target: its team was mailed",
        _ => "Nobody has opened this report still: the safety officers and the on-call address were mailed",
    };
}
