using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Rules.Taxonomies;

namespace MakingItWork.Rules.Classification;

/// <summary>
/// Holds the degree of harm that a person gave against the words. Severity is asked, never predicted: this only asks again
/// where both cannot be true.
/// </summary>
public static class SeverityCheck
{
    private static readonly Lazy<(HazardEvidence Evidence, PhraseIndex Index)> File = new(() =>
    {
        var evidence = HazardEvidence.Load("severity-evidence.v1");
        return (evidence, PhraseIndex.Of(evidence.Negations, [.. evidence.Types.Select(t => t.Phrases)]));
    });

    /// <summary>Why the words contradict the degree of harm, as a plain sentence; null when they do not.</summary>
    public static string? Contradiction(string text, DegreeOfHarm degreeOfHarm)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (evidence, index) = File.Value;
        var words = ReadText.Read(text);
        var said = index.Found(words, evidence.SureFrom).ToDictionary(f => evidence.Types[f.Group].Code, f => f.Evidence[0]);
        string Quoted(string code) => text.Substring(said[code].Start, said[code].Length);
        return degreeOfHarm switch
        {
            < DegreeOfHarm.Death when said.ContainsKey("death") => $"The text says \"{Quoted("death")}\", but the harm given is less than death.",
            < DegreeOfHarm.Moderate when said.ContainsKey("severe") => $"The text says \"{Quoted("severe")}\", but the harm given is {InWords(degreeOfHarm)}.",
            < DegreeOfHarm.Low when said.ContainsKey("harm") => $"The text says \"{Quoted("harm")}\", but the harm given is {InWords(degreeOfHarm)}.",
            > DegreeOfHarm.Low when said.ContainsKey("none") && said.Count == 1 => $"The text says \"{Quoted("none")}\", but the harm given is {InWords(degreeOfHarm)}.",
            _ => null,
        };
    }

    private static string InWords(DegreeOfHarm harm) => harm switch
    {
        DegreeOfHarm.HazardOnly => "\"no patient involved\"",
        DegreeOfHarm.NoHarm => "\"no harm\"",
        DegreeOfHarm.Low => "\"low\"",
        DegreeOfHarm.Moderate => "\"moderate\"",
        DegreeOfHarm.Severe => "\"severe\"",
        _ => "\"death\"",
    };
}
