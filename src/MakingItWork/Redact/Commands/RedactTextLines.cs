using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using MakingItWork.Rules.Identifiers;

namespace MakingItWork.Redact.Commands;

/// <summary>./run.sh redact-text: masks texts by the rules that mask reports, one line of JSON after the other.</summary>
internal static class RedactTextLines
{
    public const string Help = """
        Usage: ./run.sh redact-text < IN > OUT

        Masks what identifies a person in texts, by the same rules that mask reports. Nothing is sent or kept anywhere.

        Reads lines of JSON:   {"id": ..., "text": "..."}
        Writes lines of JSON:  {"id": ..., "masked": "...", "findings": [{"start", "end", "startCodePoint", "endCodePoint", "kind"}]}

        start and end count UTF-16 units of the text, startCodePoint and endCodePoint count Unicode code points; both from
        0, and the end is the first one behind the finding. Each line is answered as soon as it is read, in the same order.

        A line that is not understood is named on standard error by its number, and skipped.
        Exit code: 0 all lines were answered, 1 some were skipped, 2 wrong arguments.
        """;

    private const int MostLineBytes = 64 * 1024 * 1024;

    public static int Run(Stream input, Stream output, TextWriter errors)
    {
        var skipped = 0;
        using var answers = new BufferedStream(output, 64 * 1024);
        var lines = new LongLines(input, MostLineBytes) { BeforeWaiting = answers.Flush };
        while (lines.Next(out var line, out var tooLong))
        {
            var json = Trimmed(line, first: lines.Number == 1);
            if (json.IsEmpty && !tooLong)
            {
                continue;
            }
            var trouble = tooLong ? $"it is longer than {MostLineBytes / (1024 * 1024)} MB" : Answer(json, answers);
            if (trouble is not null)
            {
                skipped++;
                // never the line itself: it may hold what identifies somebody
                errors.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Line {lines.Number} is skipped: {trouble}."));
            }
        }
        answers.Flush();
        return skipped == 0 ? 0 : 1;
    }

    /// <returns>Null, or why the line cannot be answered.</returns>
    private static string? Answer(ReadOnlySpan<byte> json, Stream answers)
    {
        if (!Utf8.IsValid(json))
        {
            return "it is not UTF-8";
        }
        string? text;
        ReadOnlySpan<byte> id;
        try
        {
            text = Read(json, out id);
        }
        catch (JsonException)
        {
            return "it is not JSON";
        }
        if (text is null)
        {
            return """it is not {"id": ..., "text": "..."}""";
        }
        var given = new GivenText(text);
        var masked = TextMask.Mask(given.Plain);
        answers.Write("{\"id\":"u8);
        answers.Write(id);
        answers.Write(",\"masked\":"u8);
        JsonText.Write(answers, masked.Text);
        answers.Write(",\"findings\":["u8);
        var points = new CodePoints(text);
        foreach (var (index, finding) in masked.Findings.Index())
        {
            var (start, end) = (given.At(finding.Start), given.At(finding.End - 1) + 1);
            answers.Write(Encoding.ASCII.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $"{(index > 0 ? "," : "")}{{\"start\":{start},\"end\":{end},\"startCodePoint\":{points.Before(start)},\"endCodePoint\":{points.Before(end)},\"kind\":\"{finding.Kind}\"}}")));
        }
        answers.Write("]}\n"u8);
        return null;
    }

    /// <returns>Null when this is no object with a text.</returns>
    private static string? Read(ReadOnlySpan<byte> json, out ReadOnlySpan<byte> id)
    {
        id = "null"u8;
        string? text = null;
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isId, isText) = (reader.ValueTextEquals("id"u8), reader.ValueTextEquals("text"u8));
            reader.Read();
            if (isText)
            {
                text = reader.TokenType == JsonTokenType.String ? JsonText.Read(ref reader) : null;
            }
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (isId)
            {
                id = json[start..(int)reader.BytesConsumed];
            }
        }
        // nothing may follow
        return reader.Read() ? null : text;
    }

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> line, bool first)
    {
        var text = first && line.StartsWith(Encoding.UTF8.Preamble) ? line[3..] : line;
        return text.Trim(" \t\r"u8);
    }

    /// <summary>Counts code points up to growing offsets in one pass; half a character counts as one.</summary>
    private struct CodePoints(string text)
    {
        private int units;
        private int points;

        public int Before(int offset)
        {
            while (units < offset)
            {
                units += char.IsHighSurrogate(text[units]) && units + 1 < text.Length && char.IsLowSurrogate(text[units + 1]) ? 2 : 1;
                points++;
            }
            return points;
        }
    }

    /// <summary>
    /// The text without control characters, as a report's are taken out before it is masked: one inside a number would hide
    /// it. Offsets are given back in the text as it came.
    /// </summary>
    private sealed class GivenText
    {
        private readonly int[]? places;

        public GivenText(string text)
        {
            Plain = text;
            if (text.Any(IsHiding))
            {
                places = [.. Enumerable.Range(0, text.Length).Where(at => !IsHiding(text[at]))];
                Plain = string.Concat(places.Select(at => text[at]));
            }
        }

        public string Plain { get; }

        public int At(int offset) => places?[offset] ?? offset;

        private static bool IsHiding(char letter) => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t');
    }
}
