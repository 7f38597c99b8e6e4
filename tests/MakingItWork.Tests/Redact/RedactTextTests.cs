using System.Text;
using System.Text.Json;
using MakingItWork.Redact.Commands;
using MakingItWork.Rules.Identifiers;

namespace MakingItWork.Tests.Redact;

/// <summary>./run.sh redact-text: lines in, lines out, offsets that hold whatever a text is made of.</summary>
public sealed class RedactTextTests
{
    private static readonly string[] Pieces =
    [
        "NHS 999 000 0018", "born 12/03/1950", "tel 07700 900123", "the dose is wrong", " ", "\n", "\t", "😀", "👩‍⚕️", "é", "\uD800", "\uDC00", "\"", "\\", "/", "\u2028", "\u007f", "<b>", "CB2 0QQ", "Name: John Example",
    ];

    private sealed record Finding(int Start, int End, int StartCodePoint, int EndCodePoint, string Kind);

    [Fact]
    public void Text_OfAnyPieces_IsMaskedWhereTheOffsetsSay()
    {
        var random = new Random(20261122);
        var texts = Enumerable.Range(0, 400).Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Pieces[random.Next(Pieces.Length)] + " "))).ToList();
        var (code, answers, errors) = Run(string.Concat(texts.Select((text, id) => $$"""{"id":{{id}},"text":{{Escaped(text)}}}""" + "\n")));
        Assert.Equal((0, "", texts.Count), (code, errors, answers.Count));
        var found = 0;
        foreach (var (id, text) in texts.Index())
        {
            using var answer = JsonDocument.Parse(answers[id]);
            Assert.Equal(id, answer.RootElement.GetProperty("id").GetInt32());
            var rebuilt = new StringBuilder();
            var at = 0;
            foreach (var finding in Findings(answer))
            {
                var token = MaskTokens.Of(Enum.Parse<IdentifierKind>(finding.Kind));
                rebuilt.Append(text, at, finding.Start - at).Append(token);
                at = finding.End;
                Assert.Equal((CodePoints(text[..finding.Start]), CodePoints(text[..finding.End])), (finding.StartCodePoint, finding.EndCodePoint));
                found++;
            }
            // a deleted control character is the one thing that stands in no finding and not in the masked text either
            Assert.Equal(Escaped(rebuilt.Append(text, at, text.Length - at).Replace("\u007f", "").ToString()), Escaped(Unescaped(answers[id])));
        }
        Assert.True(found > 300, $"Only {found} findings: the test shows nothing.");
    }

    [Fact]
    public void ControlCharacter_InsideANumber_DoesNotHideIt()
    {
        var (_, answers, _) = Run("""{"id":1,"text":"no 999 0\u00000\u00000 0018."}""");
        using var answer = JsonDocument.Parse(Assert.Single(answers));
        Assert.Equal("no [NHS number].", answer.RootElement.GetProperty("masked").GetString());
        Assert.Equal(new Finding(3, 17, 3, 17, "NhsNumber"), Assert.Single(Findings(answer)));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"id":1,"text":"cut off""")]
    [InlineData("""{"id":1,"text":5}""")]
    [InlineData("""{"id":1,"text":null}""")]
    [InlineData("""{"id":1}""")]
    [InlineData("""[1,2]""")]
    [InlineData("""{"id":1,"text":"a"} {"id":2,"text":"b"}""")]
    [InlineData("\"text\"")]
    public void BadLine_AmongGoodOnes_IsNamedByItsNumberAndNotRepeated(string bad)
    {
        var (code, answers, errors) = Run($$"""{"id":1,"text":"a"}{{"\n\n"}}{{bad}}{{"\n"}}{"id":"last","text":"b"}""");
        Assert.Equal((1, 2), (code, answers.Count));
        Assert.StartsWith("Line 3 is skipped: ", errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd().Split('\n'));
        Assert.DoesNotContain("cut off", errors, StringComparison.Ordinal);
        Assert.StartsWith("""{"id":"last",""", answers[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_ThatAreNotUtf8_AreSkipped()
    {
        var (code, answers, errors) = Run([.. "{\"id\":1,\"text\":\""u8, 0xFF, 0xC3, .. "\"}\n{\"id\":2,\"text\":\"a\"}"u8]);
        Assert.Equal((1, 1, "Line 1 is skipped: it is not UTF-8.\n"), (code, answers.Count, errors.ReplaceLineEndings("\n")));
    }

    [Fact]
    public void Id_OfAnyShape_ComesBackAsItWas()
    {
        string[] ids = ["7", "\"a\\u0022b\"", "null", "{\"a\":[1,2.50,{}]}", "[true]", "12345678901234567890.0"];
        var (_, answers, _) = Run("\uFEFF" + string.Join("\r\n", ids.Select(id => $$"""{ "text" : "x" , "other": 1, "id" : {{id}} }""")));
        Assert.Equal(ids.Select(id => $$"""{"id":{{id}},"masked":"x","findings":[]}"""), answers);
    }

    [Fact]
    public void Line_OfTenMegabytes_IsAnsweredAndALongerOneIsSkipped()
    {
        var text = string.Concat(Enumerable.Repeat("dose 😀 ", 1_000_000)) + "NHS 999 000 0018";
        var (code, answers, errors) = Run($$"""{"id":1,"text":"{{text}}"}""" + "\n" + new string('x', 70_000_000) + "\n" + """{"id":3,"text":"a"}""");
        Assert.Equal((1, 2), (code, answers.Count));
        Assert.Equal("Line 2 is skipped: it is longer than 64 MB.\n", errors.ReplaceLineEndings("\n"));
        Assert.EndsWith($$"""[NHS number]","findings":[{"start":8000004,"end":8000016,"startCodePoint":7000004,"endCodePoint":7000016,"kind":"NhsNumber"}]}""", answers[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_ToALine_IsThereBeforeTheNextLineComes()
    {
        using var output = new MemoryStream();
        var there = new List<int>();
        var input = new Slow(
            ["""{"id":1,"te""", """xt":"a"}""" + "\n", """{"id":2,"text":"b"}""" + "\n" + """{"id":3,"text":"c"}""" + "\n"],
            () => there.Add(output.ToArray().Count(letter => letter == '\n')));
        Assert.Equal(0, RedactTextLines.Run(input, output, TextWriter.Null));
        Assert.Equal([0, 0, 1, 3], there);
    }

    private static (int Code, IReadOnlyList<string> Answers, string Errors) Run(string input) => Run(Encoding.UTF8.GetBytes(input));

    private static (int Code, IReadOnlyList<string> Answers, string Errors) Run(byte[] input)
    {
        using var output = new MemoryStream();
        using var errors = new StringWriter();
        var code = RedactTextLines.Run(new MemoryStream(input), output, errors);
        return (code, Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries), errors.ToString());
    }

    private static List<Finding> Findings(JsonDocument answer) => answer.RootElement.GetProperty("findings").Deserialize<List<Finding>>(JsonSerializerOptions.Web)!;

    /// <summary>Every unit as an escape: the reader takes half characters so.</summary>
    private static string Escaped(string text) => $"\"{string.Concat(text.Select(unit => $"\\u{(int)unit:x4}"))}\"";

    /// <summary>The masked text of an answer, half characters included.</summary>
    private static string Unescaped(string answer)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(answer));
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("masked"u8))
            {
                reader.Read();
                return JsonText.Read(ref reader);
            }
        }
        throw new InvalidDataException(answer);
    }

    private static int CodePoints(string text) => text.EnumerateRunes().Count();

    /// <summary>Gives its pieces one by one, and tells when the next is asked for.</summary>
    private sealed class Slow(string[] pieces, Action asked) : MemoryStream
    {
        private int next;

        public override int Read(byte[] buffer, int offset, int count)
        {
            asked();
            if (next == pieces.Length)
            {
                return 0;
            }
            return Encoding.UTF8.GetBytes(pieces[next++], buffer.AsSpan(offset));
        }
    }
}
