using System.Globalization;
using System.Net;
using System.Text;
using MakingItWork.Capture;
using MakingItWork.Plumbing.Mail;
using MakingItWork.Plumbing.Web;
using MakingItWork.Rules.ClinicalRisk;
using Microsoft.Extensions.Options;

namespace MakingItWork.Classify;

/// <summary>Writes the mail to the on-call address: why, what and where, and the masked words. No picture travels by mail.</summary>
public sealed class ComposeAlert(IOptions<CaptureOptions> options)
{
    private const int MostWords = 2000;

    public Letter For(UrgentReport urgent, string address)
    {
        var report = urgent.Report!;
        // of a report without pictures nothing has to be released: it is in the queue a moment after this mail
        var held = report.Screenshots.Count > 0 && report.Stage is (ReportStage.Received or ReportStage.Cleaned or ReportStage.Held);
        var place = $"{options.Value.PublicAddress.TrimEnd('/')}{(report.Stage == ReportStage.Held ? "/redact" : held ? "/triage" : $"/triage/{report.Reference}")}";
        (string Name, string Value)[] facts =
        [
            ("Report", report.Reference),
            ("Sent", report.SubmittedAt.InWords()),
            ("Organisation", report.Organisation?.Name ?? report.OrganisationText ?? "not named"),
            ("Unit", report.Unit ?? "not named"),
            ("System", report.Product?.Name ?? report.ProductText ?? "not named"),
            ("Screen or part of it", report.Screen ?? "not named"),
            ("Harm, as the reporter gave it", Harm(report.DegreeOfHarm)),
        ];
        var next = held
            ? "Its picture has not been released yet. The report appears in triage as soon as that is done; if a picture waits for a person, please look at it now."
            : "It is at the head of the triage queue.";
        return new Letter(
            address,
            $"URGENT: report {report.Reference} may mean imminent harm",
            Text(urgent.Reason, facts, Words(report), next, place),
            Html(urgent.Reason, facts, Words(report), next, place),
            urgent.MessageId);
    }

    private static string Words(Report report) => report.DescriptionInWords is { Length: > MostWords } words ? $"{words[..MostWords]} […]" : report.DescriptionInWords;

    private static string Harm(DegreeOfHarm harm) => harm == DegreeOfHarm.HazardOnly ? "no patient involved" : harm.InWords();

    private static string Text(string reason, IEnumerable<(string Name, string Value)> facts, string words, string next, string place)
    {
        var text = new StringBuilder();
        text.AppendLine(reason).AppendLine();
        foreach (var (name, value) in facts)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{name}: {value}");
        }
        return text.AppendLine().AppendLine("What was reported, with patient details masked:").AppendLine(words)
            .AppendLine().AppendLine(next).AppendLine(place)
            .AppendLine().AppendLine("A program noticed this by the words alone and may be wrong. Open the report to say that you have seen it, or that it is not urgent.")
            .ToString();
    }

    private static string Html(string reason, IEnumerable<(string Name, string Value)> facts, string words, string next, string place)
    {
        static string Safe(string text) => WebUtility.HtmlEncode(text);
        var html = new StringBuilder("<!DOCTYPE html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>Urgent report</title></head>"
            + "<body style=\"font-family:Arial,sans-serif;font-size:16px;line-height:1.5;color:#212b32\">");
        html.Append(CultureInfo.InvariantCulture, $"<h1 style=\"font-size:22px;color:#b5121b\">{Safe(reason)}</h1><table style=\"border-collapse:collapse\">");
        foreach (var (name, value) in facts)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\" style=\"text-align:left;padding:4px 16px 4px 0;vertical-align:top\">{Safe(name)}</th><td style=\"padding:4px 0\">{Safe(value)}</td></tr>");
        }
        html.Append(CultureInfo.InvariantCulture, $"</table><p>What was reported, with patient details masked:</p><blockquote style=\"margin:0;padding:8px 16px;border-left:4px solid #b5121b;white-space:pre-line\">{Safe(words)}</blockquote>");
        html.Append(CultureInfo.InvariantCulture, $"<p>{Safe(next)}<br><a href=\"{Safe(place)}\">{Safe(place)}</a></p>");
        return html.Append("<p>A program noticed this by the words alone and may be wrong. Open the report to say that you have seen it, or that it is not urgent.</p></body></html>").ToString();
    }
}
