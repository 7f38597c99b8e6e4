using MakingItWork.Directory;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Feedback;

/// <summary>The digests to suppliers, newest first: counts and states, never what they say.</summary>
public sealed record ReadDigests(int Page = 1) : IRequest<DigestsPage>;

public sealed record DigestsPage(IReadOnlyList<DigestRow> Digests, int Page, int Pages);

public sealed record DigestRow(string Supplier, DateTimeOffset Until, int Reports, int Hazards, DigestState State, DateTimeOffset? SentAt, string? Trouble);

/// <summary>Sends what waits, by somebody's order, and says what became of it.</summary>
public sealed record SendDigestsNow(Viewer Viewer) : IRequest<DigestRun>;

public sealed record DigestRun(int Sent, int StillQueued);

internal sealed class DigestsHandler(ReportsDb db, RunDigests digests, TimeProvider clock)
    : IRequestHandler<ReadDigests, DigestsPage>, IRequestHandler<SendDigestsNow, DigestRun>
{
    private const int OnPage = 25;

    public async Task<DigestsPage> Handle(ReadDigests request, CancellationToken cancellationToken)
    {
        var pages = Math.Max(1, (await db.Digests.CountAsync(cancellationToken) + OnPage - 1) / OnPage);
        var page = Math.Clamp(request.Page, 1, pages);
        var rows = await db.Digests.AsNoTracking()
            .OrderByDescending(d => d.Until)
            .Skip((page - 1) * OnPage)
            .Take(OnPage)
            .Select(d => new DigestRow(d.Supplier!.Name, d.Until, d.Reports, d.Hazards, d.State, d.SentAt, d.Trouble))
            .ToListAsync(cancellationToken);
        return new DigestsPage(rows, page, pages);
    }

    public async Task<DigestRun> Handle(SendDigestsNow request, CancellationToken cancellationToken)
    {
        var began = clock.GetUtcNow();
        await digests.RunAsync(cancellationToken);
        var run = new DigestRun(
            await db.Digests.CountAsync(d => d.SentAt >= began, cancellationToken),
            await db.Digests.CountAsync(d => d.State == DigestState.Queued, cancellationToken));
        db.Record(clock, request.Viewer, "digests sent", null, $"{run.Sent} sent, {run.StillQueued} still queued");
        await db.SaveChangesAsync(cancellationToken);
        return run;
    }
}
