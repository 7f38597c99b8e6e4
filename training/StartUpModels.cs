using MakingItWork.Rules.Classification;

namespace MakingItWork.Training;

/// <summary>How the shipped models are made.</summary>
internal static class StartUpModels
{
    public const int Copies = 4;

    public static IReadOnlyList<string> Taxonomies { get; } = ["magrabi-2010", "screen-problem"];

    public static TrainedModel Train(string taxonomy, int copies) => ModelTrainer.Train(
        InventedTexts.Of(taxonomy, copies),
        new("start-up", "v1", taxonomy == "screen-problem" ? "screen-evidence.v1" : "hazard-evidence.v1", Passes: 8, HeldOut: HeldOutTexts.Of(taxonomy)));
}
