using System.Globalization;
using MakingItWork.Rules.Classification;

namespace MakingItWork.Training;

/// <summary>Texts that no weight is learnt from: "held-out" sets thresholds, "blind" only measures.</summary>
internal static class HeldOutTexts
{
    public static IReadOnlyList<LabelledText> Of(string taxonomy, string file = "held-out") =>
    [
        .. from line in Resource.Lines(file).Select(line => line.Split('|', 3, StringSplitOptions.TrimEntries)).Index()
           let codes = Section.Codes(line.Item[taxonomy == "screen-problem" ? 0 : 1])
           where codes is not null
           select new LabelledText(line.Index.ToString("d3", CultureInfo.InvariantCulture), line.Item[2], codes, DateTimeOffset.UnixEpoch, file),
    ];
}
