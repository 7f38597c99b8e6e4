using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Rules.Duplicates;
using MakingItWork.Rules.Identifiers;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Deduplicate;

/// <summary>
/// Asked while somebody types: have others reported this? Nothing of the question is stored or logged, and it is masked
/// once more before anything is done with it.
/// </summary>
public sealed record FindSimilarProblem(string? Text, string? Product) : IRequest<SimilarProblem?>;

/// <param name="Reference">Of the hazard; a report that names it as the same is linked to it.</param>
/// <param name="Others">Accepted reports of it.</param>
/// <param name="Organisations">How many they came from; never which.</param>
/// <param name="Words">What was typed and also stands in an accepted report: no word of anybody else is ever shown.</param>
public sealed record SimilarProblem(string Reference, string Product, int Others, int Organisations, IReadOnlyList<string> Words);

internal sealed class FindSimilarProblemHandler(ReportsDb db, DirectoryLists directory) : IRequestHandler<FindSimilarProblem, SimilarProblem?>
{
    private const int LongestText = SubmitReportRules.DescriptionLength;
    private const int ByKey = 100;
    private const int Newest = 100;
    private const int MostWords = 6;
    private const int ShortestWord = 4;

    public async Task<SimilarProblem?> Handle(FindSimilarProblem request, CancellationToken cancellationToken)
    {
        var text = TextMask.Fit(request.Text, LongestText) ?? "";
        var product = await directory.ProductAsync(request.Product, cancellationToken);
        // two systems that are not listed may be two systems
        if (product is null && !string.IsNullOrWhiteSpace(request.Product))
        {
            return null;
        }
        var asked = new ReportFeatures(text, product?.ToString("N"), []);
        var best = (await CandidatesAsync(text, product, cancellationToken))
            .Select(other => (Other: other, Score: Sameness.Score(asked, new ReportFeatures(other.Description, product is null ? null : other.ProductId.ToString("N"), []))))
            .Where(pair => Sameness.IsWorthAsking(pair.Score))
            .OrderByDescending(pair => pair.Score.Total)
            .Select(pair => pair.Other)
            .FirstOrDefault();
        return best is { } found ? await AboutAsync(found, text, cancellationToken) : null;
    }

    private sealed record Candidate(Guid HazardId, string Description, Guid ProductId);

    private async Task<IReadOnlyList<Candidate>> CandidatesAsync(string text, Guid? product, CancellationToken cancel)
    {
        var keys = TextSignature.Keys(text);
        if (keys.Count == 0)
        {
            return [];
        }
        var accepted = NamedProblems.Accepted(db).AsNoTracking().Where(r => r.Description != null && r.ProductId != null && (product == null || r.ProductId == product));
        var ids = await db.SignatureKeys.Where(k => keys.Contains(k.Key))
            .Join(accepted, key => key.ReportId, r => r.Id, (key, r) => r.Id)
            .Distinct().OrderByDescending(id => id).Take(ByKey).ToListAsync(cancel);
        if (product is not null)
        {
            // a paraphrase may share no key
            ids = [.. ids.Union(await accepted.OrderByDescending(r => r.SubmittedAt).Select(r => r.Id).Take(Newest).ToListAsync(cancel))];
        }
        return await accepted.Where(r => ids.Contains(r.Id))
            .Join(db.HazardLinks, r => r.Id, l => l.ReportId, (r, l) => new Candidate(l.HazardId, r.Description!, r.ProductId!.Value))
            .ToListAsync(cancel);
    }

    private async Task<SimilarProblem> AboutAsync(Candidate found, string text, CancellationToken cancel)
    {
        var hazard = await db.Hazards.AsNoTracking().Where(h => h.Id == found.HazardId).Select(h => new { h.Reference, Product = h.Product!.Name }).SingleAsync(cancel);
        var organisations = await db.HazardLinks.Where(l => l.HazardId == found.HazardId)
            .Join(NamedProblems.Accepted(db), l => l.ReportId, r => r.Id, (l, r) => r.OrganisationCode)
            .ToListAsync(cancel);
        return new SimilarProblem(
            hazard.Reference, hazard.Product, organisations.Count, organisations.Where(code => code is not null).Distinct().Count(),
            [.. TextSignature.SharedWords(text, found.Description, ShortestWord).Take(MostWords)]);
    }
}
