using MakingItWork.Rules.Classification;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Classify;

/// <summary>
/// When the program starts: keeps the models that came with it, so that one can go back to them after any update. A new
/// one takes the place of an older shipped one; a model that was learnt here, or that a person chose, stays in use.
/// </summary>
public sealed class KeepShippedModels(ReportsDb db, ModelStore models, TimeProvider clock, ILogger<KeepShippedModels> log)
{
    public async Task RunAsync(CancellationToken cancel)
    {
        foreach (var shipped in ClassifierModel.Shipped)
        {
            try
            {
                await KeepAsync(shipped, cancel);
            }
            catch (DbUpdateException)
            {
                // Sha-256 and taxonomy are unique: what is there already was kept by the other copy
                db.ChangeTracker.Clear();
                log.LogInformation("Another copy has just kept the model {Model}.{Version}.", shipped.Name, shipped.Version);
            }
        }
    }

    private async Task KeepAsync(ClassifierModel shipped, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var key = ModelStore.KeyOf(shipped.Codes);
        var row = await models.AddAsync(shipped, (sha, size) => new StoredModel
        {
            Name = shipped.Name,
            Version = shipped.Version,
            Taxonomy = shipped.Codes.Name,
            TaxonomyVersion = shipped.Codes.Version,
            Sha256 = sha,
            Size = size,
            MadeAt = now,
            Verdict = ModelVerdict.Shipped,
            Why = "It came with the program.",
        }, cancel);
        var inUse = await db.ModelsInUse.Include(p => p.Model).SingleOrDefaultAsync(p => p.Taxonomy == key, cancel);
        if (inUse is null || (inUse.ChosenBy is null && inUse.Model!.Verdict == ModelVerdict.Shipped && inUse.ModelId != row.Id))
        {
            await models.UseAsync(row, "It came with the program, and nothing better has been learnt yet.", null, now, cancel);
        }
        await db.SaveChangesAsync(cancel);
    }
}
