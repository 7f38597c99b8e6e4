using System.Text;
using MakingItWork.Rules.Classification;
using MakingItWork.Rules.Taxonomies;

namespace MakingItWork.Rules.Tests.Taxonomies;

public class TaxonomyTests
{
    [Theory]
    [InlineData("magrabi-2010.v1", 36)]
    [InlineData("nrls-in05.v1", 15)]
    [InlineData("screen-problem.v1", 14)]
    [InlineData("consequence.v1", 6)]
    [InlineData("screen-dimension.v1", 8)]
    [InlineData("process-step.v1", 9)]
    [InlineData("urgency.v1", 6)]
    [InlineData("severity-words.v1", 4)]
    public void Load_File_HasUniqueCodesWithParents(string file, int count)
    {
        var taxonomy = Taxonomy.Load(file);
        Assert.Equal($"{taxonomy.Name}.{taxonomy.Version}", file);
        Assert.Equal(count, taxonomy.Codes.Count);
        Assert.Equal(count, taxonomy.Codes.Select(c => c.Code).Distinct().Count());
        Assert.All(taxonomy.Codes, c => Assert.True(c.Parent is null || taxonomy.Get(c.Parent).Code.Length < c.Code.Length));
    }

    [Fact]
    public void Magrabi_AdditionsOf2012_AreNotConfirmed() =>
        Assert.Equal("4.4.1 4.4.2 4.4.3 4.4.4", string.Join(' ', Taxonomy.Magrabi.Codes.Where(c => !c.Confirmed).Select(c => c.Code)));

    [Fact]
    public void Load_UnknownFile_SaysWhich() =>
        Assert.Equal("There is no taxonomy file named magrabi-1999.v1.", Assert.Throws<TaxonomyException>(() => Taxonomy.Load("magrabi-1999.v1")).Message);

    [Fact]
    public void Get_UnknownCode_SaysWhich() =>
        Assert.Equal("The taxonomy magrabi-2010 v1 has no code 9.9.", Assert.Throws<TaxonomyException>(() => Taxonomy.Magrabi.Get("9.9")).Message);

    [Theory]
    [InlineData("""{"name":"t","version":"v1","source":"s"}""", "cannot be read")]
    [InlineData("""{"name":"t","version":"v1","source":"s","codes":[],"extra":1}""", "cannot be read")]
    [InlineData("null", "is empty")]
    public void Parse_WrongShape_IsRefused(string json, string expected) =>
        Assert.Contains(expected, Assert.Throws<TaxonomyException>(() => TaxonomyFile.Parse<Taxonomy>("t", new MemoryStream(Encoding.UTF8.GetBytes(json)))).Message, StringComparison.Ordinal);

    [Fact]
    public void Checked_DoubleOrOrphanCode_IsRefused()
    {
        var a = new TaxonomyCode("1", "One", null, null, true);
        Assert.Contains("twice", Assert.Throws<TaxonomyException>(() => Taxonomy.Checked(new("t", "v1", "s", [a, a]))).Message, StringComparison.Ordinal);
        Assert.Contains("does not exist", Assert.Throws<TaxonomyException>(() => Taxonomy.Checked(new("t", "v1", "s", [a with { Parent = "7" }]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Crosswalk_EveryMagrabiCode_HasOneRowOfKnownCodes()
    {
        Assert.Equal("magrabi-2010.v1", Crosswalk.Current.From);
        Assert.Equal(Taxonomy.Magrabi.Codes.Select(c => c.Code), Crosswalk.Current.Rows.Select(r => r.Magrabi));
        Assert.All(Crosswalk.Current.Rows, row =>
        {
            Assert.NotNull(Taxonomy.NrlsCategories.Get(row.In05));
            Assert.NotNull(LfpseCodes.Current.Find("it-systems-and-software-involved", row.LfpseItFactor));
            Assert.False(row.Confirmed);
        });
    }

    [Fact]
    public void LfpseCodes_EveryList_HasUniqueCodes()
    {
        Assert.All(LfpseCodes.Current.Lists, list => Assert.Equal(list.Codes.Count, list.Codes.Select(c => c.Code).Distinct().Count()));
        Assert.Equal("2 3", string.Join(' ', LfpseCodes.Current.Lists.SelectMany(l => l.Codes).Where(c => !c.Confirmed).Select(c => c.Code)));
        Assert.Throws<TaxonomyException>(() => LfpseCodes.Current.List("no-such-list"));
    }

    [Fact]
    public void All_Files_AreLoadedByTheirNames()
    {
        Assert.Equal(Taxonomy.All.Count, Taxonomy.All.Select(t => $"{t.Name}.{t.Version}").Distinct().Count());
        Assert.Contains(Taxonomy.All, t => t.Name == "magrabi-2010" && t.Version == "v1");
        Assert.Contains(Taxonomy.All, t => t.Name == "screen-problem");
        Assert.All(Taxonomy.All, t => Assert.Equal(t.Codes.Count, Taxonomy.Load($"{t.Name}.{t.Version}").Codes.Count));
    }

    [Fact]
    public void Maps_BetweenTaxonomies_NameKnownCodes() => Assert.All(TaxonomyMap.All, map =>
    {
        var (from, to) = (Taxonomy.Load(map.From), Taxonomy.Load(map.To));
        Assert.Equal(from.Codes.Select(c => c.Code).Order(StringComparer.Ordinal), map.Map.Select(row => row.Code).Order(StringComparer.Ordinal));
        Assert.All(map.Map, row => Assert.All(row.Becomes, code => Assert.NotNull(to.Get(code))));
    });

    [Theory]
    [InlineData("hazard-evidence.v1")]
    [InlineData("screen-evidence.v1")]
    [InlineData("consequence-evidence.v1")]
    [InlineData("screen-dimension-evidence.v1")]
    [InlineData("process-step-evidence.v1")]
    [InlineData("urgency-evidence.v1")]
    [InlineData("severity-evidence.v1")]
    public void Evidence_EveryType_IsACodeWithUniquePhrases(string file)
    {
        var evidence = HazardEvidence.Load(file);
        var taxonomy = Taxonomy.Load(evidence.Taxonomy);
        Assert.All(evidence.Types, type =>
        {
            Assert.NotNull(taxonomy.Get(type.Code));
            Assert.Equal(type.Phrases.Count, type.Phrases.Select(p => p.Phrase).Distinct().Count());
            Assert.All(type.Phrases, p => Assert.NotNull(new PhrasePattern(p)));
        });
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("missing ~", 1)]
    [InlineData("missing", 0)]
    public void PhrasePattern_OpenEndOrNoWeight_IsRefused(string phrase, double weight) =>
        Assert.Throws<TaxonomyException>(() => new PhrasePattern(new(phrase, weight)));
}
