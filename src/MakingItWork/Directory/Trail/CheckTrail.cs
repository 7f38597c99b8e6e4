using MakingItWork.Plumbing.Jobs;
using MakingItWork.Plumbing.Secrets;
using MakingItWork.Plumbing.Web;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Directory.Trail;

/// <summary>An administrator of everything has the whole chain read again.</summary>
public sealed record CheckTrailNow(Viewer Viewer) : IRequest<TrailVerdict?>;

/// <param name="Checked">Entries read.</param>
/// <param name="Sequence">The last entry's number, with its hash: who writes both down elsewhere can prove later that nothing before was changed.</param>
/// <param name="Faults">The first of them, each with its place.</param>
public sealed record TrailVerdict(long Checked, long Sequence, string Hash, int FaultCount, IReadOnlyList<string> Faults)
{
    public bool Holds => FaultCount == 0;
}

/// <summary>
/// Reads the audit trail from its first entry to its last, and says where one was changed, taken out, put in or cut off.
/// Runs every night; the page shows what it found last.
/// </summary>
public sealed class CheckTrail(ReportsDb db, ServerSecret secret, TimeProvider clock, ILogger<CheckTrail> log)
    : IRecurringJob, IRequestHandler<CheckTrailNow, TrailVerdict?>
{
    public const string Name = "check-audit-trail";
    private const int AtOnce = 1000;
    private const int FaultsNamed = 20;

    public static RecurringJob Nightly => new(Name, typeof(CheckTrail), "0 40 3 * * ?");

    /// <summary>./run.sh verify-audit</summary>
    /// <returns>0 when the chain holds.</returns>
    public static async Task<int> FromCommandLineAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var verdict = await scope.ServiceProvider.GetRequiredService<CheckTrail>().CheckAsync(CancellationToken.None);
        verdict.Faults.ToList().ForEach(Console.Error.WriteLine);
        Console.WriteLine(verdict.Holds
            ? $"The audit trail holds: {verdict.Checked} entries were read. The last is number {verdict.Sequence} with the hash {verdict.Hash}. Write both down elsewhere: they prove later that nothing before was changed."
            : $"THE AUDIT TRAIL DOES NOT HOLD: {verdict.FaultCount.CountOf("fault")} in {verdict.Checked} entries.");
        return verdict.Holds ? 0 : 1;
    }

    public async Task<TrailVerdict?> Handle(CheckTrailNow request, CancellationToken cancellationToken)
    {
        if (!request.Viewer.AdministersAll)
        {
            return null;
        }
        var verdict = await CheckAsync(cancellationToken);
        db.Record(clock, request.Viewer, "audit trail checked", null, verdict.Holds ? $"It holds up to number {verdict.Sequence}" : verdict.Faults[0]);
        await db.SaveChangesAsync(cancellationToken);
        return verdict;
    }

    public Task RunAsync(CancellationToken cancel) => CheckAsync(cancel);

    public async Task<TrailVerdict> CheckAsync(CancellationToken cancel)
    {
        var faults = new List<string>();
        var (at, hash, count) = (0L, AuditHead.Empty, 0L);
        var words = new TrailWordsCheck(secret);
        while (true)
        {
            var rows = await db.AuditEntries.AsNoTracking().Where(e => e.Sequence > at).OrderBy(e => e.Sequence).Take(AtOnce).ToListAsync(cancel);
            foreach (var entry in rows)
            {
                faults.AddRange(FaultsOf(entry, at, hash));
                faults.AddRange(words.FaultsOf(entry));
                (at, hash) = (entry.Sequence!.Value, entry.Hash ?? "");
                count++;
            }
            if (rows.Count < AtOnce)
            {
                break;
            }
        }
        // read last: everything that was read above was in the chain by now
        var head = await db.AuditHeads.AsNoTracking().SingleOrDefaultAsync(h => h.Id == AuditHead.OnlyId, cancel);
        faults.AddRange(await EndAsync(head, at, hash, cancel));
        faults.AddRange(words.Missing());
        if (faults.Count > 0)
        {
            log.LogCritical("The audit trail does not hold. Faults: {Faults}. See ./run.sh verify-audit.", faults.Count);
        }
        var now = clock.GetUtcNow();
        var first = faults.FirstOrDefault();
        await db.AuditHeads.Where(h => h.Id == AuditHead.OnlyId).ExecuteUpdateAsync(set => set
            .SetProperty(h => h.CheckedAt, now).SetProperty(h => h.CheckedTo, at)
            .SetProperty(h => h.Faults, faults.Count).SetProperty(h => h.FirstFault, first), cancel);
        return new TrailVerdict(count, at, hash, faults.Count, [.. faults.Take(FaultsNamed)]);
    }

    private IEnumerable<string> FaultsOf(AuditEntry entry, long before, string hash)
    {
        var number = entry.Sequence!.Value;
        if (number > before + 1)
        {
            yield return number == before + 2 ? $"Number {before + 1} is missing." : $"Numbers {before + 1} to {number - 1} are missing.";
        }
        else if (entry.PreviousHash != hash)
        {
            yield return $"Number {number} does not follow number {before}: one of them was changed or put in.";
        }
        if (entry.Hash != secret.SealOf("audit", AuditChain.ContentOf(entry)))
        {
            yield return $"Number {number} was changed or put in after it was written: \"{entry.Act}\" by {entry.Who}.";
        }
    }

    private async Task<IReadOnlyList<string>> EndAsync(AuditHead? head, long at, string hash, CancellationToken cancel)
    {
        if (head is null)
        {
            return ["The row that holds the end of the chain is missing."];
        }
        var faults = new List<string>();
        var outside = await db.AuditEntries.CountAsync(e => e.Sequence == null || e.Sequence < 1, cancel);
        if (outside > 0 && head.EarlierSealed)
        {
            faults.Add($"Entries without a number, put in beside the chain: {outside}.");
        }
        // others may have added entries since the last one was read
        var next = await db.AuditEntries.AsNoTracking().Where(e => e.Sequence == at + 1).Select(e => e.PreviousHash).SingleOrDefaultAsync(cancel);
        if (at > head.Sequence)
        {
            faults.Add($"Numbers after {head.Sequence} were put in behind the end of the chain.");
        }
        else if (at < head.Sequence && next is null)
        {
            faults.Add(head.Sequence == at + 1 ? $"Number {head.Sequence}, the last one, is missing." : $"Numbers {at + 1} to {head.Sequence}, the last ones, are missing.");
        }
        else if ((next ?? head.Hash) != hash)
        {
            faults.Add($"The end of the chain does not fit number {at}: it was changed or put in.");
        }
        return faults;
    }
}
