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
        return rows.ToDictionary(row => row.report.Id, row => Event(row.report, row.TypeCode!, row.Product));
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
