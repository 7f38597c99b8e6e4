using MakingItWork.Capture;
using MakingItWork.Deduplicate.Index;
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
public sealed record FindSimilarProblem(string? Text, string? Product, string? Screen = null) : IRequest<SimilarProblem?>;

/// <param name="Reference">Of the hazard; a report that names it as the same is linked to it.</param>
/// <param name="Others">Accepted reports of it.</param>
/// <param name="Organisations">How many they came from; never which.</param>
/// <param name="Words">What was typed and also stands in an accepted report: no word of anybody else is ever shown.</param>
public sealed record SimilarProblem(string Reference, string Product, int Others, int Organisations, IReadOnlyList<string> Words);

internal sealed class FindSimilarProblemHandler(ReportsDb db, DirectoryLists directory, SimilarReports similar) : IRequestHandler<FindSimilarProblem, SimilarProblem?>
{
    private const int LongestText = SubmitReportRules.DescriptionLength;
    private const int Most = 60;
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
        var asked = ReportPrint.Of(text, [], PrintReport.ProductKey(product, null), screen: TextMask.Fit(request.Screen, SubmitReportRules.ScreenLength));
        if (asked.Text.Words.Count == 0)
        {
            return null;
        }
        var worth = (await similar.FindAsync(asked, self: null, Most, cancellationToken)).Where(other => Sameness.IsWorthAsking(other.Score)).Select(other => other.ReportId).ToList();
        var accepted = await NamedProblems.Accepted(db).AsNoTracking()
            .Where(r => worth.Contains(r.Id) && r.Description != null && r.ProductId != null && (product == null || r.ProductId == product))
            .Join(db.HazardLinks, r => r.Id, l => l.ReportId, (r, l) => new Candidate(r.Id, l.HazardId, r.Description!))
            .ToListAsync(cancellationToken);
        return accepted.MinBy(other => worth.IndexOf(other.ReportId)) is { } found ? await AboutAsync(found, text, cancellationToken) : null;
    }

    private sealed record Candidate(Guid ReportId, Guid HazardId, string Description);

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
