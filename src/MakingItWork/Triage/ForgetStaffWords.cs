using MakingItWork.Capture;
using MakingItWork.Deduplicate;
using MakingItWork.Directory.Trail;
using MakingItWork.Store;
using MakingItWork.Triage.Actions;
using MakingItWork.Triage.Risk;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage;

/// <summary>
/// What a safety team wrote about a report that is taken back may quote it, so it goes too. What DCB0160 asks to be kept stays: who
/// decided or assessed what and when, severity, likelihood and rating, and an action's owner, dates and state. A sentence stands where
/// the words were. What was written about a hazard stays as long as another report of the same organisation stands there.
/// </summary>
public static class StaffWords
{
    /// <summary>To be called where the report is taken back, in the same transaction.</summary>
    public static async Task ForgetStaffWordsAsync(this ReportsDb db, Report report, DateTimeOffset at, CancellationToken cancel)
    {
        var gone = TakenBack.Words(at);
        await db.ReportMessages.Where(m => m.ReportId == report.Id).ExecuteDeleteAsync(cancel);
        await db.TeamNotes.Where(n => n.ReportId == report.Id).ExecuteDeleteAsync(cancel);
        await db.DecisionDrafts.Where(d => d.ReportId == report.Id).ExecuteDeleteAsync(cancel);
        await db.Decisions.Where(d => d.ReportId == report.Id && d.Reason != null).ExecuteUpdateAsync(set => set.SetProperty(d => d.Reason, gone), cancel);
        var own = await db.LeftAloneAsync(report.Id, db.Reports.Where(r => r.Stage != ReportStage.Withdrawn && r.OrganisationCode == report.OrganisationCode), cancel);
        await ForgetActionsAsync(db, report, own, at, cancel);
        await ForgetAssessmentsAsync(db, own, report.OrganisationCode ?? "", gone, cancel);
        await db.ForgetTrailWordsAsync(report.Id, cancel);
    }

    private static async Task ForgetActionsAsync(ReportsDb db, Report report, IReadOnlyList<Guid> hazards, DateTimeOffset at, CancellationToken cancel)
    {
        var gone = TakenBack.Words(at);
        var scope = report.OrganisationCode ?? "";
        var found = await db.SafetyActions.AsNoTracking()
            .Where(a => a.HazardId == null ? a.ReportId == report.Id : a.ForOrganisation == scope && hazards.Contains(a.HazardId.Value))
            .Select(a => new { a.Id, a.Version }).ToListAsync(cancel);
        var ids = found.ConvertAll(a => a.Id);
        await db.SafetyActionChanges.Where(c => ids.Contains(c.ActionId)).ExecuteUpdateAsync(set => set
            .SetProperty(c => c.Words, gone)
            .SetProperty(c => c.WhatBefore, c => c.WhatBefore == null ? null : gone)
            .SetProperty(c => c.ReasonBefore, c => c.ReasonBefore == null ? null : gone), cancel);
        // a newer version, so that no form that was opened before brings the words back
        await db.SafetyActions.Where(a => ids.Contains(a.Id)).ExecuteUpdateAsync(set => set
            .SetProperty(a => a.What, gone)
            .SetProperty(a => a.StateReason, a => a.StateReason == null ? null : gone)
            .SetProperty(a => a.Version, a => a.Version + 1), cancel);
        db.SafetyActionChanges.AddRange(found.Select(a => new SafetyActionChange { ActionId = a.Id, Version = a.Version + 1, At = at, PersonId = Guid.Empty, Who = "The system", Words = gone }));
    }

    /// <summary>Every version, also those that newer ones supersede. What is rated, accepted and signed, by whom and when, stays.</summary>
    private static Task<int> ForgetAssessmentsAsync(ReportsDb db, IReadOnlyList<Guid> hazards, string scope, string gone, CancellationToken cancel) =>
        db.RiskAssessments.Where(a => a.ForOrganisation == scope && hazards.Contains(a.HazardId) && a.State != RiskState.TakenBack).ExecuteUpdateAsync(set => set
            .SetProperty(a => a.Content.Name, gone)
            .SetProperty(a => a.Content.Description, a => a.Content.Description == null ? null : gone)
            .SetProperty(a => a.Content.Impact, a => a.Content.Impact == null ? null : gone)
            .SetProperty(a => a.Content.Causes, a => a.Content.Causes == null ? null : gone)
            .SetProperty(a => a.Content.ExistingControls, a => a.Content.ExistingControls == null ? null : gone)
            .SetProperty(a => a.Content.DesignControls, a => a.Content.DesignControls == null ? null : gone)
            .SetProperty(a => a.Content.TestControls, a => a.Content.TestControls == null ? null : gone)
            .SetProperty(a => a.Content.TrainingControls, a => a.Content.TrainingControls == null ? null : gone)
            .SetProperty(a => a.Content.ProcessControls, a => a.Content.ProcessControls == null ? null : gone)
            .SetProperty(a => a.Content.Justification, a => a.Content.Justification == null ? null : gone)
            .SetProperty(a => a.Content.AcceptanceReason, a => a.Content.AcceptanceReason == null ? null : gone), cancel);
}
