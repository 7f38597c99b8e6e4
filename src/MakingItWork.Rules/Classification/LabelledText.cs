namespace MakingItWork.Rules.Classification;

/// <summary>A text whose types a person has decided, or that was written for them.</summary>
/// <param name="Id">Names the text; texts are learnt from in the order of their ids.</param>
/// <param name="Text">The words.</param>
/// <param name="Codes">Every type of the text, as codes of the model's taxonomy; others are ignored. None: a text of no type.</param>
/// <param name="When">When it was decided, for validation by time.</param>
/// <param name="Source">Where it comes from: the organisation, or the family of written texts.</param>
/// <param name="Product">The product, if known.</param>
/// <param name="Module">The module, if known.</param>
/// <param name="PictureText">The words in the picture, if any.</param>
/// <param name="Weight">How much it counts; 1 is ordinary.</param>
public sealed record LabelledText(
    string Id,
    string Text,
    IReadOnlySet<string> Codes,
    DateTimeOffset When,
    string Source,
    string? Product = null,
    string? Module = null,
    string? PictureText = null,
    double Weight = 1)
{
    /// <summary>The text as the classifier is given it.</summary>
    public ClassificationInput Input => new(Text, Product, Module, PictureText);
}
