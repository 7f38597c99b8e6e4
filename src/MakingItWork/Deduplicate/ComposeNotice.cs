using System.Globalization;
using System.Net;
using System.Text;
using MakingItWork.Capture;
using MakingItWork.Plumbing.Mail;
using MakingItWork.Plumbing.Web;
using Microsoft.Extensions.Options;

namespace MakingItWork.Deduplicate;

/// <summary>Writes the mail to a follower: what changed, and where to read more. No reported word and no picture travels by mail.</summary>
public sealed class ComposeNotice(IOptions<CaptureOptions> options)
{
    private const string Foot = "You get this because you follow these hazards: you linked a report to one, or asked to follow it. You can stop following a hazard on its page.";

    public Letter For(NoticeMail mail, string address, IReadOnlyList<HazardNotice> notices)
    {
        var site = options.Value.PublicAddress.TrimEnd('/');
        var subject = notices.Count == 1 ? $"Hazard {notices[0].Hazard!.Reference} has changed" : $"{notices.Count} changes to hazards that you follow";
        var text = new StringBuilder();
        var html = new StringBuilder("<!DOCTYPE html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>Hazards that you follow</title></head>"
            + "<body style=\"font-family:Arial,sans-serif;font-size:16px;line-height:1.5;color:#212b32\"><h1 style=\"font-size:22px\">Hazards that you follow</h1><ul style=\"padding-left:20px\">");
        foreach (var notice in notices)
        {
            var place = $"{site}/triage/hazards/{notice.Hazard!.Reference}";
            text.AppendLine(CultureInfo.InvariantCulture, $"{notice.At.InWords()} (UK time)").AppendLine(notice.Words).AppendLine(place).AppendLine();
            html.Append(CultureInfo.InvariantCulture, $"<li style=\"margin-bottom:16px\">{Safe(notice.At.InWords())} (UK time)<br><strong>{Safe(notice.Words)}</strong><br><a href=\"{Safe(place)}\">{Safe(place)}</a></li>");
        }
        text.AppendLine(Foot);
        html.Append(CultureInfo.InvariantCulture, $"</ul><p>{Safe(Foot)}</p></body></html>");
        return new Letter(address, subject, text.ToString(), html.ToString(), mail.MessageId);
    }

    private static string Safe(string words) => WebUtility.HtmlEncode(words);
}
