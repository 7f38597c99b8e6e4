using MakingItWork.Rules.Taxonomies;

namespace MakingItWork.Rules.Classification;

/// <summary>
/// Tells what cannot wait: a patient who may come to harm before the queue is worked through. A false alarm costs a look;
/// a missed one may cost a life, so the phrases favour finding.
/// </summary>
internal static class UrgencyRules
{
    private static readonly Lazy<(HazardEvidence Evidence, Taxonomy Reasons, PhraseIndex Index)> File = new(() =>
    {
        var evidence = HazardEvidence.Load("urgency-evidence.v1");
        return (evidence, Taxonomy.Load(evidence.Taxonomy), PhraseIndex.Of(evidence.Negations, [.. evidence.Types.Select(t => t.Phrases)]));
    });

    public static Urgency Of(List<Word> words)
    {
        var (evidence, reasons, index) = File.Value;
        var found = index.Found(words, evidence.SureFrom).ToList();
        return found.Count == 0
            ? Urgency.None
            : new(true, reasons.Get(evidence.Types[found[0].Group].Code).Name, [.. found.SelectMany(f => f.Evidence).OrderBy(e => e.Start)]);
    }
}
