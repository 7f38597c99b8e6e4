using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MakingItWork.Deduplicate.Index;
using MakingItWork.Plumbing.Pictures;
using MakingItWork.Redact.Commands;
using MakingItWork.Rules.Duplicates;
using MakingItWork.Rules.Identifiers;

namespace MakingItWork.Deduplicate.Commands;

/// <summary>./run.sh similar: finds the like ones among many items, by the index and the rules that find like reports.</summary>
internal sealed class SimilarLines(IPictures pictures, TextWriter errors)
{
    public const string Help = """
        Usage: ./run.sh similar [--top N] < IN > OUT

        Finds for each item the others that are most like it, by the same index and rules as the service. No server is
        needed, and nothing is sent or kept anywhere.

        Reads lines of JSON:   {"id": ..., "text"?: "...", "pictures"?: ["PATH", ...], "product"?: "...", "version"?: "...", "screen"?: "..."}
        Writes lines of JSON:  {"id": ..., "matches": [{"id", "score", "parts": {"text", "picture", "product", "version", "screen"}, "decision", "why"}]}

        score      0 to 1. The likeness of texts and pictures is 0 to 1 too, or null where there is nothing to compare;
                   product and version are true, false or null.
        decision   "link": the service would link the two by itself; "suggest": it would show them to a person; "none".
        --top N    so many matches at most (10).

        An item may be most like one that comes later, so the answers begin when the input has ended; then they come one
        by one, in the order of the input. Items wait in a temporary file, not in memory. Texts are masked first, as the
        service does. Paths are meant from where you stand.

        A line that is not understood is named on standard error by its number, and skipped; so is a picture that is
        missing or cannot be read, while the rest of its item still counts.
        Exit code: 0 all was understood, 1 something was skipped, 2 wrong arguments.
        """;

    private const int MostLineBytes = 64 * 1024 * 1024;
    private const int LongestText = 100_000;
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<string> ids = [];
    private int skipped;

    public async Task<int> RunAsync(Stream input, Stream output, int top, CancellationToken cancel)
    {
        await using var index = await TemporaryIndex.CreateAsync(cancel);
        var lines = new LongLines(input, MostLineBytes);
        while (Next(lines) is { } item)
        {
            cancel.ThrowIfCancellationRequested();
            if (item.Item is { } read)
            {
                ids.Add(read.Id);
                await index.AddAsync(ids.Count - 1, Print(read, item.Line), cancel);
            }
        }
        await index.CompleteAsync(cancel);
        for (var number = 0; number < ids.Count; number++)
        {
            await using var db = index.Open();
            var print = await TemporaryIndex.PrintAsync(db, number, cancel);
            var found = await index.Search(db).FindAsync(print!, TemporaryIndex.IdOf(number), top, cancel);
            Write(output, ids[number], found);
        }
        return skipped == 0 ? 0 : 1;
    }

    /// <returns>Null at the end; without an item when the line was skipped.</returns>
    private (SimilarItem? Item, long Line)? Next(LongLines lines)
    {
        if (!lines.Next(out var line, out var tooLong))
        {
            return null;
        }
        var json = (lines.Number == 1 && line.StartsWith(Encoding.UTF8.Preamble) ? line[3..] : line).Trim(" \t\r"u8);
        if (json.IsEmpty && !tooLong)
        {
            return (null, lines.Number);
        }
        var (item, trouble) = tooLong ? (null, $"it is longer than {MostLineBytes / (1024 * 1024)} MB") : SimilarItem.Read(json);
        if (trouble is not null)
        {
            Skip(lines.Number, $"is skipped: {trouble}.");
        }
        return (item, lines.Number);
    }

    private ReportPrint Print(SimilarItem item, long line)
    {
        List<PicturePrint> prints = [];
        foreach (var (path, place) in item.Pictures.Select((path, place) => (path, place + 1)))
        {
            try
            {
                prints.Add(pictures.Print(pictures.Decode(path)));
            }
            catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or UnreadablePictureException or InvalidOperationException or ArgumentException or NotSupportedException)
            {
                // the path is the caller's own; what the picture holds is never said
                var why = trouble is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : trouble is UnreadablePictureException ? trouble.Message.TrimEnd('.') : "it cannot be read";
                Skip(line, $"counts without picture {place}, {path}: {why}.");
            }
        }
        return ReportPrint.Of(TextMask.Fit(item.Text, LongestText), prints, item.Product, item.Version, item.Screen);
    }

    private void Skip(long line, string what)
    {
        skipped++;
        errors.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Line {line} {what}"));
    }

    private void Write(Stream output, string id, IReadOnlyList<SimilarReport> found)
    {
        using (var json = new Utf8JsonWriter(output, Plain))
        {
            json.WriteStartObject();
            json.WritePropertyName("id");
            json.WriteRawValue(id);
            json.WriteStartArray("matches");
            foreach (var other in found)
            {
                json.WriteStartObject();
                json.WritePropertyName("id");
                json.WriteRawValue(ids[TemporaryIndex.NumberOf(other.ReportId)]);
                json.WriteNumber("score", Rounded(other.Score.Total));
                json.WriteStartObject("parts");
                Number(json, "text", other.Score.Text);
                Number(json, "picture", other.Score.Picture);
                Yes(json, "product", other.Score.SameProduct);
                Yes(json, "version", other.Score.SameVersion);
                Number(json, "screen", other.Score.Screen);
                json.WriteEndObject();
                json.WriteString("decision", other.Score.Decision switch { SamenessDecision.Link => "link", SamenessDecision.Suggest => "suggest", _ => "none" });
                json.WriteString("why", other.Score.Why);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        output.Write("\n"u8);
        output.Flush();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, Rounded(number));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void Yes(Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } known)
        {
            json.WriteBoolean(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static double Rounded(double value) => Math.Round(value, 4);
}
