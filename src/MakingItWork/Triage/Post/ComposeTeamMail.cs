using System.Globalization;
using System.Net;
using System.Text;
using MakingItWork.Capture;
using MakingItWork.Plumbing.Mail;
using MakingItWork.Plumbing.Web;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Triage.Actions;
using Microsoft.Extensions.Options;

namespace MakingItWork.Triage.Post;

/// <summary>One report of an escalation: no reported words.</summary>
/// <param name="Reason">Why it is urgent, a fixed sentence of the rules; null when it is not.</param>
public sealed record EscalatedReport(string Reference, DateTimeOffset SubmittedAt, DegreeOfHarm Harm, string? Organisation, string? Reason);

/// <summary>Writes the mails to a safety team: where and by when, and nothing that was reported.</summary>
public sealed class ComposeTeamMail(IOptions<CaptureOptions> options)
{
    private const int MostLines = 50;

    public Letter Reminder(TeamMail mail, SafetyAction action, DateTimeOffset now)
    {
        var late = action.DueAt <= now;
        var reference = action.Report!.Reference;
        return Write(
            mail,
            late ? $"Overdue action: report {reference}" : $"Action due by {action.DueAt.DueInWords()}: report {reference}",
            late ? "An action is overdue" : "An action is due soon",
            [
                $"What: {action.What}",
                $"Who: {action.Assignee!.DisplayName}",
                $"{(late ? "Was due" : "Due")} by {action.DueAt.DueInWords()}",
                $"Report: {reference}",
            ],
            "Open it to say that it is done, to move its date, or to give it to somebody else.",
            $"/actions/{action.Id}");
    }

    public Letter Escalation(TeamMail mail, IReadOnlyList<EscalatedReport> reports)
    {
        var one = reports.Count == 1 ? $"report {reports[0].Reference}" : reports.Count.CountOf("report");
        var (subject, heading) = mail.Kind switch
        {
            TeamMailKind.UrgentNotTaken => ($"URGENT: nobody has taken on {one}", "Nobody has taken on what may mean imminent harm"),
            TeamMailKind.UrgentStillNotTaken => ($"URGENT, second call: nobody has taken on {one}", "Nobody has taken on what may mean imminent harm, though the team was mailed"),
            TeamMailKind.Unopened => ($"Nobody has opened {one} within the service target", "Nobody has opened what waits for triage within the service target"),
            _ => ($"Still nobody has opened {one}", "Nobody has opened what waits for triage, though the team was mailed"),
        };
        var lines = reports.OrderByDescending(r => r.Harm).ThenBy(r => r.SubmittedAt).Take(MostLines)
            .Select(r => $"{r.Reference}, sent {r.SubmittedAt.InWords()}, {TriageWords.Harm(r.Harm).ToLowerInvariant()}{(r.Organisation is null ? null : $", {r.Organisation}")}{(r.Reason is null ? null : $": {r.Reason}")}")
            .ToList();
        if (reports.Count > MostLines)
        {
            lines.Add($"and {(reports.Count - MostLines).CountOf("more report")}");
        }
        return Write(mail, subject, heading, lines, "Please look at it now.", reports.Count == 1 ? $"/triage/{reports[0].Reference}" : "/triage");
    }

    private Letter Write(TeamMail mail, string subject, string heading, IReadOnlyList<string> lines, string next, string path)
    {
        var place = $"{options.Value.PublicAddress.TrimEnd('/')}{path}";
        var why = mail.InPlaceOf is { } name ? $"You get this in place of {name}, who is away or has left." : null;
        var text = new StringBuilder().AppendLine(heading).AppendLine();
        foreach (var line in lines)
        {
            text.AppendLine(line);
        }
        text.AppendLine().AppendLine(next).AppendLine(place);
        if (why is not null)
        {
            text.AppendLine().AppendLine(why);
        }
        return new Letter(mail.Email, subject, text.ToString(), Html(heading, lines, next, place, why), mail.MessageId);
    }

    private static string Html(string heading, IEnumerable<string> lines, string next, string place, string? why)
    {
        static string Safe(string words) => WebUtility.HtmlEncode(words);
        var html = new StringBuilder("<!DOCTYPE html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>MakingItWork</title></head>"
            + "<body style=\"font-family:Arial,sans-serif;font-size:16px;line-height:1.5;color:#212b32\">");
        html.Append(CultureInfo.InvariantCulture, $"<h1 style=\"font-size:22px\">{Safe(heading)}</h1><ul>");
        foreach (var line in lines)
        {
            html.Append(CultureInfo.InvariantCulture, $"<li>{Safe(line)}</li>");
        }
        html.Append(CultureInfo.InvariantCulture, $"</ul><p>{Safe(next)}<br><a href=\"{Safe(place)}\">{Safe(place)}</a></p>");
        return html.Append(why is null ? "" : $"<p>{Safe(why)}</p>").Append("</body></html>").ToString();
    }
}
