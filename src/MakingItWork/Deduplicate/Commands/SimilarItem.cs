using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using MakingItWork.Redact.Commands;

namespace MakingItWork.Deduplicate.Commands;

/// <summary>One line of what ./run.sh similar reads.</summary>
/// <param name="Id">As JSON, to be written back as it came.</param>
internal sealed record SimilarItem(string Id, string? Text, IReadOnlyList<string> Pictures, string? Product, string? Version, string? Screen)
{
    private const string Shape = """it is not {"id": ..., "text"?: "...", "pictures"?: ["..."], "product"?: "...", "version"?: "...", "screen"?: "..."}""";

    /// <returns>The item, or why the line is none.</returns>
    public static (SimilarItem? Item, string? Trouble) Read(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            return (null, "it is not UTF-8");
        }
        try
        {
            var item = Parse(json);
            return (item, item is null ? Shape : null);
        }
        catch (JsonException)
        {
            return (null, "it is not JSON");
        }
    }

    private static SimilarItem? Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }
        string? id = null;
        Dictionary<string, string?> texts = [];
        List<string> pictures = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonText.Read(ref reader);
            reader.Read();
            switch (name)
            {
                case "id":
                    var start = (int)reader.TokenStartIndex;
                    reader.Skip();
                    id = Encoding.UTF8.GetString(json[start..(int)reader.BytesConsumed]);
                    break;
                case "text" or "product" or "version" or "screen" when reader.TokenType is JsonTokenType.String or JsonTokenType.Null:
                    texts[name] = reader.TokenType == JsonTokenType.Null ? null : JsonText.Read(ref reader);
                    break;
                case "pictures" when reader.TokenType is JsonTokenType.StartArray or JsonTokenType.Null:
                    while (reader.TokenType != JsonTokenType.Null && reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    {
                        if (reader.TokenType != JsonTokenType.String)
                        {
                            return null;
                        }
                        pictures.Add(JsonText.Read(ref reader));
                    }
                    break;
                case "text" or "product" or "version" or "screen" or "pictures":
                    return null;
                default:
                    reader.Skip();
                    break;
            }
        }
        // nothing may follow
        return id is null || reader.Read() ? null
            : new SimilarItem(id, texts.GetValueOrDefault("text"), pictures, texts.GetValueOrDefault("product"), texts.GetValueOrDefault("version"), texts.GetValueOrDefault("screen"));
    }
}
