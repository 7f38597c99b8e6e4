using System.Text;
using System.Text.Json;
using MakingItWork.Classify.Commands;
using MakingItWork.Rules.Classification;
using MakingItWork.Rules.Taxonomies;

namespace MakingItWork.Tests.Classify;

/// <summary>./run.sh classify: lines in, suggestions out.</summary>
public sealed class ClassifyLinesTests
{
    [Fact]
    public void Line_AboutADisplay_IsAnsweredWithTypesWhereTheWordsStand()
    {
        const string text = "The units are missing 😀 beside the dose";
        var (code, answers, errors) = Run(JsonSerializer.Serialize(new { id = "a", text, product = "P", module = "Drug chart", pictureText = "500 mg" }));
        Assert.Equal((0, ""), (code, errors));
        using var answer = JsonDocument.Parse(Assert.Single(answers));
        var root = answer.RootElement;
        Assert.Equal(
            ["id", "types", "consequence", "urgent", "notSure", "taxonomy", "model", "urgentReason", "dimensions", "others"],
            root.EnumerateObject().Select(property => property.Name));
        Assert.Equal(("a", "magrabi-2010", "start-up.v1"), (root.GetProperty("id").GetString(), root.GetProperty("taxonomy").GetString(), root.GetProperty("model").GetString()));
        Assert.False(root.GetProperty("urgent").GetBoolean());
        Assert.False(root.GetProperty("notSure").GetBoolean());
        var first = root.GetProperty("types")[0];
        Assert.Equal(("3.3", "Output or display error"), (first.GetProperty("code").GetString(), first.GetProperty("name").GetString()));
        Assert.InRange(first.GetProperty("probability").GetDouble(), 0.5, 1);
        var evidence = first.GetProperty("evidence").EnumerateArray().Select(e => text[e.GetProperty("start").GetInt32()..e.GetProperty("end").GetInt32()]).ToList();
        Assert.Contains("units are missing", evidence);
    }

    [Fact]
    public void Line_ByTheCommand_IsAnsweredAsTheJobWould()
    {
        const string text = "She collapsed. The allergy to penicillin was not shown and the wrong patient came up.";
        var (_, answers, _) = Run($$"""{"id":1,"text":"{{text}}"}""");
        using var answer = JsonDocument.Parse(answers[0]);
        var job = HazardClassifier.Classify(new(text), ClassifierModel.Current);
        Assert.Equal(job.Types.Select(t => t.Code), answer.RootElement.GetProperty("types").EnumerateArray().Select(t => t.GetProperty("code").GetString()));
        Assert.Equal(("harm", true), (answer.RootElement.GetProperty("consequence").GetString(), answer.RootElement.GetProperty("urgent").GetBoolean()));
        Assert.Equal(job.Urgency.Reason, answer.RootElement.GetProperty("urgentReason").GetString());
    }

    [Fact]
    public void Taxonomy_Asked_ChangesPlacesWithTheOther()
    {
        const string line = """{"id":1,"text":"Duplicate patient created on registration"}""";
        var (_, magrabi, _) = Run(line);
        var (_, screen, _) = Run(line, "screen-problem");
        using var first = JsonDocument.Parse(magrabi[0]);
        using var second = JsonDocument.Parse(screen[0]);
        Assert.Equal("patient_identity_duplicate", second.RootElement.GetProperty("types")[0].GetProperty("code").GetString());
        Assert.Equal(second.RootElement.GetProperty("types").GetRawText(), first.RootElement.GetProperty("others")[0].GetProperty("types").GetRawText());
        Assert.Equal("screen-problem", first.RootElement.GetProperty("others")[0].GetProperty("taxonomy").GetString());
    }

    [Fact]
    public void Text_ThatSaysNothing_IsNotSure()
    {
        var (_, answers, _) = Run("""{"id":1,"text":""}""");
        using var answer = JsonDocument.Parse(answers[0]);
        Assert.True(answer.RootElement.GetProperty("notSure").GetBoolean());
        Assert.Equal(JsonValueKind.Null, answer.RootElement.GetProperty("consequence").ValueKind);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"id":1,"text":"cut off""")]
    [InlineData("""{"id":1,"text":5}""")]
    [InlineData("""{"id":1,"text":null}""")]
    [InlineData("""{"id":1}""")]
    [InlineData("""{"id":1,"text":"a","module":7}""")]
    [InlineData("""[1,2]""")]
    [InlineData("""{"id":1,"text":"a"} {"id":2,"text":"b"}""")]
    public void BadLine_AmongGoodOnes_IsNamedByItsNumberAndNotRepeated(string bad)
    {
        var (code, answers, errors) = Run($$"""{"id":1,"text":"a","module":null}{{"\n\n"}}{{bad}}{{"\n"}}{"id":"last","text":"b"}""");
        Assert.Equal((1, 2), (code, answers.Count));
        Assert.StartsWith("Line 3 is skipped: ", errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd().Split('\n'));
        Assert.DoesNotContain("cut off", errors, StringComparison.Ordinal);
        Assert.StartsWith("""{"id":"last",""", answers[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Id_OfAnyShape_ComesBackAsItWas()
    {
        string[] ids = ["7", "\"a\\u0022b\"", "null", "{\"a\":[1,2.50,{}]}", "12345678901234567890.0"];
        var (_, answers, _) = Run("\uFEFF" + string.Join("\r\n", ids.Select(id => $$"""{ "text" : "x" , "other": [1], "id" : {{id}} }""")));
        Assert.All(answers.Zip(ids), pair => Assert.StartsWith($$"""{"id":{{pair.Second}},"types":""", pair.First, StringComparison.Ordinal));
        Assert.Equal(ids.Length, answers.Count);
    }

    [Fact]
    public void Help_NamesEveryTaxonomyThatCanBeAsked() =>
        Assert.All(ClassifierModel.Shipped, model => Assert.Contains(model.Codes.Name, ClassifyLines.Help, StringComparison.Ordinal));

    [Theory]
    [InlineData("--taxonomy", "nrls-in05")]
    [InlineData("--taxonomy")]
    [InlineData("file.jsonl")]
    public void Arguments_ThatAreWrong_EndWith2(params string[] args) => Assert.Equal(2, ClassifyCommands.Lines(args));

    [Fact]
    public void Codes_InAnswers_AreThoseOfTheTaxonomy()
    {
        var (_, answers, _) = Run("""{"id":1,"text":"The printer is down, the system is slow and my notes were lost"}""");
        using var answer = JsonDocument.Parse(answers[0]);
        var types = answer.RootElement.GetProperty("types").EnumerateArray().ToList();
        Assert.True(types.Count > 1);
        Assert.All(types, type => Assert.Equal(Taxonomy.Magrabi.Get(type.GetProperty("code").GetString()!).Name, type.GetProperty("name").GetString()));
    }

    private static (int Code, IReadOnlyList<string> Answers, string Errors) Run(string input, string taxonomy = "magrabi-2010")
    {
        using var output = new MemoryStream();
        using var errors = new StringWriter();
        var code = new ClassifyLines(taxonomy).Run(new MemoryStream(Encoding.UTF8.GetBytes(input)), output, errors);
        return (code, Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries), errors.ToString());
    }
}
