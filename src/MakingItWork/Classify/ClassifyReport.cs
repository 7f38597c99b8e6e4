using MakingItWork.Capture;
using MakingItWork.Rules.Classification;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Classify;

/// <summary>Redacted → Classified: hazard types suggested from the masked words, each with what speaks for it.</summary>
public sealed class ClassifyReport(ReportsDb db, TimeProvider clock) : IReportJob
{
    public async Task RunAsync(Guid reportId, CancellationToken cancel)
    {
        var report = await db.Reports.SingleAsync(r => r.Id == reportId, cancel);
        if (report.Stage != ReportStage.Redacted)
        {
            return;
        }
        // a redactor who corrects the masks sends the report here again
        await db.Suggestions.Where(s => s.ReportId == reportId).ExecuteDeleteAsync(cancel);
        var result = HazardClassifier.Classify(new(report.Description ?? ""), ClassifierModel.Current);
        db.Suggestions.AddRange(result.Types.Select((type, index) => new Suggestion
        {
            ReportId = reportId,
            Rank = index + 1,
            Taxonomy = result.Taxonomy,
            TaxonomyVersion = result.Version,
            Code = type.Code,
            Name = type.Name,
            Confidence = type.Probability,
            NotSure = result.NotSure,
            Evidence = [.. type.Evidence.Select(evidence => new SuggestionEvidence
            {
                Start = evidence.Start,
                Length = evidence.Length,
                Term = evidence.Term,
                Weight = evidence.Weight,
            })],
        }));
        report.Move(ReportStage.Redacted, ReportStage.Classified, clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
    }
}
