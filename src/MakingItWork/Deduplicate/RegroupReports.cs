using System.Security.Cryptography;
using MakingItWork.Capture;
using MakingItWork.Deduplicate.Index;
using MakingItWork.Directory;
using MakingItWork.Rules.Duplicates;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Deduplicate;

/// <summary>
/// Makes the order in which reports arrive not matter. When a report has been linked, all that hang together with it through
/// likenesses that link are grouped anew by <see cref="Clusters"/>, whose answer depends on the reports alone. Nothing that a
/// person or a reporter has had a part in is moved, and neither is a hazard once one of its reports is decided.
/// </summary>
public sealed class RegroupReports(ReportsDb db, SimilarReports similar, CommonWords words, TimeProvider clock)
{
    /// <summary>A larger neighbourhood stays as it is: its hazards are known well enough, and grouping would take too long.</summary>
    private const int Most = 32;
    private const int Neighbours = 60;

    private sealed record Member(Guid Id, Guid HazardId, ReportPrint Print, string Mark, DateTimeOffset SubmittedAt);

    /// <summary>
    /// To be called in the transaction that linked the report, behind the gate of its product. The trail's lines are left to be
    /// saved by the caller, as the last of the transaction.
    /// </summary>
    public async Task AroundAsync(Report report, ReportPrint print, CancellationToken cancel)
    {
        if (report.ProductId is not { } product || await NeighbourhoodAsync(report.Id, print, product, cancel) is not { Count: > 1 } members)
        {
            return;
        }
        var counted = await words.GetAsync(db, cancel);
        var scores = new SamenessScore?[members.Count, members.Count];
        var groups = Clusters.Of([.. members.Select(m => m.Mark)], (a, b) => Likeness(Score(a, b)), Sameness.LinkFrom, [], [], FindLikeReports.HoldFrom);
        List<Member> moved = [];
        foreach (var (group, hazard) in Named(members, groups, product))
        {
            foreach (var i in group.Where(i => members[i].HazardId != hazard))
            {
                moved.Add(members[i]);
                var like = group.Where(j => j != i).Select(j => (j, Score: Score(i, j))).OrderByDescending(x => x.Score.Total).ThenBy(x => members[x.j].Mark, StringComparer.Ordinal).FirstOrDefault();
                await MoveAsync(members[i], hazard, like.Score, like.Score is null ? null : members[like.j].Id, cancel);
            }
        }
        await ForgetEmptyAsync([.. moved.Select(m => m.HazardId).Distinct()], cancel);
        foreach (var member in moved.Where(m => m.Id != report.Id))
        {
            db.Record(clock, null, "regrouped", member.Id, "A later report showed which of the like reports belong together");
        }

        SamenessScore Score(int a, int b) => scores[Math.Min(a, b), Math.Max(a, b)] ??= Sameness.Score(members[Math.Min(a, b)].Print, members[Math.Max(a, b)].Print, counted.Weights);
    }

    // what may only be suggested brings no two together, however alike; it may hold a group that others brought together
    private static double Likeness(SamenessScore score) => score.Decision == SamenessDecision.Link ? score.Total : Math.Min(score.Total, Sameness.LinkFrom - 0.001);

    /// <returns>All free reports that likenesses lead to from this one; nothing when it is not free itself, or there are too many.</returns>
    private async Task<List<Member>?> NeighbourhoodAsync(Guid reportId, ReportPrint print, Guid product, CancellationToken cancel)
    {
        List<Member> members = await FreeAsync([(reportId, print)], product, cancel);
        HashSet<Guid> seen = [reportId];
        for (var at = 0; at < members.Count; at++)
        {
            var found = await similar.FindAsync(members[at].Print, members[at].Id, Neighbours, cancel);
            members.AddRange(await FreeAsync([.. found.Where(other => other.Score.Decision == SamenessDecision.Link && seen.Add(other.ReportId)).Select(other => (other.ReportId, other.Print))], product, cancel));
            if (members.Count > Most)
            {
                return null;
            }
        }
        return members;
    }

    private async Task<List<Member>> FreeAsync(IReadOnlyList<(Guid Id, ReportPrint Print)> found, Guid product, CancellationToken cancel)
    {
        if (found.Count == 0)
        {
            return [];
        }
        var ids = found.Select(f => f.Id).ToList();
        var free = await db.HazardLinks.AsNoTracking()
            .Where(l => ids.Contains(l.ReportId) && l.Hazard!.ProductId == product && l.Hazard.State == HazardState.Open && l.Hazard.LeadReportId == null && l.Hazard.HandledAt == null)
            .Where(l => !db.HazardFollowers.Any(f => f.HazardId == l.HazardId) && !db.HazardRefusals.Any(r => r.HazardId == l.HazardId) && !db.HazardChanges.Any(c => c.PersonId != null && (c.FromHazardId == l.HazardId || c.HazardId == l.HazardId)))
            // every report of the hazard: linked by the machine, not decided, and nobody has said what it is not
            .Where(l => !db.HazardLinks.Any(m => m.HazardId == l.HazardId && (m.By != LinkedBy.Machine
                || db.ReportsApart.Any(p => p.ReportId == m.ReportId) || db.HazardRefusals.Any(r => r.ReportId == m.ReportId) || db.HazardChanges.Any(c => c.PersonId != null && c.ReportId == m.ReportId)
                || db.Reports.Any(r => r.Id == m.ReportId && r.Stage != ReportStage.Classified && r.Stage != ReportStage.AwaitingTriage))))
            .Join(db.Reports.Where(r => r.ProductId == product), l => l.ReportId, r => r.Id, (link, report) => new { link.ReportId, link.HazardId, report.SubmittedAt })
            .ToDictionaryAsync(x => x.ReportId, cancel);
        return [.. found.Where(f => free.ContainsKey(f.Id)).Select(f => new Member(f.Id, free[f.Id].HazardId, f.Print, Convert.ToHexString(SHA256.HashData(f.Print.Pack())), free[f.Id].SubmittedAt))];
    }

    /// <summary>Each group keeps the hazard that most of it is in already, so that as little as possible moves; one that finds none left begins a hazard.</summary>
    private List<(List<int> Group, Guid Hazard)> Named(IReadOnlyList<Member> members, IReadOnlyList<int> groups, Guid product)
    {
        HashSet<Guid> taken = [];
        List<(List<int>, Guid)> named = [];
        var sets = groups.Index().GroupBy(x => x.Item, x => x.Index).Select(g => g.ToList());
        foreach (var group in sets.OrderByDescending(g => g.CountBy(i => members[i].HazardId).Max(c => c.Value)).ThenBy(g => g.Min(i => members[i].SubmittedAt)))
        {
            var kept = group.CountBy(i => members[i].HazardId).Where(c => !taken.Contains(c.Key)).OrderByDescending(c => c.Value).ThenBy(c => c.Key).Select(c => (Guid?)c.Key).FirstOrDefault();
            var hazard = kept ?? NewHazard(product, group.Min(i => members[i].SubmittedAt));
            taken.Add(hazard);
            named.Add((group, hazard));
        }
        return named;
    }

    private Guid NewHazard(Guid product, DateTimeOffset firstSeen)
    {
        var hazard = new Hazard { Reference = References.New("H"), ProductId = product, FirstSeenAt = firstSeen };
        db.Hazards.Add(hazard);
        return hazard.Id;
    }

    private async Task MoveAsync(Member member, Guid to, SamenessScore? score, Guid? like, CancellationToken cancel)
    {
        // whoever moved it in this moment keeps it: the whole transaction is given up, and the job is rung again
        if (await db.HazardLinks.Where(l => l.ReportId == member.Id && l.HazardId == member.HazardId && l.By == LinkedBy.Machine).ExecuteDeleteAsync(cancel) != 1)
        {
            throw new DbUpdateConcurrencyException($"Report {member.Id} was moved by somebody else at the same moment.");
        }
        foreach (var tracked in db.ChangeTracker.Entries<HazardLink>().Where(e => e.Entity.ReportId == member.Id).ToList())
        {
            tracked.State = EntityState.Detached;
        }
        db.HazardLinks.Add(new HazardLink
        {
            ReportId = member.Id, HazardId = to, By = LinkedBy.Machine, Score = score?.Total, LikeReportId = like, Why = score?.Why ?? "The first report of this problem.", At = clock.GetUtcNow(),
        });
        await SuggestionsAsync(member, to, cancel);
        await db.SaveChangesAsync(cancel);
    }

    private async Task ForgetEmptyAsync(IReadOnlyList<Guid> left, CancellationToken cancel)
    {
        foreach (var tracked in db.ChangeTracker.Entries<Hazard>().Where(e => left.Contains(e.Entity.Id)).ToList())
        {
            tracked.State = EntityState.Detached;
        }
        await db.Hazards.Where(h => left.Contains(h.Id) && !db.HazardLinks.Any(l => l.HazardId == h.Id)).ExecuteDeleteAsync(cancel);
    }

    // whoever was shown this report's old hazard because of this report is shown its new one
    private async Task SuggestionsAsync(Member member, Guid to, CancellationToken cancel)
    {
        await db.HazardLinks.Where(l => l.SameEventAs == member.Id && l.HazardId != to).ExecuteUpdateAsync(set => set.SetProperty(l => l.SameEventAs, (Guid?)null), cancel);
        await db.HazardCandidates.Where(c => c.ReportId == member.Id && c.HazardId == to).ExecuteDeleteAsync(cancel);
        var shown = await db.HazardCandidates.Where(c => c.LikeReportId == member.Id && c.HazardId == member.HazardId).ToListAsync(cancel);
        foreach (var candidate in shown)
        {
            db.HazardCandidates.Remove(candidate);
            if (!await db.HazardCandidates.AnyAsync(c => c.ReportId == candidate.ReportId && c.HazardId == to, cancel) && !await db.HazardLinks.AnyAsync(l => l.ReportId == candidate.ReportId && l.HazardId == to, cancel))
            {
                db.HazardCandidates.Add(new HazardCandidate { ReportId = candidate.ReportId, HazardId = to, LikeReportId = member.Id, Score = candidate.Score, Why = candidate.Why });
            }
        }
    }
}
