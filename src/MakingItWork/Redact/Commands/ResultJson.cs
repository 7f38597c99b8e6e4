using System.Text.Encodings.Web;
using System.Text.Json;
using MakingItWork.Capture;
using MakingItWork.Plumbing.Pictures;
using MakingItWork.Rules.Identifiers;

namespace MakingItWork.Redact.Commands;

/// <summary>What the command line writes beside a covered picture.</summary>
internal static class ResultJson
{
    // a file is no web page: an apostrophe may stand as it is
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(RawPicture picture, RedactedPicture result, TimeSpan decode, TimeSpan total)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Indented))
        {
            json.WriteStartObject();
            json.WriteNumber("width", picture.Width);
            json.WriteNumber("height", picture.Height);
            json.WriteString("verdict", result.Passed ? "passed" : "needsPerson");
            json.WriteString("why", result.Passed ? null : string.Join(' ', result.Why));
            json.WriteStartArray("covered");
            foreach (var cover in result.Covers)
            {
                json.WriteStartObject();
                WriteBox(json, cover.Area);
                json.WriteString("kind", cover.Kind?.ToString() ?? "Unclear");
                json.WriteString("reason", cover.Reason);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("words");
            foreach (var word in result.Words)
            {
                json.WriteStartObject();
                WriteBox(json, word.Area);
                json.WriteNumber("confidence", word.Confidence / 100m);
                json.WriteBoolean("covered", word.Covered);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartObject("times");
            json.WriteNumber("decodeMilliseconds", (int)decode.TotalMilliseconds);
            json.WriteNumber("readMilliseconds", (int)result.ReadTook.TotalMilliseconds);
            json.WriteNumber("proofMilliseconds", (int)result.ProofTook.TotalMilliseconds);
            json.WriteNumber("totalMilliseconds", (int)total.TotalMilliseconds);
            json.WriteEndObject();
            json.WriteString("engine", result.Engine);
            json.WriteString("rules", IdentifierRules.Version);
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    private static void WriteBox(Utf8JsonWriter json, Area area)
    {
        json.WriteNumber("x", area.X);
        json.WriteNumber("y", area.Y);
        json.WriteNumber("w", area.Width);
        json.WriteNumber("h", area.Height);
    }
}
