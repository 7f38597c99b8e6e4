using MakingItWork.Rules.Taxonomies;

namespace MakingItWork.Rules.Classification;

/// <summary>
/// What the classifier has learnt for one taxonomy. Never changes once made: a retrained model is a new one, and an old one
/// that is loaded again gives the same types as before.
/// </summary>
public sealed class ClassifierModel
{
    private static readonly string[] ShippedFiles = ["magrabi-2010.v1", "screen-problem.v1"];

    private static readonly Lazy<IReadOnlyList<ClassifierModel>> StartUp = new(() => [.. ShippedFiles.Select(LoadShipped)]);

    internal ClassifierModel(string name, string version, HazardEvidence evidence, IReadOnlyList<ModelType> types, FeatureWeights weights, double sureFrom, double listedFrom)
    {
        (Name, Version, Evidence, Types, Weights, SureFrom, ListedFrom) = (name, version, evidence, types, weights, sureFrom, listedFrom);
        Codes = Taxonomies.Taxonomy.Load(evidence.Taxonomy);
        Phrases = PhraseIndex.Of(evidence, types);
    }

    /// <summary>The model that the program is shipped with, for the main taxonomy.</summary>
    public static ClassifierModel Current => StartUp.Value[0];

    /// <summary>The models that the program is shipped with, one for each taxonomy that a text can be classified by; the main one first.</summary>
    public static IReadOnlyList<ClassifierModel> Shipped => StartUp.Value;

    /// <summary>What the model is called, such as "start-up".</summary>
    public string Name { get; }

    /// <summary>Its version.</summary>
    public string Version { get; }

    /// <summary>The taxonomy whose codes it gives.</summary>
    public Taxonomy Codes { get; }

    /// <summary>Below this probability of the likeliest type the model is not sure.</summary>
    public double SureFrom { get; }

    /// <summary>A type below this probability is never listed.</summary>
    public double ListedFrom { get; }

    internal HazardEvidence Evidence { get; }

    internal IReadOnlyList<ModelType> Types { get; }

    internal FeatureWeights Weights { get; }

    internal PhraseIndex Phrases { get; }

    /// <summary>Reads a model that <see cref="Save"/> has written.</summary>
    /// <exception cref="ModelFileException">The stream holds no such model, or one that this program cannot use.</exception>
    public static ClassifierModel Load(Stream from) => ModelFile.Read(from);

    /// <summary>Writes the model; the same model gives the same bytes.</summary>
    public void Save(Stream to) => ModelFile.Write(this, to);

    // not in the browser, which classifies nothing: ILLink.Substitutions.xml
    private static ClassifierModel LoadShipped(string file)
    {
        using var stream = typeof(ClassifierModel).Assembly.GetManifestResourceStream($"MakingItWork.Rules.Classification.Models.{file}.model")
            ?? throw new ModelFileException($"The model {file} was not built into the program.");
        return Load(stream);
    }

    /// <summary>A model that knows the phrases of an evidence file and has learnt nothing: what a trained one must beat.</summary>
    public static ClassifierModel FromEvidence(HazardEvidence evidence) => new(
        "phrases",
        evidence.Version,
        evidence,
        [.. evidence.Types.Select(type => new ModelType(type.Code, -2.2f, 2.2f, 1, 0, (float)evidence.SureFrom))],
        FeatureWeights.None,
        evidence.SureFrom,
        evidence.ListedFrom);
}
