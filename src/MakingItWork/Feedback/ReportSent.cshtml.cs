using System.Data.Common;
using MakingItWork.Capture;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Plumbing.Web;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace MakingItWork.Feedback;

/// <summary>Shown once after a report was sent: the reference, the private link, and what is known already.</summary>
[IgnoreAntiforgeryToken]
[EnableRateLimiting(SendingLimits.Questions)]
public sealed class ReportSentPage(IMediator sender, IOptions<CaptureOptions> options, IOptions<JobsOptions> jobs, TimeProvider clock, ILogger<ReportSentPage> log)
    : PageModel
{
    public string? Reference { get; private set; }
    public string? Link { get; private set; }
    public string? LinkSecret { get; private set; }
    public KnownProblem Known { get; private set; } = KnownProblem.NotYet;
    public DateTimeOffset? NextBatch { get; private set; }
    public DateTimeOffset? NextDigest { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        if (SentOnce.Take(TempData) is not { } sent)
        {
            return;
        }
        (Reference, LinkSecret) = (sent.Reference, sent.LinkSecret);
        Link = $"{options.Value.PublicAddress.TrimEnd('/')}/follow-up/{sent.LinkSecret}";
        var now = clock.GetUtcNow();
        (NextBatch, NextDigest) = (NextRun.Of(jobs.Value.ExportCron, now), NextRun.Of(jobs.Value.DigestCron, now));
        try
        {
            Known = await sender.Send(new FindKnownProblem(sent.LinkSecret), cancel);
        }
        catch (Exception broken) when (broken is DbException or InvalidOperationException { InnerException: DbException })
        {
            // the link is shown only now: a database that does not answer must not keep it from its reporter
            log.LogWarning(broken, "What is known of a problem could not be read for the page that confirms a report.");
        }
    }

    /// <summary>Asked for by the page's script while the report is prepared. The secret travels in the body, so that no log and no history holds it.</summary>
    /// <returns>204 until there is something to say.</returns>
    public async Task<IActionResult> OnPostKnownAsync(string? secret, CancellationToken cancel)
    {
        var known = await sender.Send(new FindKnownProblem(secret ?? ""), cancel);
        return known.Settled ? Partial("_KnownProblem", known) : StatusCode(StatusCodes.Status204NoContent);
    }
}
