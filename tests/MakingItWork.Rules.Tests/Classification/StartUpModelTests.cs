using System.Runtime.InteropServices;
using MakingItWork.Rules.Classification;
using MakingItWork.Training;

namespace MakingItWork.Rules.Tests.Classification;

/// <summary>The models that are shipped are those that the texts in training/ give.</summary>
public class StartUpModelTests
{
    [Fact]
    public void ScreenProblemModel_TrainedAgain_IsTheShippedFileBitForBit()
    {
        // the last bit of an exponential may differ on another kind of processor
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            return;
        }

        var shipped = ClassifierModel.Shipped.Single(model => model.Codes.Name == "screen-problem");
        var again = StartUpModels.Train("screen-problem", StartUpModels.Copies).Model;
        Assert.True(Bytes(shipped).AsSpan().SequenceEqual(Bytes(again)), "The texts or the training changed: run scripts/train-model.sh.");
    }

    [Fact]
    public void InventedTexts_OfBothTaxonomies_CarryOnlyItsCodesAndReachEveryType() => Assert.All(ClassifierModel.Shipped, model =>
    {
        var codes = InventedTexts.Of(model.Codes.Name, 1).SelectMany(text => text.Codes).ToHashSet();
        Assert.All(codes, code => Assert.NotNull(model.Codes.Get(code)));
        Assert.Equal(model.Types.Select(t => t.Code).Order(StringComparer.Ordinal), codes.Order(StringComparer.Ordinal));
    });

    [Theory]
    [InlineData("magrabi-2010", 0.8)]
    [InlineData("screen-problem", 0.85)]
    public void ShippedModel_TextsThatNoWeightWasLearntFrom_AreToldWell(string taxonomy, double macroF1)
    {
        var figures = ModelFigures.Of(ClassifierModel.Shipped.Single(model => model.Codes.Name == taxonomy), HeldOutTexts.Of(taxonomy));
        Assert.True(figures.MacroF1 >= macroF1, $"Macro F1 is {figures.MacroF1:f3}.");
        Assert.All(figures.Types.Where(t => t.Support >= 5), type => Assert.True(type.Recall >= 0.6, $"{type.Code} is found in {type.Recall:p0}."));
    }

    private static byte[] Bytes(ClassifierModel model)
    {
        using var bytes = new MemoryStream();
        model.Save(bytes);
        return bytes.ToArray();
    }
}
