using System.Globalization;
using System.Text.Json;
using MakingItWork.Capture;
using MakingItWork.Rules.Classification;
using MakingItWork.Rules.Taxonomies;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Classify;

/// <summary>How a new model and the one in use did on the latest decisions, which neither had seen.</summary>
public sealed record HeldOutFigures(ModelFigures Before, ModelFigures After)
{
    public string ToText() => JsonSerializer.Serialize(this);

    public static HeldOutFigures? FromText(string? text) => text is null ? null : JsonSerializer.Deserialize<HeldOutFigures>(text);
}

/// <summary>
/// Trains a model for each taxonomy on what safety teams decided: the masked words of the reports as they came, at real
/// prevalence. The latest decisions test what was learnt from the earlier ones; only a model that does better on them is
/// trained once more on all and put in use. Every model is kept with its figures.
/// </summary>
public sealed class TrainModels(ReportsDb db, ModelStore models, TimeProvider clock, ILogger<TrainModels> log)
{
    /// <summary>The latest so many decisions are learnt from: more would take a night.</summary>
    private const int MostDecisions = 20_000;
    private const int AtOnce = 500;
    private const int LongestWhy = 500;

    /// <param name="askedFor">By a person: then a model that an administrator chose earlier may be replaced too.</param>
    /// <returns>What came of it, in sentences.</returns>
    public async Task<string> RunAsync(bool askedFor, CancellationToken cancel)
    {
        var outcomes = new List<string>();
        foreach (var shipped in ClassifierModel.Shipped)
        {
            db.ChangeTracker.Clear();
            if (await TrainAsync(shipped, askedFor, cancel) is { } outcome)
            {
                outcomes.Add($"{ModelStore.KeyOf(shipped.Codes)}: {outcome}");
            }
        }
        return outcomes.Count > 0 ? string.Join(' ', outcomes) : "Nothing was trained, because nothing has been decided yet.";
    }

    /// <returns>Null when nobody decides by this taxonomy.</returns>
    private async Task<string?> TrainAsync(ClassifierModel shipped, bool askedFor, CancellationToken cancel)
    {
        var key = ModelStore.KeyOf(shipped.Codes);
        var pointer = await db.ModelsInUse.AsNoTracking().Include(p => p.Model).SingleOrDefaultAsync(p => p.Taxonomy == key, cancel);
        var texts = await TextsAsync(shipped.Codes, cancel);
        if (texts.Count == 0)
        {
            return null;
        }
        var (earlier, later) = Split(texts, pointer?.Model?.TrainedUntil);
        if (later.Count < ModelComparison.FewestTexts || earlier.Count == 0)
        {
            return $"nothing was trained, because only {later.Count} of {texts.Count} decisions can test a new model and at least {ModelComparison.FewestTexts} are needed.";
        }
        var options = new TrainingOptions("retrained", await NextVersionAsync(cancel), Base: shipped);
        var current = await models.InUseAsync(shipped, cancel);
        var began = clock.GetTimestamp();
        var candidate = ModelTrainer.Train(earlier, options).Model;
        var comparison = ModelComparison.Of(current, candidate, later);
        // what tested it is learnt from too, once it is in use
        var model = comparison.IsBetter ? ModelTrainer.Train(texts, options).Model : candidate;
        log.LogInformation("Trained {Model} on {Decisions} decisions in {Seconds:0} s: {Why}", options.Version, texts.Count, clock.GetElapsedTime(began).TotalSeconds, comparison.Why);
        var learnt = comparison.IsBetter ? texts : earlier;
        var now = clock.GetUtcNow();
        var chosen = comparison.IsBetter && pointer?.ChosenBy is { } person && !askedFor ? person : null;
        var why = chosen is null ? comparison.Why : $"{comparison.Why} It is not in use, because {chosen} chose the model that is.";
        var row = await models.AddAsync(model, (sha, size) => new StoredModel
        {
            Name = model.Name,
            Version = model.Version,
            Taxonomy = model.Codes.Name,
            TaxonomyVersion = model.Codes.Version,
            Sha256 = sha,
            Size = size,
            MadeAt = now,
            Decisions = learnt.Count,
            TrainedUntil = learnt.Max(t => t.When),
            Verdict = comparison.IsBetter ? ModelVerdict.Kept : ModelVerdict.Refused,
            Why = why[..Math.Min(LongestWhy, why.Length)],
            Figures = new HeldOutFigures(comparison.Current, comparison.Candidate).ToText(),
        }, cancel);
        if (comparison.IsBetter && chosen is null)
        {
            await models.UseAsync(row, comparison.Why, null, now, cancel);
        }
        await db.SaveChangesAsync(cancel);
        return $"{(comparison.IsBetter ? chosen is null ? "a new model is in use" : "a better model was made but not put in use" : "the new model was refused")}. {why}";
    }

    /// <summary>The model in use may have seen what came before it was made: only what came later can tell the two apart.</summary>
    private static (IReadOnlyList<LabelledText> Earlier, IReadOnlyList<LabelledText> Later) Split(IReadOnlyList<LabelledText> texts, DateTimeOffset? seenUntil)
    {
        var split = TimeSplit.Of(texts);
        var later = split.Later.Where(t => seenUntil is null || t.When > seenUntil).ToList();
        return ([.. texts.Except(later)], later);
    }

    private async Task<IReadOnlyList<LabelledText>> TextsAsync(Taxonomy taxonomy, CancellationToken cancel)
    {
        var lessons = await db.Lessons.AsNoTracking()
            .Where(l => l.Taxonomy == taxonomy.Name && l.TaxonomyVersion == taxonomy.Version)
            .OrderByDescending(l => l.DecidedAt).Take(MostDecisions).ToListAsync(cancel);
        var texts = new List<LabelledText>();
        foreach (var part in lessons.Chunk(AtOnce))
        {
            var ids = part.Select(l => l.ReportId).ToList();
            var reports = await db.Reports.AsNoTracking().Include(r => r.Product).Include(r => r.Screenshots)
                .Where(r => ids.Contains(r.Id) && r.Stage != ReportStage.Withdrawn && r.Description != null)
                .ToDictionaryAsync(r => r.Id, cancel);
            texts.AddRange(part.Where(l => reports.ContainsKey(l.ReportId)).Select(l => Labelled(l, ClassifyReport.InputOf(reports[l.ReportId]))));
        }
        return texts;
    }

    private static LabelledText Labelled(Lesson lesson, ClassificationInput input) => new(
        lesson.ReportId.ToString("N"),
        input.Text,
        new HashSet<string>(StringComparer.Ordinal) { lesson.Decided },
        lesson.DecidedAt,
        lesson.OrganisationCode ?? "none",
        input.Product,
        input.Module,
        input.PictureText);

    private async Task<string> NextVersionAsync(CancellationToken cancel)
    {
        var today = new DateTimeOffset(clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        var made = await db.Models.CountAsync(m => m.MadeAt >= today && m.Verdict != ModelVerdict.Shipped, cancel);
        return string.Create(CultureInfo.InvariantCulture, $"{today:yyyy-MM-dd}.{made + 1}");
    }
}
