using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Redact;
using MakingItWork.Rules.Duplicates;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Deduplicate;

/// <summary>
/// The life of a hazard: open, acknowledged, fixed in a version, closed. It opens again by itself when a report comes from a
/// version that should hold the fix, and everybody who follows it is told.
/// </summary>
public sealed class HazardLife(ReportsDb db, StaffText text, TimeProvider clock)
{
    public const int VersionLength = 100;

    /// <summary>What is wrong with a version that is said to hold a fix; null when it can be compared with others.</summary>
    public static string? TroubleWithFix(string? version) => version?.Trim() switch
    {
        null or "" => "Enter the version that holds the fix",
        { Length: > VersionLength } => $"Version must be {VersionLength} characters or fewer",
        var typed when VersionOrder.Compare(typed, typed) is null => "Enter a version that can be compared with others, such as 8.2.1 or 2026.4",
        _ => null,
    };

    /// <summary>A person changes where a hazard stands.</summary>
    /// <param name="fixedIn">Needed for <see cref="HazardState.Fixed"/>, and taken for nothing else.</param>
    /// <returns>Not done when there is no such hazard, or a fix names no version that can be compared.</returns>
    public async Task<HazardAct> ChangeAsync(Viewer viewer, string reference, HazardState to, string? fixedIn, CancellationToken cancel, string? why = null)
    {
        var version = fixedIn?.Trim();
        var hazard = to == HazardState.Reopened || (to == HazardState.Fixed && TroubleWithFix(version) is not null)
            ? null
            : await db.Hazards.SingleOrDefaultAsync(h => h.Reference == reference, cancel);
        if (hazard is null)
        {
            return HazardAct.NotDone;
        }
        var by = HazardActor.Of(viewer, clock.GetUtcNow(), string.IsNullOrWhiteSpace(why)
            ? null
            : (await text.KnownAsync(await db.NewestOfHazardAsync(viewer, hazard.Id, StaffText.MostReports, cancel), cancel)).Mask(why, HazardChange.ReasonLength * 2));
        var before = hazard.State;
        Enter(hazard, to, to == HazardState.Fixed ? version : hazard.FixedIn, by);
        var now = to == HazardState.Fixed ? $"{to} in {version}" : $"{to}";
        await TellAsync(hazard.Id, $"Hazard {reference} is now: {now}.", except: viewer.PersonId, cancel);
        db.Record(clock, viewer, "hazard changed", null, $"Hazard {reference}: {before} to {now}{(by.Reason is null ? null : ". Why stands with the hazard")}");
        await db.SaveChangesAsync(cancel);
        return new HazardAct(true, by.ActId);
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

    /// <summary>Whoever changes a hazard hears what becomes of it, until they unfollow it. To be saved by the caller.</summary>
    public async Task KeepFollowingAsync(Viewer viewer, Guid hazardId, CancellationToken cancel)
    {
        if (!await db.HazardFollowers.AnyAsync(f => f.HazardId == hazardId && f.PersonId == viewer.PersonId, cancel))
        {
            db.HazardFollowers.Add(new HazardFollower { HazardId = hazardId, PersonId = viewer.PersonId, At = clock.GetUtcNow() });
        }
    }

    /// <summary>A report was linked to a hazard. To be saved by the caller, with the link.</summary>
    public async Task ReportCameAsync(Guid hazardId, Report report, CancellationToken cancel)
    {
        var hazard = await db.Hazards.FindAsync([hazardId], cancel);
        if (hazard is not { State: HazardState.Fixed or HazardState.Closed, FixedIn: { } fixedIn } || !VersionOrder.IsAtLeast(report.ProductVersion, fixedIn))
        {
            return;
        }
        Enter(hazard, HazardState.Reopened, fixedIn, null);
        await TellAsync(hazard.Id, $"Hazard {hazard.Reference} is open again: it was fixed in {fixedIn}, and a report came from a version at least as new.", except: null, cancel);
        db.Record(clock, null, "hazard reopened", report.Id, $"Hazard {hazard.Reference}: reported from a version that should hold the fix of {fixedIn}");
    }

    /// <summary>Tells those who follow a hazard. To be saved by the caller, with what it is about.</summary>
    /// <param name="words">Never a reported word: they also travel by mail.</param>
    public async Task TellAsync(Guid hazardId, string words, Guid? except, CancellationToken cancel)
    {
        var followers = await db.HazardFollowers.Where(f => f.HazardId == hazardId && f.PersonId != except).Select(f => f.PersonId).ToListAsync(cancel);
        db.HazardNotices.AddRange(followers.Select(person => new HazardNotice { HazardId = hazardId, PersonId = person, At = clock.GetUtcNow(), Words = words }));
    }

    private void Enter(Hazard hazard, HazardState state, string? fixedIn, HazardActor? by)
    {
        var now = clock.GetUtcNow();
        db.HazardChanges.Add(new HazardChange
        {
            ActId = by?.ActId ?? Guid.CreateVersion7(), Kind = HazardChangeKind.State, HazardId = hazard.Id,
            FromState = hazard.State, ToState = state, FromFixedIn = hazard.FixedIn, ToFixedIn = fixedIn,
            PersonId = by?.Viewer.PersonId, Who = by?.Viewer.Name ?? "The system", OrganisationCode = by?.Viewer.OrganisationCode, Reason = by?.Reason, At = now,
        });
        (hazard.State, hazard.FixedIn, hazard.StateSince) = (state, fixedIn, now);
    }
}
