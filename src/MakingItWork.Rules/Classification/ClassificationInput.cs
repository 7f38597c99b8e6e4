namespace MakingItWork.Rules.Classification;

/// <summary>What a report says, as far as its type may be read from it.</summary>
/// <param name="Text">What the reporter wrote. Identifiers in it are left aside, masked or not.</param>
/// <param name="Product">The product, if known.</param>
/// <param name="Module">The module or the name of the screen, if known.</param>
/// <param name="PictureText">The words read in the picture, if any.</param>
public sealed record ClassificationInput(string Text, string? Product = null, string? Module = null, string? PictureText = null);
