namespace MakingItWork.Rules.Classification;

/// <summary>How often texts with a probability in one tenth of the scale were of the type.</summary>
/// <param name="From">Lower end of the tenth: 0, 0.1 … 0.9.</param>
/// <param name="Count">Texts with such a probability.</param>
/// <param name="Said">Their mean probability.</param>
/// <param name="Was">The share that was of the type.</param>
public sealed record CalibrationBin(double From, int Count, double Said, double Was);

/// <summary>How well one type is found.</summary>
/// <param name="Code">The type.</param>
/// <param name="Name">What it means.</param>
/// <param name="Support">Texts that are of the type.</param>
/// <param name="Suggested">Texts for which it was suggested.</param>
/// <param name="Right">Texts for which it was suggested rightly.</param>
/// <param name="Brier">Mean squared distance of the probability from the truth; 0 is best.</param>
/// <param name="Calibration">Ten bins; empty ones have count 0.</param>
public sealed record TypeFigures(string Code, string Name, int Support, int Suggested, int Right, double Brier, IReadOnlyList<CalibrationBin> Calibration)
{
    /// <summary>Share of the suggestions that were right; 0 when there were none.</summary>
    public double Precision => Suggested == 0 ? 0 : (double)Right / Suggested;

    /// <summary>Share of the texts of the type that were found; 0 when there are none.</summary>
    public double Recall => Support == 0 ? 0 : (double)Right / Support;

    /// <summary>Harmonic mean of precision and recall.</summary>
    public double F1 => Support + Suggested == 0 ? 0 : 2.0 * Right / (Support + Suggested);
}

/// <summary>How well a model does on texts with known types.</summary>
/// <param name="Texts">How many texts.</param>
/// <param name="Types">One entry for each type that occurs in the texts or in the suggestions.</param>
/// <param name="Coverage">Share of the texts for which the model is sure.</param>
/// <param name="SureAndRight">Of those, the share whose first suggestion is right.</param>
/// <param name="FirstRight">Share of all texts with types whose first suggestion is right.</param>
public sealed record ModelFigures(int Texts, IReadOnlyList<TypeFigures> Types, double Coverage, double SureAndRight, double FirstRight)
{
    /// <summary>Mean F1 over the types that occur in the texts: each type counts the same.</summary>
    public double MacroF1 => Types.Where(t => t.Support > 0).Select(t => t.F1).DefaultIfEmpty(0).Average();

    /// <summary>F1 over all suggestions: each text counts the same.</summary>
    public double MicroF1 => Types.Sum(t => t.Support + t.Suggested) is var all and > 0 ? 2.0 * Types.Sum(t => t.Right) / all : 0;

    /// <summary>Mean Brier score over the types that occur in the texts.</summary>
    public double Brier => Types.Where(t => t.Support > 0).Select(t => t.Brier).DefaultIfEmpty(0).Average();

    /// <summary>Measures a model.</summary>
    public static ModelFigures Of(ClassifierModel model, IEnumerable<LabelledText> texts) =>
        Of([.. texts.Select(text => new Judged(text.Codes, HazardClassifier.Types(text.Input, model)))], model.Codes);

    /// <summary>Measures answers, whoever gave them.</summary>
    public static ModelFigures Of(IEnumerable<(LabelledText Text, TypesOfText Types)> answers, Taxonomies.Taxonomy taxonomy) =>
        Of([.. answers.Select(answer => new Judged(answer.Text.Codes, answer.Types))], taxonomy);

    internal static ModelFigures Of(IReadOnlyList<Judged> judged, Taxonomies.Taxonomy taxonomy)
    {
        var types = taxonomy.Codes
            .Select(code => OfType(code, judged))
            .Where(figures => figures.Support + figures.Suggested > 0);
        var sure = judged.Where(j => !j.Types.NotSure).ToList();
        var typed = judged.Where(j => j.Codes.Count > 0).ToList();
        return new(judged.Count, [.. types], Share(sure.Count, judged.Count), Share(sure.Count(j => j.FirstIsRight), sure.Count), Share(typed.Count(j => j.FirstIsRight), typed.Count));
    }

    private static TypeFigures OfType(Taxonomies.TaxonomyCode code, IReadOnlyList<Judged> judged)
    {
        var rows = judged.Select(j => (
            Said: j.Types.All.FirstOrDefault(p => p.Code == code.Code).Probability,
            Was: j.Codes.Contains(code.Code),
            Suggested: j.Types.Suggested.Any(t => t.Code == code.Code))).ToList();
        return new(
            code.Code,
            code.Name,
            rows.Count(r => r.Was),
            rows.Count(r => r.Suggested),
            rows.Count(r => r.Was && r.Suggested),
            rows.Select(r => Math.Pow(r.Said - (r.Was ? 1 : 0), 2)).DefaultIfEmpty(0).Average(),
            [.. Enumerable.Range(0, 10).Select(tenth => Bin(tenth, [.. rows.Where(r => Math.Min(9, (int)(r.Said * 10)) == tenth).Select(r => (r.Said, r.Was))]))]);
    }

    private static CalibrationBin Bin(int tenth, List<(double Said, bool Was)> rows) =>
        new(tenth / 10.0, rows.Count, rows.Select(r => r.Said).DefaultIfEmpty(0).Average(), Share(rows.Count(r => r.Was), rows.Count));

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;

    /// <summary>The truth about a text and what was said of it.</summary>
    internal sealed record Judged(IReadOnlySet<string> Codes, TypesOfText Types)
    {
        public bool FirstIsRight => Types.Suggested.Count > 0 && Codes.Contains(Types.Suggested[0].Code);
    }
}
