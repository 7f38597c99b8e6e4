using MakingItWork.Directory;
using MakingItWork.Rules.Classification;
using MakingItWork.Rules.Identifiers;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Classify;

/// <summary>An administrator puts a model of the history in use. From then on no scheduled training replaces it.</summary>
public sealed record ChooseModel(Viewer Viewer, Guid ModelId, string? Reason) : IRequest<ChooseModelResult>;

/// <param name="Trouble">What is wrong; null when the model is in use.</param>
public sealed record ChooseModelResult(bool NotFound, string? Trouble = null);

internal sealed class ChooseModelHandler(ReportsDb db, ModelStore models, TimeProvider clock) : IRequestHandler<ChooseModel, ChooseModelResult>
{
    public const int ShortestReason = 10;
    public const int ReasonLength = 250;

    public async Task<ChooseModelResult> Handle(ChooseModel request, CancellationToken cancellationToken)
    {
        var model = request.Viewer.Is(Roles.Administrator) ? await db.Models.SingleOrDefaultAsync(m => m.Id == request.ModelId, cancellationToken) : null;
        if (model is null)
        {
            return new ChooseModelResult(true);
        }
        var reason = request.Reason?.Trim() ?? "";
        if (reason.Length < ShortestReason)
        {
            return new ChooseModelResult(false, "Enter why this model is to be used: it is kept in the history");
        }
        if (reason.Length > ReasonLength)
        {
            return new ChooseModelResult(false, $"Reason must be {ReasonLength} characters or fewer");
        }
        try
        {
            await models.OpenAsync(model.Id, cancellationToken);
        }
        catch (ModelFileException)
        {
            return new ChooseModelResult(false, "This model cannot be used: it is damaged, or made for word lists that this program no longer has");
        }
        var why = TextMask.Fit(reason, 2 * ReasonLength)!;
        await models.UseAsync(model, why, request.Viewer.Name, clock.GetUtcNow(), cancellationToken);
        db.Record(clock, request.Viewer, "model put in use", null, $"{model.Label} for {model.Taxonomy}.{model.TaxonomyVersion}. Reason given: {why}");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return new ChooseModelResult(false, "Somebody else changed the model in use at the same moment: look at it and try again");
        }
        return new ChooseModelResult(false);
    }
}
