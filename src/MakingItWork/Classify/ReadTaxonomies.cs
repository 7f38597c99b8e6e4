using MakingItWork.Directory;
using MakingItWork.Rules.Taxonomies;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Classify;

/// <summary>Every taxonomy version there is, or was when something was stored by it, and what uses it.</summary>
public sealed record ReadTaxonomies(Viewer Viewer) : IRequest<IReadOnlyList<TaxonomyUse>>;

/// <param name="Taxonomy">Null when the program no longer has the file.</param>
/// <param name="Suggestions">Codes of it that were suggested.</param>
/// <param name="Decisions">Reports decided by it.</param>
/// <param name="Models">Models that give its codes.</param>
public sealed record TaxonomyUse(string Name, string Version, Taxonomy? Taxonomy, int Suggestions, int Decisions, int Models);

internal sealed class ReadTaxonomiesHandler(ReportsDb db) : IRequestHandler<ReadTaxonomies, IReadOnlyList<TaxonomyUse>>
{
    public async Task<IReadOnlyList<TaxonomyUse>> Handle(ReadTaxonomies request, CancellationToken cancellationToken)
    {
        if (!request.Viewer.Is(Roles.Administrator))
        {
            return [];
        }
        var types = await db.Suggestions.GroupBy(s => new { s.Taxonomy, s.TaxonomyVersion }).Select(g => new { g.Key.Taxonomy, g.Key.TaxonomyVersion, Count = g.Count() }).ToListAsync(cancellationToken);
        var codes = await db.SuggestedCodes.GroupBy(s => new { s.Taxonomy, s.TaxonomyVersion }).Select(g => new { g.Key.Taxonomy, g.Key.TaxonomyVersion, Count = g.Count() }).ToListAsync(cancellationToken);
        var lessons = await db.Lessons.GroupBy(s => new { s.Taxonomy, s.TaxonomyVersion }).Select(g => new { g.Key.Taxonomy, g.Key.TaxonomyVersion, Count = g.Count() }).ToListAsync(cancellationToken);
        var models = await db.Models.GroupBy(s => new { s.Taxonomy, s.TaxonomyVersion }).Select(g => new { g.Key.Taxonomy, g.Key.TaxonomyVersion, Count = g.Count() }).ToListAsync(cancellationToken);
        // what was stored before models had a version of their own has both in one
        var suggested = types.Concat(codes).Select(row => (Key: (row.Taxonomy, row.TaxonomyVersion.Split('+')[0]), row.Count)).ToLookup(row => row.Key, row => row.Count);
        var decided = lessons.ToDictionary(row => (row.Taxonomy, row.TaxonomyVersion), row => row.Count);
        var learnt = models.ToDictionary(row => (row.Taxonomy, row.TaxonomyVersion), row => row.Count);
        var here = Taxonomy.All.ToDictionary(t => (t.Name, t.Version));
        return
        [
            .. here.Keys.Concat(suggested.Select(g => g.Key)).Concat(decided.Keys).Concat(learnt.Keys).Distinct()
                .OrderBy(key => key.Item1, StringComparer.Ordinal).ThenBy(key => key.Item2, StringComparer.Ordinal)
                .Select(key => new TaxonomyUse(key.Item1, key.Item2, here.GetValueOrDefault(key), suggested[key].Sum(), decided.GetValueOrDefault(key), learnt.GetValueOrDefault(key))),
        ];
    }
}
