using FsCheck;
using FsCheck.Fluent;
using MakingItWork.Rules.Duplicates;

namespace MakingItWork.Rules.Tests.Duplicates;

public class SignatureTests
{
    [Fact]
    public void Keys_SameWordsOtherOrder_AreTheSame() =>
        Assert.Equal(TextSignature.Keys("Alerts missing for penicillin"), TextSignature.Keys("for Penicillin: missing alert"));

    [Fact]
    public void Keys_MaskedIdentifiers_PlayNoPart() =>
        Assert.Equal(TextSignature.Keys("alert missing"), TextSignature.Keys("[name] alert missing [NHS number]"));

    [Fact]
    public void Keys_StoredValue_NeverChanges()
    {
        var keys = TextSignature.Keys("the dose is truncated");
        Assert.Equal(TextSignature.Bands, keys.Count);
        Assert.Equal(StoredKeys, keys.Take(2));
    }

    [Fact]
    public void RareWordKeys_CountedWords_TakeTheRarestFirst()
    {
        var weights = WordWeights.From(new Dictionary<string, int> { ["dos"] = 90, ["alert"] = 50 }, 100);
        var keys = TextSignature.RareWordKeys("dose alert brachytherapy", weights);
        Assert.Equal([.. new[] { "brachytherapy", "alert", "dose" }.SelectMany(w => TextSignature.RareWordKeys(w, weights))], keys);
    }

    [Fact]
    public void Agreement_SharedRareWord_CountsMoreThanSharedCommonWord()
    {
        var weights = WordWeights.From(new Dictionary<string, int> { ["dos"] = 90, ["alert"] = 2, ["slow"] = 20 }, 100);
        double Agree(string a, string b) => TextSignature.Agreement(TextSignature.Stems(a), TextSignature.Stems(b), weights);
        Assert.True(Agree("dose slow alert", "alert missing") > Agree("dose slow alert", "dose missing"));
    }

    [Fact]
    public void Keys_NoWords_AreNone() => Assert.Empty(TextSignature.Keys("of the ..."));

    [Fact]
    public void Keys_HalfTheWordsShared_UsuallyMeet()
    {
        var meetings = Enumerable.Range(0, 100).Count(i =>
        {
            var shared = string.Join(' ', Enumerable.Range(0, 10).Select(n => $"shared{i}x{n}"));
            var one = TextSignature.Keys(shared + string.Concat(Enumerable.Range(0, 5).Select(n => $" left{i}x{n}")));
            return one.Intersect(TextSignature.Keys(shared + string.Concat(Enumerable.Range(0, 5).Select(n => $" right{i}x{n}")))).Any();
        });
        Assert.InRange(meetings, 98, 100);
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

    private static readonly long[] StoredKeys = [2987518943043138222, -3710271101375480636];
}
