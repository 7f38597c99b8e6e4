using System.Globalization;
using CsvHelper;
using MakingItWork.Directory;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Store;
using MakingItWork.Triage.Actions;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Risk;

/// <summary>
/// An organisation's hazard log, with the columns of DCB0129 and DCB0160, written while it is read. The signed assessment stands in it;
/// where none is signed, the proposed one, and the row says so. Cells that a spreadsheet would run as a formula are escaped.
/// </summary>
public sealed class HazardLogCsv(ReportsDb db, TimeProvider clock)
{
    private const int AtOnce = 200;

    private static readonly string[] Columns =
    [
        "Hazard Number", "Hazard Name", "Hazard Description", "Potential Clinical Impact", "Possible Causes", "Existing Controls",
        "Initial Severity", "Initial Likelihood", "Initial Risk Rating",
        "Additional Controls - Design", "Additional Controls - Test", "Additional Controls - Training", "Additional Controls - Business Process Change",
        "Residual Severity", "Residual Likelihood", "Residual Risk Rating", "Actions Summary", "Owner", "Hazard Status",
        "Justification", "Residual Risk Accepted", "Reason", "Assessment", "Assessed By", "Role", "Assessed At (UTC)", "Organisation",
    ];

    public async Task WriteAsync(Viewer viewer, Stream to, CancellationToken cancel)
    {
        // on the trail first: a file that breaks off was asked for too
        db.Record(clock, viewer, "hazard log exported", null);
        await db.SaveChangesAsync(cancel);
        await using var csv = CsvWriter.Create(to, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true);
        await csv.WriteRecordAsync(Columns, cancel);
        (string Reference, string Organisation)? last = null;
        while (true)
        {
            var page = await PageAsync(viewer, last, cancel);
            var actions = await ActionsAsync(viewer, [.. page.Select(row => row.Version.HazardId)], cancel);
            foreach (var row in page)
            {
                await csv.WriteRecordAsync(Cells(row, actions.Where(a => a.HazardId == row.Version.HazardId && a.ForOrganisation == row.Version.ForOrganisation).ToList()), cancel);
            }
            if (page.Count < AtOnce)
            {
                return;
            }
            last = (page[^1].Hazard, page[^1].Version.ForOrganisation);
        }
    }

    private sealed record Row(string Hazard, bool NewerWaits, RiskAssessment Version);

    private sealed record Action(Guid HazardId, string ForOrganisation, string What, ActionState State, DateTimeOffset DueAt, string Owner);

    private async Task<List<Row>> PageAsync(Viewer viewer, (string Reference, string Organisation)? last, CancellationToken cancel)
    {
        var records = db.RiskRecords.AsNoTracking().VisibleTo(viewer).Where(r => r.CurrentVersion != null);
        if (last is var (reference, organisation))
        {
            records = records.Where(r => r.Hazard!.Reference.CompareTo(reference) > 0 || (r.Hazard.Reference == reference && r.ForOrganisation.CompareTo(organisation) > 0));
        }
        var rows = await records.OrderBy(r => r.Hazard!.Reference).ThenBy(r => r.ForOrganisation).Take(AtOnce)
            .Join(db.RiskAssessments, r => new { r.HazardId, r.ForOrganisation, Version = r.FinalVersion ?? r.CurrentVersion!.Value }, a => new { a.HazardId, a.ForOrganisation, a.Version }, (record, version) => new { record.Hazard!.Reference, record.FinalVersion, record.CurrentVersion, version })
            .OrderBy(x => x.Reference).ThenBy(x => x.version.ForOrganisation)
            .ToListAsync(cancel);
        return [.. rows.Select(x => new Row(x.Reference, x.FinalVersion != null && x.FinalVersion != x.CurrentVersion, x.version))];
    }

    /// <summary>Those about the hazard, and those about one of its reports.</summary>
    private async Task<List<Action>> ActionsAsync(Viewer viewer, IReadOnlyList<Guid> hazards, CancellationToken cancel) => await db.SafetyActions.AsNoTracking().VisibleTo(viewer)
        .Join(db.HazardLinks, a => a.ReportId, l => l.ReportId, (action, link) => new { action, HazardId = action.HazardId ?? link.HazardId })
        .Where(x => hazards.Contains(x.HazardId))
        .OrderBy(x => x.action.DueAt)
        .Select(x => new Action(x.HazardId, x.action.ForOrganisation, x.action.What, x.action.State, x.action.DueAt, x.action.Assignee!.DisplayName))
        .ToListAsync(cancel);

    private static string[] Cells(Row row, List<Action> actions)
    {
        var (version, content) = (row.Version, row.Version.Content);
        return
        [
            row.Hazard, content.Name ?? "", content.Description ?? "", content.Impact ?? "", content.Causes ?? "", content.ExistingControls ?? "",
            content.InitialSeverity?.Name() ?? "", content.InitialLikelihood?.Name() ?? "", Number(content.InitialRating),
            content.DesignControls ?? "", content.TestControls ?? "", content.TrainingControls ?? "", content.ProcessControls ?? "",
            content.ResidualSeverity?.Name() ?? "", content.ResidualLikelihood?.Name() ?? "", Number(content.ResidualRating),
            string.Join("; ", actions.Select(a => $"{a.What} ({a.State}, {a.DueAt.DueInWords()})")), string.Join("; ", actions.Select(a => a.Owner).Distinct()), content.Status.ToString(),
            content.Justification ?? "", RiskWording.Acceptance(content.Accepted), content.AcceptanceReason ?? "",
            $"{version.State.State()}, version {version.Version}{(row.NewerWaits ? "; a newer proposal waits" : "")}", version.AssessedBy, version.InRole,
            version.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), version.ForOrganisation,
        ];
    }

    private static string Number(int? rating) => rating?.ToString(CultureInfo.InvariantCulture) ?? "";
}
