using FsCheck;
using FsCheck.Fluent;
using MakingItWork.Rules.Duplicates;

namespace MakingItWork.Rules.Tests.Duplicates;

public class SignatureTests
{
    private static readonly PicturePrint Worklist = Screens.Print(1);

    [Fact]
    public void Print_MaskedIdentifiers_PlayNoPart() => Assert.Equal(TextPrint.Of("alert missing").Words, TextPrint.Of("[name] alert missing [NHS number]").Words);

    [Fact]
    public void Print_StoredValue_NeverChanges() =>
        // a change here makes stored prints useless: raise ReportPrint.Rules with it
        Assert.Equal([1563509899u, 3265469755u, 1789823998u], TextPrint.Of("the dose is truncated").Words.Append(ReportPrint.Key("A")));

    [Fact]
    public void Entry_AnyKeyAndNumber_ComesBackFromItsRange() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Gen.Choose(1, (int)IndexKeys.MostReports - 1).ToArbitrary(), number =>
            IndexKeys.Stored(ReportPrint.Of("dose alert", [Worklist], screen: "Worklist"), WordWeights.Even, 0).All(key =>
            {
                var ((from, to), entry) = (IndexKeys.Range(key), IndexKeys.Entry(key, number));
                return entry >= from && entry < to && IndexKeys.Number(entry) == number;
            })));

    [Fact]
    public void Asked_HotWords_AreLeftOutBesideOthers()
    {
        var words = Enumerable.Range(0, 20).Select(i => $"word{i}").ToList();
        var weights = WordWeights.From(words.Take(10).ToDictionary(TextPrint.Number, _ => 500_000L), 1_000_000);
        var print = ReportPrint.Of(string.Join(' ', words), []);
        Assert.Equal(10, IndexKeys.Asked(print, weights, 1_000_000).Count);
        Assert.Equal(10, IndexKeys.Stored(print, weights, 1_000_000).Count);
        Assert.Equal(8, IndexKeys.Asked(ReportPrint.Of(string.Join(' ', words.Take(10)), []), weights, 1_000_000).Count);
    }
}
