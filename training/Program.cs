using System.Diagnostics;
using System.Globalization;
using MakingItWork.Training;

// scripts/train-model.sh: writes the start-up models into the folder given and says how they do on families of templates held out
if (args is not [var folder, ..])
{
    Console.Error.WriteLine("Say the folder for the models.");
    return 2;
}

var copies = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : StartUpModels.Copies;
foreach (var taxonomy in StartUpModels.Taxonomies)
{
    var clock = Stopwatch.StartNew();
    var trained = StartUpModels.Train(taxonomy, copies);
    var path = Path.Combine(folder, $"{taxonomy}.v1.model");
    using (var file = File.Create(path))
    {
        trained.Model.Save(file);
    }

    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{taxonomy}: {trained.Figures.Texts} texts, {clock.Elapsed.TotalSeconds:f0} s, {new FileInfo(path).Length / 1024} KB; on families not seen: macro F1 {trained.Figures.MacroF1:f3}, micro F1 {trained.Figures.MicroF1:f3}, first right {trained.Figures.FirstRight:f3}, sure {trained.Figures.Coverage:f3}"));
    foreach (var type in trained.Figures.Types)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {type.Code,-28} P {type.Precision:f2} R {type.Recall:f2} F1 {type.F1:f2} ({type.Support})"));
    }
}

return 0;
