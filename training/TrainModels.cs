using System.Diagnostics;
using System.Globalization;

namespace MakingItWork.Training;

/// <summary>scripts/train-model.sh: writes the start-up models into the folder given and says how they do on families of templates not seen.</summary>
internal static class TrainModels
{
    private static int Main(string[] args)
    {
        if (args is not [var folder])
        {
            Console.Error.WriteLine("Say the folder for the models.");
            return 2;
        }

        foreach (var taxonomy in StartUpModels.Taxonomies)
        {
            var clock = Stopwatch.StartNew();
            var (model, figures) = StartUpModels.Train(taxonomy, StartUpModels.Copies);
            var path = Path.Combine(folder, $"{taxonomy}.v1.model");
            using (var file = File.Create(path))
            {
                model.Save(file);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{taxonomy}: {figures.Texts} texts, {clock.Elapsed.TotalSeconds:f0} s, {new FileInfo(path).Length / 1024} KB; on families not seen: macro F1 {figures.MacroF1:f3}, micro F1 {figures.MicroF1:f3}, first right {figures.FirstRight:f3}, sure {figures.Coverage:f3}"));
            foreach (var type in figures.Types)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {type.Code,-28} P {type.Precision:f2} R {type.Recall:f2} F1 {type.F1:f2} ({type.Support})"));
            }
        }

        return 0;
    }
}
