using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using MakingItWork.Rules.Classification;
using MakingItWork.Rules.Taxonomies;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Classify;

/// <summary>Models opened by this copy of the program: the one in use is opened once, not for each report.</summary>
public sealed class OpenModels
{
    private readonly ConcurrentDictionary<string, (Guid Id, ClassifierModel Model)> byTaxonomy = new();

    public ClassifierModel? Find(string taxonomy, Guid id) => byTaxonomy.TryGetValue(taxonomy, out var open) && open.Id == id ? open.Model : null;

    public void Keep(string taxonomy, Guid id, ClassifierModel model) => byTaxonomy[taxonomy] = (id, model);
}

/// <summary>
/// Keeps models in the database and hands out the one in use. It asks the database each time, so a change that another
/// copy of the program made counts from the next report on.
/// </summary>
public sealed class ModelStore(ReportsDb db, OpenModels open, ILogger<ModelStore> log)
{
    /// <summary>Taxonomy and version as one name.</summary>
    public static string KeyOf(Taxonomy taxonomy) => $"{taxonomy.Name}.{taxonomy.Version}";

    /// <summary>
    /// The model in use for a taxonomy, or the one shipped when there is none that this program can open: a report never
    /// waits for a model.
    /// </summary>
    public async Task<ClassifierModel> InUseAsync(ClassifierModel shipped, CancellationToken cancel)
    {
        var key = KeyOf(shipped.Codes);
        var id = await db.ModelsInUse.Where(p => p.Taxonomy == key).Select(p => (Guid?)p.ModelId).SingleOrDefaultAsync(cancel);
        if (id is not { } inUse)
        {
            return shipped;
        }
        if (open.Find(key, inUse) is { } known)
        {
            return known;
        }
        try
        {
            var model = await OpenAsync(inUse, cancel);
            open.Keep(key, inUse, model);
            return model;
        }
        catch (ModelFileException trouble)
        {
            log.LogError("The model {ModelId} cannot be used, so the one that came with the program is: {Trouble}", inUse, trouble.Message);
            return shipped;
        }
    }

    /// <exception cref="ModelFileException">It is damaged, or made for a taxonomy that this program does not have.</exception>
    public async Task<ClassifierModel> OpenAsync(Guid id, CancellationToken cancel)
    {
        var packed = await db.ModelFiles.Where(f => f.ModelId == id).Select(f => f.Packed).SingleAsync(cancel);
        try
        {
            using var bytes = new MemoryStream();
            await using (var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress))
            {
                await brotli.CopyToAsync(bytes, cancel);
            }
            bytes.Position = 0;
            return ClassifierModel.Load(bytes);
        }
        catch (InvalidDataException damaged)
        {
            throw new ModelFileException("The stored model is damaged.", damaged);
        }
    }

    /// <summary>Adds a model, to be saved by the caller.</summary>
    /// <returns>The row; one that is there already when the same model was kept before.</returns>
    public async Task<StoredModel> AddAsync(ClassifierModel model, Func<string, int, StoredModel> row, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        model.Save(bytes);
        var sha = Convert.ToHexString(SHA256.HashData(bytes.ToArray()));
        if (await db.Models.SingleOrDefaultAsync(m => m.Sha256 == sha, cancel) is { } known)
        {
            return known;
        }
        using var packed = new MemoryStream();
        await using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            bytes.Position = 0;
            await bytes.CopyToAsync(brotli, cancel);
        }
        var added = row(sha, (int)bytes.Length);
        db.Models.Add(added);
        db.ModelFiles.Add(new StoredModelFile { ModelId = added.Id, Packed = packed.ToArray() });
        return added;
    }

    /// <summary>Puts a model in use, to be saved by the caller.</summary>
    public async Task UseAsync(StoredModel model, string why, string? chosenBy, DateTimeOffset at, CancellationToken cancel)
    {
        var key = $"{model.Taxonomy}.{model.TaxonomyVersion}";
        var pointer = await db.ModelsInUse.SingleOrDefaultAsync(p => p.Taxonomy == key, cancel);
        if (pointer is null)
        {
            db.ModelsInUse.Add(new ModelPointer { Taxonomy = key, ModelId = model.Id, Since = at, Why = why, ChosenBy = chosenBy, Change = Guid.CreateVersion7() });
            return;
        }
        (pointer.ModelId, pointer.Since, pointer.Why, pointer.ChosenBy, pointer.Change) = (model.Id, at, why, chosenBy, Guid.CreateVersion7());
    }
}
