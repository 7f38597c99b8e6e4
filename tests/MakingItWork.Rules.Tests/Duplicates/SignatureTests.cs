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

    [Fact]
    public void Keys_SevenBitsChanged_StillMeet() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(ArbMap.Default.ArbFor<ulong>(), Gen.Choose(0, 63).ArrayOf(7).ToArbitrary(), (hash, bits) =>
            PictureHash.Keys(hash).Intersect(PictureHash.Keys(bits.Aggregate(hash, (h, bit) => h ^ (1UL << bit)))).Any()));

    [Fact]
    public void Difference_BrighterPicture_HasTheSameHash()
    {
        var grey = Enumerable.Range(0, 72).Select(i => (byte)(i * 37 % 200)).ToArray();
        Assert.Equal(PictureHash.Difference(grey), PictureHash.Difference([.. grey.Select(g => (byte)(g + 50))]));
        Assert.NotEqual(PictureHash.Difference(grey), PictureHash.Difference([.. grey.Reverse()]));
    }

    [Fact]
    public void Frequency_NoisyPicture_StaysNearAndAnotherIsFar()
    {
        var grey = Enumerable.Range(0, 1024).Select(i => (byte)(128 + (100 * Math.Sin(i % 32 * i / 3000.0)))).ToArray();
        var noisy = grey.Select((g, i) => (byte)(g + (i * 7 % 5) - 2)).ToArray();
        Assert.InRange(PictureHash.Distance(PictureHash.Frequency(grey), PictureHash.Frequency(noisy)), 0, 8);
        Assert.InRange(PictureHash.Distance(PictureHash.Frequency(grey), PictureHash.Frequency([.. grey.Reverse()])), 16, 64);
    }

    [Fact]
    public void Hash_WrongSize_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => PictureHash.Difference(new byte[71]));
        Assert.Throws<ArgumentException>(() => PictureHash.Frequency(new byte[72]));
    }
}
