using System.Globalization;
using System.Net;
using System.Text;
using MakingItWork.Capture;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Plumbing.Mail;
using MakingItWork.Plumbing.Web;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Rules.Taxonomies;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Feedback;

/// <summary>Writes the digest's words: per hazard its product, counts, risk and a link. No picture and no reported text travels by mail.</summary>
public sealed class ComposeDigest(ReportsDb db, IOptions<CaptureOptions> options)
{
    public async Task<Letter> ForAsync(Digest digest, CancellationToken cancel)
    {
        var lines = await LinesAsync(digest, cancel);
        var until = TimeZoneInfo.ConvertTime(digest.Until, JobsSetup.London).ToString("d MMMM yyyy, HH:mm", CultureInfo.GetCultureInfo("en-GB"));
        var subject = $"{lines.Count(l => l.IsNew).CountOf("new hazard")}, {digest.Reports.CountOf("report")} about your products";
        return new Letter(digest.SentTo, subject, Text(digest, lines, until), Html(digest, lines, until), digest.MessageId);
    }

    private sealed record Line(string Reference, string Product, string Type, int NewReports, int AllReports, int Events, int Organisations, int? Risk, bool IsNew, string Link);

    private async Task<IReadOnlyList<Line>> LinesAsync(Digest digest, CancellationToken cancel)
    {
        var hazards = digest.Items.Select(i => i.HazardId).Distinct().ToList();
        var released = await db.HazardLinks.AsNoTracking()
            .Where(l => hazards.Contains(l.HazardId))
            .Join(db.Reports, l => l.ReportId, r => r.Id, (link, report) => new { link.HazardId, link.Hazard!.Reference, Event = link.SameEventAs ?? link.ReportId, report.Id, report.Stage, Organisation = report.OrganisationCode ?? report.OrganisationText, Product = report.Product!.Name })
            .Where(x => x.Stage == ReportStage.Approved || x.Stage == ReportStage.Exported)
            .Join(db.Decisions, x => x.Id, d => d.ReportId, (x, decision) => new { x.HazardId, x.Reference, x.Event, x.Id, x.Organisation, x.Product, decision.TypeCode, decision.RiskRating })
            .ToListAsync(cancel);
        var fresh = digest.Items.Select(i => i.ReportId).ToHashSet();
        return [.. released.GroupBy(x => x.HazardId)
            .Select(group => new Line(
                group.First().Reference,
                group.First().Product,
                group.Where(x => x.TypeCode is not null).Select(x => Taxonomy.Magrabi.Get(x.TypeCode!).Name).FirstOrDefault() ?? "not classified",
                group.Count(x => fresh.Contains(x.Id)),
                group.Count(),
                group.Select(x => x.Event).Distinct().Count(),
                group.Select(x => x.Organisation).Where(name => name is not null).Distinct().Count(),
                group.Max(x => x.RiskRating),
                group.All(x => fresh.Contains(x.Id)),
                $"{options.Value.PublicAddress.TrimEnd('/')}/supplier/hazards/{group.First().Reference}"))
            .OrderByDescending(line => line.Risk).ThenByDescending(line => line.NewReports)];
    }

    private static string Text(Digest digest, IReadOnlyList<Line> lines, string until)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"To {digest.Supplier!.Name}");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Reports of unsafe screens in your products that safety teams released up to {until} (UK time), worst first.");
        foreach (var line in lines)
        {
            text.AppendLine();
            text.AppendLine(CultureInfo.InvariantCulture, $"{line.Reference}  {line.Product}{(line.IsNew ? "  NEW" : "")}");
            text.AppendLine(CultureInfo.InvariantCulture, $"  Type of problem: {line.Type}");
            text.AppendLine(CultureInfo.InvariantCulture, $"  Clinical risk: {Risk(line.Risk)}");
            text.AppendLine(CultureInfo.InvariantCulture, $"  Reports: {line.NewReports} new, {line.AllReports} in all, of {line.Events.CountOf("event")} at {line.Organisations.CountOf("organisation")}");
            text.AppendLine(CultureInfo.InvariantCulture, $"  Details and your answer: {line.Link}");
        }
        text.AppendLine();
        text.AppendLine("This message holds no patient data. Pictures and descriptions are shown after you sign in.");
        return text.ToString();
    }

    private static string Html(Digest digest, IReadOnlyList<Line> lines, string until)
    {
        var html = new StringBuilder("<!DOCTYPE html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>Unsafe screens in your products</title></head>"
            + "<body style=\"font-family:Arial,sans-serif;font-size:16px;line-height:1.5;color:#212b32\">");
        html.Append(CultureInfo.InvariantCulture, $"<h1 style=\"font-size:24px\">To {WebUtility.HtmlEncode(digest.Supplier!.Name)}</h1>");
        html.Append(CultureInfo.InvariantCulture, $"<p>Reports of unsafe screens in your products that safety teams released up to {until} (UK time), worst first.</p>");
        html.Append("<table style=\"border-collapse:collapse\"><thead><tr>");
        foreach (var heading in (string[])["Hazard", "Product", "Type of problem", "Clinical risk", "New reports", "All reports", "Events", "Organisations"])
        {
            html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\" style=\"text-align:left;padding:8px;border-bottom:2px solid #4c6272\">{heading}</th>");
        }
        html.Append("</tr></thead><tbody>");
        foreach (var line in lines)
        {
            html.Append("<tr>");
            Cell(html, $"<a href=\"{WebUtility.HtmlEncode(line.Link)}\">{line.Reference}</a>{(line.IsNew ? " <strong>new</strong>" : "")}");
            Cell(html, WebUtility.HtmlEncode(line.Product));
            Cell(html, WebUtility.HtmlEncode(line.Type));
            Cell(html, Risk(line.Risk));
            Cell(html, line.NewReports.ToString(CultureInfo.InvariantCulture));
            Cell(html, line.AllReports.ToString(CultureInfo.InvariantCulture));
            Cell(html, line.Events.ToString(CultureInfo.InvariantCulture));
            Cell(html, line.Organisations.ToString(CultureInfo.InvariantCulture));
            html.Append("</tr>");
        }
        return html.Append("</tbody></table><p>This message holds no patient data. Pictures and descriptions are shown after you sign in.</p></body></html>").ToString();
    }

    private static void Cell(StringBuilder html, string content) =>
        html.Append(CultureInfo.InvariantCulture, $"<td style=\"padding:8px;border-bottom:1px solid #d8dde0;vertical-align:top\">{content}</td>");

    private static string Risk(int? rating) => rating is { } value ? $"{value} of 5 – {RiskRating.Acceptability(value)}" : "not rated";
}
