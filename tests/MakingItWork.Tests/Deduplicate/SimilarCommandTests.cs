using System.Text;
using System.Text.Json;
using MakingItWork.Deduplicate.Commands;
using MakingItWork.Plumbing.Pictures;

namespace MakingItWork.Tests.Deduplicate;

/// <summary>./run.sh similar: lines in, the nearest others of each out.</summary>
public sealed class SimilarCommandTests
{
    private const string Truncated = "The drug name is truncated in the prescribing list so the strength cannot be read";

    [Fact]
    public async Task Items_OfOneProblem_FindEachOtherWhereverTheyStand()
    {
        var (code, answers, errors) = await RunAsync(
            $$"""{"id":"a","text":"{{Truncated}}","product":"Alpha"}""",
            """{"id":2,"text":"The ward printer is broken again and no label comes out","product":"Alpha"}""",
            """{"id":"c","text":"In the prescribing list the drug name is truncated; its strength cannot be read","product":"Alpha","version":"8.2","screen":"Prescribing"}""",
            $$"""{"id":"d","text":"{{Truncated}}","product":"Beta"}""");
        Assert.Equal((0, "", 4), (code, errors, answers.Count));
        Assert.Equal(["\"a\"", "2", "\"c\"", "\"d\""], answers.Select(answer => answer.GetProperty("id").GetRawText()));
        var matches = answers[0].GetProperty("matches").EnumerateArray().ToDictionary(match => match.GetProperty("id").GetRawText());
        Assert.Equal("link", matches["\"c\""].GetProperty("decision").GetString());
        Assert.Equal("suggest", matches["\"d\""].GetProperty("decision").GetString());
        Assert.False(matches["\"d\""].GetProperty("parts").GetProperty("product").GetBoolean());
        Assert.StartsWith("Different products", matches["\"d\""].GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\"a\"", matches.Keys);
        Assert.True(!matches.TryGetValue("2", out var unlike) || unlike.GetProperty("decision").GetString() == "none");
        Assert.Equal(matches["\"c\""].GetProperty("score").GetDouble(), answers[2].GetProperty("matches")[0].GetProperty("score").GetDouble());
    }

    [Fact]
    public async Task BadLinesAndMissingPictures_AreNamedAndTheRestIsAnswered()
    {
        var (code, answers, errors) = await RunAsync(
            "not json",
            "",
            """{"text":"no id"}""",
            """{"id":1,"text":5}""",
            $$"""{"id":2,"text":"{{Truncated}}","pictures":["/nowhere/at/all.png"],"more":[1,{"x":2}]}""",
            $$"""{"id":3,"text":"{{Truncated}}"}""");
        Assert.Equal(1, code);
        Assert.Equal([2, 3], answers.Select(answer => answer.GetProperty("id").GetInt32()));
        Assert.Equal(3, answers[0].GetProperty("matches")[0].GetProperty("id").GetInt32());
        var lines = errors.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["Line 1 is skipped: it is not JSON.", "Line 3 is skipped", "Line 4 is skipped", "Line 5 counts without picture 1, /nowhere/at/all.png: there is no such file."],
            lines.Select((line, i) => i is 1 or 2 ? line[..line.IndexOf(':', StringComparison.Ordinal)] : line));
        Assert.DoesNotContain("truncated", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Top_AndNothing_AreTakenAsTheyAre()
    {
        var many = Enumerable.Range(0, 5).Select(i => $$"""{"id":{{i}},"text":"{{Truncated}}"}""").ToArray();
        var (_, answers, _) = await RunAsync(many, top: 2);
        Assert.All(answers, answer => Assert.Equal(2, answer.GetProperty("matches").GetArrayLength()));
        var (code, none, _) = await RunAsync([], top: 2);
        Assert.Equal((0, 0), (code, none.Count));
    }

    private static Task<(int Code, List<JsonElement> Answers, string Errors)> RunAsync(params string[] lines) => RunAsync(lines, top: 10);

    private static async Task<(int Code, List<JsonElement> Answers, string Errors)> RunAsync(string[] lines, int top)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
        using var output = new MemoryStream();
        using var errors = new StringWriter();
        var code = await new SimilarLines(new VipsPictures(), errors).RunAsync(input, output, top, default);
        var answers = Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.Clone()).ToList();
        return (code, answers, errors.ToString());
    }
}
