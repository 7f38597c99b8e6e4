using MakingItWork.Capture;
using MakingItWork.Rules.NationalFormats;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Export;

/// <summary>Reads approved reports as the national formats want them: masked words and codes, never a picture.</summary>
internal static class NationalEvents
{
    public static async Task<IReadOnlyDictionary<Guid, NationalEvent>> ForAsync(ReportsDb db, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var rows = await db.Reports.AsNoTracking()
            .Where(r => ids.Contains(r.Id) && (r.Stage == ReportStage.Approved || r.Stage == ReportStage.Exported))
            .Join(db.Decisions.Where(d => d.TypeCode != null), r => r.Id, d => d.ReportId, (report, decision) => new { report, decision.TypeCode, Product = report.Product!.Name })
            .ToListAsync(cancel);
        var twins = await TwinsAsync(db, ids, cancel);
        return rows.ToDictionary(row => row.report.Id, row => Event(row.report, row.TypeCode!, row.Product) with { SameEventAs = [.. twins[row.report.Id].Order(StringComparer.Ordinal)] });
    }

    /// <summary>
    /// Reports of one organisation that tell of the very same event. Each is exported, whole, because one may say what the other does
    /// not; each names the others that are exported too, so that nobody counts one event twice.
    /// </summary>
    private static async Task<ILookup<Guid, string>> TwinsAsync(ReportsDb db, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var told = db.HazardLinks.Select(l => new { l.ReportId, l.HazardId, Event = l.SameEventAs ?? l.ReportId })
            .Join(db.Reports.Where(r => r.Stage == ReportStage.Approved || r.Stage == ReportStage.Exported), l => l.ReportId, r => r.Id, (link, report) => new { link.ReportId, link.HazardId, link.Event, report.OrganisationCode, report.Reference });
        var pairs = await told.Where(mine => ids.Contains(mine.ReportId) && mine.OrganisationCode != null)
            .Join(told, mine => new { mine.HazardId, mine.Event, mine.OrganisationCode }, other => new { other.HazardId, other.Event, other.OrganisationCode }, (mine, other) => new { mine.ReportId, Twin = other.ReportId, other.Reference })
            .Where(pair => pair.ReportId != pair.Twin)
            .ToListAsync(cancel);
        return pairs.ToLookup(pair => pair.ReportId, pair => pair.Reference);
    }

    private static NationalEvent Event(Report report, string typeCode, string? product) => new(
        report.Reference,
        report.OrganisationCode,
        report.OccurredOn,
        report.OccurredOn is null ? DatePrecision.Unknown : DatePrecision.Day,
        report.DescriptionInWords,
        report.DegreeOfHarm,
        typeCode,
        product ?? report.ProductText ?? "A product that is not listed",
        report.ProductVersion,
        report.Unit,
        RoleCode(report.Role),
        report.Screen);

    /// <summary>LFPSE staff-type codes.</summary>
    private static string RoleCode(ReporterRole role) => role switch
    {
        ReporterRole.Doctor => "4",
        ReporterRole.Nurse or ReporterRole.Midwife => "5",
        ReporterRole.Pharmacist => "1",
        ReporterRole.HealthcareScientist => "2",
        ReporterRole.AlliedHealthProfessional => "3",
        ReporterRole.Administrator => "6",
        _ => "9",
    };
}
