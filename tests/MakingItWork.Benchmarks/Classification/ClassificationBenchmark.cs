using System.Diagnostics;
using System.Globalization;
using MakingItWork.Rules.Classification;
using MakingItWork.Rules.Taxonomies;
using MakingItWork.Training;

namespace MakingItWork.Benchmarks.Classification;

/// <summary>How well and how fast hazard types are suggested, beside what is simpler.</summary>
internal static class ClassificationBenchmark
{
    public const string Usage = """
        classification [options]   types suggested for texts that no weight was learnt from, beside phrases alone and the commonest type
          --data FOLDER            measure real reports too: ehr-issues/issues.csv in this folder
        """;

    public static int Run(IReadOnlyList<string> options)
    {
        if (options is not ([] or ["--data", _]))
        {
            Console.WriteLine(Usage);
            return 2;
        }

        Speed.Print();
        foreach (var taxonomy in StartUpModels.Taxonomies)
        {
            Invented(taxonomy);
        }

        if (options is ["--data", var folder])
        {
            Real(Path.Combine(folder, "ehr-issues", "issues.csv"));
        }

        return 0;
    }

    private static void Invented(string taxonomy)
    {
        var model = ClassifierModel.Shipped.Single(m => m.Codes.Name == taxonomy);
        var texts = HeldOutTexts.Of(taxonomy);
        FiguresTable.Head($"{taxonomy}: {texts.Count} reports written one by one, apart from those learnt from. Labels: by their writer. They set thresholds and calibration, no weight; the thresholds flatter them a little.");
        FiguresTable.Types(ModelFigures.Of(model, texts));
        Beside(model, texts);
        var blind = HeldOutTexts.Of(taxonomy, "blind");
        FiguresTable.Head($"{taxonomy}: {blind.Count} reports by another writer, who had seen neither templates nor phrases. Labels: by that writer. Nothing was learnt or set by them.");
        FiguresTable.Types(ModelFigures.Of(model, blind));
        Beside(model, blind);
        FiguresTable.Head($"{taxonomy}: invented texts, each judged by a model that saw no template of its family (5 families).");
        FiguresTable.Sums("trained", StartUpModels.Train(taxonomy, 2).Figures);
    }

    private static void Real(string file)
    {
        var model = ClassifierModel.Shipped.Single(m => m.Codes.Name == "screen-problem");
        var texts = IssueTexts.Of(file);
        FiguresTable.Head($"screen-problem: {texts.Count} reports about real products. Labels: one person who is no clinician, one label each. Development material: whoever wrote the invented texts had read them.");
        FiguresTable.Types(ModelFigures.Of(model, texts));
        Beside(model, texts);
        FiguresTable.Sums("+ own text*", BySource(model, texts));
        Console.WriteLine("  * cross-validation by source: retrained from the shipped model on the reports about other products, five parts");
    }

    private static void Beside(ClassifierModel model, IReadOnlyList<LabelledText> texts)
    {
        FiguresTable.Sums("shipped", ModelFigures.Of(model, texts));
        FiguresTable.Sums("phrases only", ModelFigures.Of(ClassifierModel.FromEvidence(HazardEvidence.Load(model.Codes.Name == "screen-problem" ? "screen-evidence.v1" : "hazard-evidence.v1")), texts));
        var commonest = texts.SelectMany(t => t.Codes).GroupBy(code => code).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).First().Key;
        var always = new TypesOfText([new(commonest, 1)], [new(commonest, commonest, 1, [])], NotSure: false);
        FiguresTable.Sums($"always {commonest}", ModelFigures.Of(texts.Select(text => (text, always)), model.Codes));
    }

    private static ModelFigures BySource(ClassifierModel model, IReadOnlyList<LabelledText> texts)
    {
        var parts = texts.GroupBy(t => t.Source).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select((group, index) => (group, part: index % 5))
            .GroupBy(x => x.part, x => x.group)
            .Select(part => part.SelectMany(g => g).ToList());
        List<(LabelledText, TypesOfText)> answers = [];
        foreach (var part in parts)
        {
            var retrained = ModelTrainer.Train(texts.Except(part), new("by source", "v1", Base: model)).Model;
            answers.AddRange(part.Select(text => (text, HazardClassifier.Types(text.Input, retrained))));
        }

        return ModelFigures.Of(answers, model.Codes);
    }
}

/// <summary>How fast, on one core.</summary>
internal static class Speed
{
    public static void Print()
    {
        var clock = Stopwatch.StartNew();
        foreach (var model in ClassifierModel.Shipped)
        {
            using var bytes = new MemoryStream();
            model.Save(bytes);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"model {model.Codes.Name}: {bytes.Length / 1024} KB"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"both models loaded and saved for the first time in this process: {clock.ElapsedMilliseconds} ms"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"one model loaded again: {Median(Load):f0} ms (median of 9)"));
        var texts = HeldOutTexts.Of("magrabi-2010").Select(t => t.Input).ToList();
        foreach (var text in texts)
        {
            HazardClassifier.Classify(text, ClassifierModel.Current);
        }

        clock.Restart();
        var count = 0;
        while (clock.Elapsed.TotalSeconds < 3)
        {
            HazardClassifier.Classify(texts[count++ % texts.Count], ClassifierModel.Current);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"classifications a second on one core: {count / clock.Elapsed.TotalSeconds:f0} (texts of {texts.Average(t => t.Text.Length):f0} letters)"));
    }

    private static void Load()
    {
        using var bytes = new MemoryStream();
        ClassifierModel.Current.Save(bytes);
        bytes.Position = 0;
        ClassifierModel.Load(bytes);
    }

    private static double Median(Action act) => Enumerable.Range(0, 9).Select(_ =>
    {
        var clock = Stopwatch.StartNew();
        act();
        return clock.Elapsed.TotalMilliseconds;
    }).Order().ElementAt(4);
}
