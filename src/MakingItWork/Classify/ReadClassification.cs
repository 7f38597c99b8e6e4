using MakingItWork.Directory;
using MakingItWork.Rules.Classification;
using MakingItWork.Rules.Taxonomies;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Classify;

/// <summary>How classification does, for an administrator: models, figures, corrections and drift. No reported words.</summary>
public sealed record ReadClassification(Viewer Viewer) : IRequest<ClassificationShown?>;

/// <summary>One model with its figures.</summary>
public sealed record ReadModel(Viewer Viewer, Guid Id) : IRequest<ModelShown?>;

/// <param name="InUse">By taxonomy, the main one first.</param>
/// <param name="Figures">On the decisions of the last year: of the main model in use, or of those before it while nothing it suggested is decided.</param>
/// <param name="OfModelInUse">Whether they are of the model in use.</param>
/// <param name="UrgentUnmailed">Urgent reports whose mail went nowhere or waits after a failure.</param>
/// <param name="HasDefaultAddress">Whether the settings name an on-call address.</param>
public sealed record ClassificationShown(
    IReadOnlyList<ModelPointer> InUse,
    IReadOnlyList<StoredModel> History,
    IReadOnlyList<TrainingRun> Runs,
    InUseFigures Figures,
    bool OfModelInUse,
    IReadOnlyList<Correction> Corrections,
    Drift Drift,
    int UrgentUnmailed,
    bool HasDefaultAddress)
{
    public bool IsTraining => Runs.Any(r => r.EndedAt is null);
}

public sealed record ModelShown(StoredModel Model, ModelPointer? InUse, HeldOutFigures? Figures);

/// <summary>How often a safety team changed one type to another.</summary>
public sealed record Correction(string From, string To, int Count);

/// <summary>The share of first suggestions that were decided on, by organisation and month.</summary>
public sealed record Drift(IReadOnlyList<DateOnly> Months, IReadOnlyList<DriftRow> Organisations);

/// <param name="Months">For each month how many were decided, and how many of those as suggested first.</param>
public sealed record DriftRow(string Organisation, IReadOnlyList<(int Decided, int Agreed)> Months)
{
    public int Decided => Months.Sum(m => m.Decided);
}

internal sealed class ReadClassificationHandler(ReportsDb db, IOptions<ClassifyOptions> options, TimeProvider clock)
    : IRequestHandler<ReadClassification, ClassificationShown?>, IRequestHandler<ReadModel, ModelShown?>
{
    private const int MostModels = 50;
    private const int MostLessons = 20_000;
    private const int MostCorrections = 10;
    private const int Months = 6;

    public async Task<ClassificationShown?> Handle(ReadClassification request, CancellationToken cancellationToken)
    {
        if (!request.Viewer.Is(Roles.Administrator) && !request.Viewer.Is(Roles.NationalAnalyst))
        {
            return null;
        }
        var inUse = await db.ModelsInUse.AsNoTracking().Include(p => p.Model).OrderBy(p => p.Taxonomy).ToListAsync(cancellationToken);
        var mainKey = ModelStore.KeyOf(ClassifierModel.Current.Codes);
        inUse = [.. inUse.OrderByDescending(p => p.Taxonomy == mainKey)];
        var history = await db.Models.AsNoTracking().OrderByDescending(m => m.MadeAt).Take(MostModels).ToListAsync(cancellationToken);
        var runs = await db.TrainingRuns.AsNoTracking().OrderByDescending(r => r.AskedAt).Take(5).ToListAsync(cancellationToken);
        var main = ClassifierModel.Current.Codes;
        var yearAgo = clock.GetUtcNow().AddDays(-365);
        var lessons = await db.Lessons.AsNoTracking()
            .Where(l => l.Taxonomy == main.Name && l.TaxonomyVersion == main.Version && l.DecidedAt > yearAgo)
            .OrderByDescending(l => l.DecidedAt).Take(MostLessons).ToListAsync(cancellationToken);
        var label = inUse.Find(p => p.Taxonomy == mainKey)?.Model?.Label;
        var own = lessons.Where(l => l.Model == label).ToList();
        var names = await db.Organisations.AsNoTracking()
            .Where(o => db.Lessons.Any(l => l.OrganisationCode == o.Code)).ToDictionaryAsync(o => o.Code, o => o.Name, cancellationToken);
        return new ClassificationShown(
            inUse,
            history,
            runs,
            InUseFigures.Of(own.Count > 0 ? own : lessons, main),
            own.Count > 0,
            [.. lessons.Where(l => l.First is not null && l.First != l.Decided)
                .GroupBy(l => (l.First, l.Decided))
                .Select(g => new Correction(Name(main, g.Key.First!), Name(main, g.Key.Decided), g.Count()))
                .OrderByDescending(c => c.Count).ThenBy(c => c.From, StringComparer.Ordinal).ThenBy(c => c.To, StringComparer.Ordinal)
                .Take(MostCorrections)],
            DriftOf(lessons, names),
            await db.UrgentReports.CountAsync(u => u.Verdict == null && (u.Alert == AlertState.NoAddress || (u.Alert == AlertState.Waiting && u.Trouble != null)), cancellationToken),
            options.Value.OnCallAddress.Length > 0);
    }

    public async Task<ModelShown?> Handle(ReadModel request, CancellationToken cancellationToken)
    {
        if (!request.Viewer.Is(Roles.Administrator) || await db.Models.AsNoTracking().SingleOrDefaultAsync(m => m.Id == request.Id, cancellationToken) is not { } model)
        {
            return null;
        }
        var pointer = await db.ModelsInUse.AsNoTracking().SingleOrDefaultAsync(p => p.ModelId == model.Id, cancellationToken);
        return new ModelShown(model, pointer, HeldOutFigures.FromText(model.Figures));
    }

    private static string Name(Taxonomy taxonomy, string code) =>
        taxonomy.Codes.FirstOrDefault(c => c.Code == code) is { } known ? $"{code} {known.Name}" : code;

    private Drift DriftOf(List<Lesson> lessons, Dictionary<string, string> names)
    {
        var now = clock.GetUtcNow();
        var months = Enumerable.Range(0, Months).Select(back => MonthOf(now.AddMonths(back + 1 - Months))).ToList();
        return new Drift(months,
        [
            .. lessons.GroupBy(l => l.OrganisationCode)
                .Select(g => new DriftRow(
                    g.Key is null ? "No organisation named" : names.GetValueOrDefault(g.Key, g.Key),
                    [.. months.Select(month => g.Where(l => MonthOf(l.DecidedAt) == month).ToList()).Select(part => (part.Count, part.Count(l => l.First == l.Decided)))]))
                .Where(row => row.Decided > 0)
                .OrderByDescending(row => row.Decided).ThenBy(row => row.Organisation, StringComparer.Ordinal),
        ]);
    }

    private static DateOnly MonthOf(DateTimeOffset time) => new(time.UtcDateTime.Year, time.UtcDateTime.Month, 1);
}
