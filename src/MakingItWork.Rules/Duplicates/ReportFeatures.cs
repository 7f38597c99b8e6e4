namespace MakingItWork.Rules.Duplicates;

/// <summary>What of a report is compared with others.</summary>
/// <param name="Text">The masked description.</param>
/// <param name="ProductKey">The product as a key that is the same for the same product; nothing when it is not known.</param>
/// <param name="PictureHashes">One hash for each picture, all made by the same method of <see cref="PictureHash"/>.</param>
public sealed record ReportFeatures(string Text, string? ProductKey, IReadOnlyList<ulong> PictureHashes);
