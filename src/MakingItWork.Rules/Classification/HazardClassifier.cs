namespace MakingItWork.Rules.Classification;

/// <summary>
/// Suggests the types of hazard that a report speaks of, each with a probability and with what speaks for it. A person
/// decides. The same input and model always give the same answer.
/// </summary>
public static class HazardClassifier
{
    private const int MostEvidence = 12;

    /// <summary>Everything that can be said of a report. An empty text gives no types and "not sure".</summary>
    public static Classification Classify(ClassificationInput input, ClassifierModel model)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(model);
        var words = ReadText.Read(input.Text);
        var types = Types(words, input, model);
        var dimensions = Dimensions.Of(words);
        return new(
            model.Codes.Name,
            model.Codes.Version,
            $"{model.Name}.{model.Version}",
            types.Suggested,
            types.NotSure,
            dimensions.FirstOrDefault(d => d.Taxonomy == "consequence"),
            [.. dimensions.Where(d => d.Taxonomy != "consequence")],
            UrgencyRules.Of(words));
    }

    /// <summary>The types only, with the probability of every type that the model knows.</summary>
    public static TypesOfText Types(ClassificationInput input, ClassifierModel model)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(model);
        return Types(ReadText.Read(input.Text), input, model);
    }

    private static TypesOfText Types(List<Word> words, ClassificationInput input, ClassifierModel model)
    {
        var scores = Scores.Of(words, input, model);
        return TypesOf(model, type => scores.ByType[type], type => [.. scores.Evidence(type).Take(MostEvidence)]);
    }

    internal static TypesOfText TypesOf(ClassifierModel model, Func<int, double> score, Func<int, IReadOnlyList<Evidence>> evidence)
    {
        TypeProbability[] all = [.. model.Types.Select((type, number) => new TypeProbability(type.Code, type.Probability(score(number))))];
        var listed = Enumerable.Range(0, all.Length)
            .Where(type => all[type].Probability >= model.ListedFrom)
            .OrderByDescending(type => all[type].Probability)
            .ThenBy(type => all[type].Code, StringComparer.Ordinal)
            .ToList();
        var suggested = listed.Where((type, rank) => rank == 0 || all[type].Probability >= model.Types[type].Threshold);
        return new(
            all,
            [.. suggested.Select(type => new TypeSuggestion(all[type].Code, model.Codes.Get(all[type].Code).Name, all[type].Probability, evidence(type)))],
            listed.Count == 0 || all[listed[0]].Probability < model.SureFrom);
    }
}
