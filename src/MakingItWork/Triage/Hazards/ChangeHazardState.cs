using MakingItWork.Deduplicate;
using MakingItWork.Directory;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Hazards;

/// <summary>A triager says where a hazard stands.</summary>
/// <param name="Was">The state that the page showed: somebody else may have changed it since.</param>
public sealed record ChangeHazardState(Viewer Viewer, string Reference, HazardState? Was, HazardState? To, string? FixedIn, string? Reason) : IRequest<HazardStateResult>;

/// <param name="Errors">By field what is missing; none when it is done.</param>
public sealed record HazardStateResult(bool Found, IReadOnlyDictionary<string, string> Errors, Guid? ActId)
{
    public static HazardStateResult NotFound { get; } = new(false, new Dictionary<string, string>(), null);
}

internal sealed class ChangeHazardStateHandler(ReportsDb db, HazardLife life) : IRequestHandler<ChangeHazardState, HazardStateResult>
{
    public async Task<HazardStateResult> Handle(ChangeHazardState request, CancellationToken cancellationToken)
    {
        if (await db.HazardSeenByAsync(request.Viewer, request.Reference, cancellationToken) is not { } hazard)
        {
            return HazardStateResult.NotFound;
        }
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        if (request.To is null or HazardState.Reopened || !Enum.IsDefined(request.To.Value))
        {
            errors["To"] = "Select where the hazard stands";
        }
        else if (request.Was is { } was && was != hazard.State)
        {
            errors["To"] = $"Somebody changed it to “{StateWords.Name(hazard.State, hazard.FixedIn)}” while you had this page open. Check, and save again if yours still holds";
        }
        else if (request.To == HazardState.Fixed && HazardLife.TroubleWithFix(request.FixedIn) is { } trouble)
        {
            errors["FixedIn"] = trouble;
        }
        if (request.Reason?.Trim().Length > HazardChange.ReasonLength)
        {
            errors["Reason"] = $"Reason must be {HazardChange.ReasonLength} characters or fewer";
        }
        if (errors.Count > 0)
        {
            return new HazardStateResult(true, errors, null);
        }
        var act = await life.ChangeAsync(request.Viewer, request.Reference, request.To!.Value, request.FixedIn, cancellationToken, request.Reason);
        if (!await db.HazardFollowers.AnyAsync(f => f.HazardId == hazard.Id && f.PersonId == request.Viewer.PersonId, cancellationToken))
        {
            await life.FollowAsync(request.Viewer, hazard.Id, true, cancellationToken);
        }
        return new HazardStateResult(true, errors, act.ActId);
    }
}
