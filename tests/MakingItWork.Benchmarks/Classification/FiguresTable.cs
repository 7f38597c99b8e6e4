using System.Globalization;
using MakingItWork.Rules.Classification;

namespace MakingItWork.Benchmarks.Classification;

/// <summary>Figures in columns.</summary>
internal static class FiguresTable
{
    public static void Head(string what) => Console.WriteLine($"\n{what}");

    public static void Types(ModelFigures figures)
    {
        Line($"  {"type",-28} {"texts",5} {"P",6} {"R",6} {"F1",6} {"Brier",6}");
        foreach (var type in figures.Types)
        {
            Line($"  {type.Code,-28} {type.Support,5} {type.Precision,6:f2} {type.Recall,6:f2} {type.F1,6:f2} {type.Brier,6:f3}");
        }

        Line($"  probability said and share that was so: {string.Join("  ", Bins(figures))}");
    }

    public static void Sums(string name, ModelFigures figures) =>
        Line($"  {name,-28} macro F1 {figures.MacroF1:f3}  micro F1 {figures.MicroF1:f3}  Brier {figures.Brier:f4}  first right {figures.FirstRight:f3}  sure of {figures.Coverage:f2}, then right {figures.SureAndRight:f3}");

    private static IEnumerable<string> Bins(ModelFigures figures) => figures.Types
        .SelectMany(t => t.Calibration)
        .Where(bin => bin.Count > 0)
        .GroupBy(bin => bin.From)
        .OrderBy(group => group.Key)
        .Select(group => string.Create(CultureInfo.InvariantCulture, $"{Mean(group, b => b.Said):f2}/{Mean(group, b => b.Was):f2}"));

    private static double Mean(IEnumerable<CalibrationBin> bins, Func<CalibrationBin, double> of) => bins.Sum(b => of(b) * b.Count) / bins.Sum(b => b.Count);

    private static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
