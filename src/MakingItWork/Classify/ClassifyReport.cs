using MakingItWork.Capture;
using MakingItWork.Rules.Classification;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Classify;

/// <summary>
/// Redacted → Classified: hazard types and further codes suggested from the masked words, the product, the screen and the
/// known words of the pictures, each with what speaks for it; and whether somebody must look at once.
/// </summary>
public sealed class ClassifyReport(ReportsDb db, ModelStore models, RaiseUrgency urgency, TimeProvider clock) : IReportJob
{
    public async Task RunAsync(Guid reportId, CancellationToken cancel)
    {
        var report = await db.Reports.Include(r => r.Product).Include(r => r.Screenshots).SingleAsync(r => r.Id == reportId, cancel);
        if (report.Stage != ReportStage.Redacted)
        {
            return;
        }
        var input = InputOf(report);
        var now = clock.GetUtcNow();
        var main = HazardClassifier.Classify(input, await models.InUseAsync(ClassifierModel.Current, cancel));
        // a redactor who corrects the masks sends the report here again
        await db.ForgetClassifiedAsync(reportId, cancel);
        db.Suggestions.AddRange(main.Types.Select((type, index) => Suggested(reportId, main, type, index + 1)));
        db.SuggestedCodes.AddRange(main.Dimensions.Prepend(main.Consequence).OfType<Dimension>().Select(code => new SuggestedCode
        {
            ReportId = reportId, Taxonomy = code.Taxonomy, TaxonomyVersion = code.Version, Code = code.Code, Name = code.Name, Evidence = PlacesOf(code.Evidence),
        }));
        await AddOtherTypesAsync(reportId, input, cancel);
        db.Assessments.Add(new Assessment
        {
            ReportId = reportId,
            Model = main.Model,
            NotSure = main.NotSure,
            Contradiction = SeverityCheck.Contradiction(input.Text, report.DegreeOfHarm),
            At = now,
        });
        var raised = await urgency.AddAsync(report, main.Urgency, cancel);
        report.Move(ReportStage.Redacted, ReportStage.Classified, now);
        await db.SaveChangesAsync(cancel);
        if (raised)
        {
            // Saved: if the process dies before the alarm is set, the next round of alerts finds the row.
            urgency.Ring();
        }
    }

    /// <summary>A report as the classifier reads it, now and when a model learns from it.</summary>
    public static ClassificationInput InputOf(Report report) => new(
        report.Description ?? "",
        report.Product?.Name ?? report.ProductText,
        report.Screen,
        PictureText: string.Join(' ', report.Screenshots.Where(s => s.Verdict == PictureVerdict.Passed).OrderBy(s => s.Position).Select(s => s.KnownWords).OfType<string>()));

    public static string PlacesOf(IEnumerable<Evidence> evidence) => Places.ToText(evidence.Where(e => e.Weight > 0).Select(e => (e.Start, e.Length)));

    private static Suggestion Suggested(Guid reportId, Classification all, TypeSuggestion type, int rank) => new()
    {
        ReportId = reportId,
        Rank = rank,
        Taxonomy = all.Taxonomy,
        TaxonomyVersion = all.TaxonomyVersion,
        Model = all.Model,
        Code = type.Code,
        Name = type.Name,
        Confidence = type.Probability,
        NotSure = all.NotSure,
        Evidence = [.. type.Evidence.Select(e => new SuggestionEvidence { Start = e.Start, Length = e.Length, Term = e.Term, Weight = e.Weight })],
    };

    /// <summary>Types by the further taxonomies that a model was shipped for.</summary>
    private async Task AddOtherTypesAsync(Guid reportId, ClassificationInput input, CancellationToken cancel)
    {
        foreach (var shipped in ClassifierModel.Shipped.Skip(1))
        {
            var types = HazardClassifier.Types(input, await models.InUseAsync(shipped, cancel));
            db.SuggestedCodes.AddRange((types.NotSure ? [] : types.Suggested).Select(type => new SuggestedCode
            {
                ReportId = reportId,
                Taxonomy = shipped.Codes.Name,
                TaxonomyVersion = shipped.Codes.Version,
                Code = type.Code,
                Name = type.Name,
                Probability = type.Probability,
                Evidence = PlacesOf(type.Evidence),
            }));
        }
    }
}
