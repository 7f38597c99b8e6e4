using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Rules.Duplicates;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Deduplicate;

/// <summary>
/// The life of a hazard: open, acknowledged, fixed in a version, closed. It opens again by itself when a report comes from a
/// version that should hold the fix, and everybody who follows it is told.
/// </summary>
public sealed class HazardLife(ReportsDb db, TimeProvider clock)
{
    private const int VersionLength = 100;

    /// <summary>A person changes where a hazard stands.</summary>
    /// <param name="fixedIn">Needed for <see cref="HazardState.Fixed"/>, and taken for nothing else.</param>
    /// <returns>False when there is no such hazard, or a fix names no version that can be compared.</returns>
    public async Task<bool> ChangeAsync(Viewer viewer, string reference, HazardState to, string? fixedIn, CancellationToken cancel)
    {
        var version = fixedIn?.Trim();
        if (to == HazardState.Reopened || (to == HazardState.Fixed && (version is not { Length: > 0 and <= VersionLength } || VersionOrder.Compare(version, version) is null)))
        {
            return false;
        }
        var hazard = await db.Hazards.SingleOrDefaultAsync(h => h.Reference == reference, cancel);
        if (hazard is null)
        {
            return false;
        }
        var before = hazard.State;
        Enter(hazard, to);
        hazard.FixedIn = to == HazardState.Fixed ? version : hazard.FixedIn;
        var now = to == HazardState.Fixed ? $"{to} in {version}" : $"{to}";
        db.Record(clock, viewer, "hazard changed", null, $"Hazard {reference}: {before} to {now}");
        await TellAsync(hazard, $"Hazard {reference} is now: {now}.", except: viewer.PersonId, cancel);
        await db.SaveChangesAsync(cancel);
        return true;
    }

    public async Task FollowAsync(Viewer viewer, Guid hazardId, bool follow, CancellationToken cancel)
    {
        var follower = await db.HazardFollowers.SingleOrDefaultAsync(f => f.HazardId == hazardId && f.PersonId == viewer.PersonId, cancel);
        if (follow && follower is null)
        {
            db.HazardFollowers.Add(new HazardFollower { HazardId = hazardId, PersonId = viewer.PersonId, At = clock.GetUtcNow() });
        }
        else if (!follow && follower is not null)
        {
            db.HazardFollowers.Remove(follower);
        }
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>A report was linked to a hazard. To be saved by the caller, with the link.</summary>
    public async Task ReportCameAsync(Guid hazardId, Report report, CancellationToken cancel)
    {
        var hazard = await db.Hazards.FindAsync([hazardId], cancel);
        if (hazard is not { State: HazardState.Fixed or HazardState.Closed, FixedIn: { } fixedIn } || !VersionOrder.IsAtLeast(report.ProductVersion, fixedIn))
        {
            return;
        }
        Enter(hazard, HazardState.Reopened);
        db.Record(clock, null, "hazard reopened", report.Id, $"Hazard {hazard.Reference}: reported from a version that should hold the fix of {fixedIn}");
        await TellAsync(hazard, $"Hazard {hazard.Reference} is open again: it was fixed in {fixedIn}, and a report came from a version at least as new.", except: null, cancel);
    }

    private void Enter(Hazard hazard, HazardState state) => (hazard.State, hazard.StateSince) = (state, clock.GetUtcNow());

    private async Task TellAsync(Hazard hazard, string words, Guid? except, CancellationToken cancel)
    {
        var followers = await db.HazardFollowers.Where(f => f.HazardId == hazard.Id && f.PersonId != except).Select(f => f.PersonId).ToListAsync(cancel);
        db.HazardNotices.AddRange(followers.Select(person => new HazardNotice { HazardId = hazard.Id, PersonId = person, At = clock.GetUtcNow(), Words = words }));
    }
}
