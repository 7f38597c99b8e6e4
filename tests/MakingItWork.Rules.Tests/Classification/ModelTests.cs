using System.Globalization;
using System.Xml.Linq;
using MakingItWork.Rules.Classification;

namespace MakingItWork.Rules.Tests.Classification;

public class ModelTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly (string Code, string Text)[] Said =
    [
        ("3.1", "The printer on ward {0} is jammed"), ("4.1", "The system was slow on day {0}"), ("4.5", "My note {0} was lost"), ("3.4.1", "The wrong patient came up in bed {0}"),
    ];

    [Fact]
    public void Train_SameTextsInAnotherOrder_GivesTheSameBytes()
    {
        var texts = Some(40);
        Assert.Equal(Bytes(Train(texts).Model), Bytes(Train([.. texts.Reverse()]).Model));
    }

    [Fact]
    public void Load_WhatWasSaved_ClassifiesTheSame()
    {
        var model = Train(Some(40)).Model;
        var again = ClassifierModel.Load(new MemoryStream(Bytes(model)));
        Assert.Equal((model.Name, model.Version, model.Codes.Name), (again.Name, again.Version, again.Codes.Name));
        Assert.Equal(Bytes(model), Bytes(again));
        foreach (var (_, text) in Said)
        {
            Assert.Equal(HazardClassifier.Types(new(text), model).All, HazardClassifier.Types(new(text), again).All);
        }
    }

    [Fact]
    public void Load_DamagedFile_IsRefusedInPlainWords()
    {
        var bytes = Bytes(ClassifierModel.Current);
        Assert.Throws<ModelFileException>(() => ClassifierModel.Load(new MemoryStream([])));
        Assert.Throws<ModelFileException>(() => ClassifierModel.Load(new MemoryStream("not a model"u8.ToArray())));
        Assert.Throws<ModelFileException>(() => ClassifierModel.Load(new MemoryStream(bytes[..(bytes.Length / 2)])));
        for (var at = 0; at < 200; at++)
        {
            var damaged = bytes.ToArray();
            damaged[at] ^= 0x55;
            var problem = Record.Exception(() => ClassifierModel.Load(new MemoryStream(damaged)));
            Assert.True(problem is null or ModelFileException, $"Byte {at}: {problem}");
        }
    }

    [Fact]
    public void Retrain_SixtyCorrectionsOfOneType_SuggestsItAndKeepsTheRest()
    {
        const string next = "The bluebird panel on ward 9 flickers purple";
        Assert.DoesNotContain(HazardClassifier.Types(new(next), ClassifierModel.Current).Suggested, t => t.Code == "4.4.2");
        var corrections = Enumerable.Range(0, 60)
            .Select(day => new LabelledText($"{day:d3}", $"The bluebird panel on ward {day} {(day % 2 == 0 ? "flickers purple" : "flickers and turns purple")}", new HashSet<string> { "4.4.2" }, Monday.AddDays(day), "RX1"))
            .Concat(Some(40))
            .ToList();
        var split = TimeSplit.Of(corrections);
        var candidate = Train(split.Earlier, ClassifierModel.Current).Model;
        var comparison = ModelComparison.Of(ClassifierModel.Current, candidate, split.Later);
        Assert.True(comparison.IsBetter, comparison.Why);
        Assert.Equal("4.4.2", HazardClassifier.Types(new(next), candidate).Suggested[0].Code);
        Assert.Equal("3.1", HazardClassifier.Types(new("The printer on the ward is broken"), candidate).Suggested[0].Code);
        Assert.Equal("3.4.4", HazardClassifier.Types(new("There was no alert for the penicillin allergy"), candidate).Suggested[0].Code);
    }

    [Fact]
    public void Compare_ModelWithItself_IsNotBetter()
    {
        var comparison = ModelComparison.Of(ClassifierModel.Current, ClassifierModel.Current, Some(40));
        Assert.False(comparison.IsBetter);
        Assert.Equal("It finds the types of the held-out decisions no better than the model in use.", comparison.Why);
    }

    [Fact]
    public void Compare_TooFewTexts_DecidesNothing() =>
        Assert.Equal("There are 4 held-out decisions; at least 10 are needed to tell.", ModelComparison.Of(ClassifierModel.Current, ClassifierModel.Current, Some(4)).Why);

    [Fact]
    public void TimeSplit_Texts_HoldsOutTheLatestAndKeepsAnInstantTogether()
    {
        var split = TimeSplit.Of(Some(20).Select((text, index) => text with { When = Monday.AddDays(index / 5) }));
        Assert.Equal((15, 5), (split.Earlier.Count, split.Later.Count));
        Assert.True(split.Earlier.Max(t => t.When) < split.Later.Min(t => t.When));
    }

    [Fact]
    public void Figures_OfAModel_CountWhatIsRight()
    {
        var figures = ModelFigures.Of(ClassifierModel.Current, [.. Some(8), new("none", "Thank you for the new version.", new HashSet<string>(), Monday, "RX1")]);
        var printer = figures.Types.Single(t => t.Code == "3.1");
        Assert.Equal((9, 2, 1.0), (figures.Texts, printer.Support, printer.Recall));
        Assert.Equal(9, printer.Calibration.Sum(bin => bin.Count));
        Assert.All(figures.Types, type => Assert.InRange(type.Brier, 0, 1));
    }

    [Fact]
    public void Shipped_Models_KnowOnlyCodesOfTheirTaxonomyAndAreSmall() => Assert.All(ClassifierModel.Shipped, model =>
    {
        Assert.All(model.Types, type => Assert.NotNull(model.Codes.Get(type.Code)));
        Assert.All(model.Types, type => Assert.True(type.Slope > 0 && type.PhraseWeight >= 0, type.Code));
        Assert.InRange(Bytes(model).Length, 100_000, 10_000_000);
    });

    [Fact]
    public void Browser_OfTheRules_CarriesNothingThatOnlyClassifies()
    {
        using var list = typeof(ClassifierModel).Assembly.GetManifestResourceStream("ILLink.Substitutions.xml")!;
        var removed = XDocument.Load(list).Descendants("resource").Select(r => r.Attribute("name")!.Value).Order(StringComparer.Ordinal);
        Assert.Equal(typeof(ClassifierModel).Assembly.GetManifestResourceNames()
            .Where(name => name.Contains(".Taxonomies.", StringComparison.Ordinal) || name.Contains(".Classification.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal), removed);
    }

    private static LabelledText[] Some(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => new LabelledText(
            $"some {i:d3}",
            string.Format(CultureInfo.InvariantCulture, Said[i % Said.Length].Text, i),
            new HashSet<string> { Said[i % Said.Length].Code },
            Monday.AddDays(i),
            $"RX{i % 7}")),
    ];

    private static TrainedModel Train(IReadOnlyList<LabelledText> texts, ClassifierModel? from = null) =>
        ModelTrainer.Train(texts, new("retrained", "test", Base: from, Passes: 8));

    private static byte[] Bytes(ClassifierModel model)
    {
        using var bytes = new MemoryStream();
        model.Save(bytes);
        return bytes.ToArray();
    }
}
