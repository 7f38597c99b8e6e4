using MakingItWork.Plumbing.Jobs;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Redact;

/// <summary>Section "Redact": what is kept of what was sent.</summary>
public sealed class RedactOptions
{
    public const string Section = "Redact";

    /// <summary>Days after which the encrypted original words of a report are deleted; the masked ones stay.</summary>
    public int KeepOriginalsDays { get; set; } = 30;
}

/// <summary>Deletes original words whose time is over. Those of a report that is still being worked on stay until it is done.</summary>
public sealed class ForgetOriginals(ReportsDb db, IOptions<RedactOptions> options, TimeProvider clock) : IRecurringJob
{
    public async Task RunAsync(CancellationToken cancel)
    {
        var before = clock.GetUtcNow().AddDays(-options.Value.KeepOriginalsDays);
        await db.ReportOriginals
            .Where(o => db.Reports.Any(r => r.Id == o.ReportId && r.SubmittedAt < before
                && r.Stage != Capture.ReportStage.Received && r.Stage != Capture.ReportStage.Cleaned))
            .ExecuteDeleteAsync(cancel);
    }
}
