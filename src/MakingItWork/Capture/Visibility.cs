using MakingItWork.Directory;

namespace MakingItWork.Capture;

/// <summary>Who may see which reports: written here once, and every query of a signed-in page starts from it.</summary>
public static class Visibility
{
    /// <summary>
    /// Safety teams see what names their organisation; national staff see all; a supplier sees approved reports
    /// about its products; a program with a national key all approved ones. Analysts see figures, and no report. Nobody sees a report before Redact has passed it.
    /// </summary>
    public static IQueryable<Report> VisibleTo(this IQueryable<Report> reports, Viewer viewer)
    {
        var redacted = reports.Where(r => r.Stage != ReportStage.Received && r.Stage != ReportStage.Cleaned && r.Stage != ReportStage.Held);
        if (viewer.Is(Roles.NationalTriager))
        {
            return redacted;
        }
        if (viewer.Triages && viewer.OrganisationCode is { } organisation)
        {
            return redacted.Where(r => r.OrganisationCode == organisation);
        }
        if (viewer.Is(Roles.SupplierUser) && viewer.SupplierId is { } supplier)
        {
            return redacted.Where(r => r.Product!.SupplierId == supplier && (r.Stage == ReportStage.Approved || r.Stage == ReportStage.Exported));
        }
        if (viewer.Is(Roles.Program) && viewer.OrganisationCode is { } served)
        {
            return redacted.Where(r => r.OrganisationCode == served);
        }
        return viewer.Is(Roles.Program)
            ? redacted.Where(r => r.Stage == ReportStage.Approved || r.Stage == ReportStage.Exported)
            : redacted.Where(r => false);
    }

    /// <summary>
    /// Reports of a safety team that Redact has not passed yet. The team may learn that one of them is urgent, and nothing
    /// of what it says.
    /// </summary>
    public static IQueryable<Report> NotYetVisibleTo(this IQueryable<Report> reports, Viewer viewer)
    {
        var unread = reports.Where(r => r.Stage == ReportStage.Received || r.Stage == ReportStage.Cleaned || r.Stage == ReportStage.Held);
        if (viewer.Is(Roles.NationalTriager))
        {
            return unread;
        }
        return viewer.Triages && viewer.OrganisationCode is { } organisation
            ? unread.Where(r => r.OrganisationCode == organisation)
            : unread.Where(r => false);
    }

    /// <summary>Reports of a guardian's organisation, of which they may learn the sender's name and nothing else.</summary>
    public static IQueryable<Report> GuardedBy(this IQueryable<Report> reports, Viewer viewer) =>
        viewer.Is(Roles.Guardian) && viewer.OrganisationCode is { } organisation
            ? reports.Where(r => r.OrganisationCode == organisation)
            : reports.Where(r => false);

    /// <summary>Reports whose pictures wait for this redactor.</summary>
    public static IQueryable<Report> HeldFor(this IQueryable<Report> reports, Viewer viewer)
    {
        var held = reports.Where(r => r.Stage == ReportStage.Held);
        if (!viewer.Is(Roles.Redactor))
        {
            return held.Where(r => false);
        }
        return viewer.IsNational ? held : held.Where(r => r.OrganisationCode != null && r.OrganisationCode == viewer.OrganisationCode);
    }

    /// <summary>Reports whose words as typed this redactor may ask for: of their organisation, once Redact has masked them.</summary>
    public static IQueryable<Report> WordsFor(this IQueryable<Report> reports, Viewer viewer)
    {
        var masked = reports.Where(r => r.Stage != ReportStage.Received && r.Stage != ReportStage.Cleaned);
        if (!viewer.Is(Roles.Redactor))
        {
            return masked.Where(r => false);
        }
        return viewer.IsNational ? masked : masked.Where(r => r.OrganisationCode != null && r.OrganisationCode == viewer.OrganisationCode);
    }
}
