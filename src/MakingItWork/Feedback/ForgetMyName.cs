using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Plumbing.Secrets;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Feedback;

/// <summary>A reporter who gave a name has it deleted; the report itself goes on.</summary>
public sealed record ForgetMyName(string LinkSecret) : IRequest<bool>;

internal sealed class ForgetMyNameHandler(ReportsDb db, ReporterNames names, TimeProvider clock) : IRequestHandler<ForgetMyName, bool>
{
    /// <returns>False when the link belongs to no report.</returns>
    public async Task<bool> Handle(ForgetMyName request, CancellationToken cancellationToken)
    {
        var hash = ServerSecret.HashOf(request.LinkSecret);
        var id = await db.Reports.Where(r => r.FollowUpHash == hash).Select(r => (Guid?)r.Id).SingleOrDefaultAsync(cancellationToken);
        if (id is not { } report)
        {
            return false;
        }
        if (await names.ForgetAsync(report, cancellationToken))
        {
            db.Record(clock, null, "name deleted", report, "By the reporter, through the private link.");
            await db.SaveChangesAsync(cancellationToken);
        }
        return true;
    }
}
