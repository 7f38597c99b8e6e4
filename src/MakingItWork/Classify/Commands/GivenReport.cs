using System.Text;
using System.Text.Json;
using MakingItWork.Redact.Commands;
using MakingItWork.Rules.Classification;

namespace MakingItWork.Classify.Commands;

/// <summary>One line that ./run.sh classify reads.</summary>
/// <param name="Id">The id as it was written, to be given back as it is.</param>
/// <param name="Input">What the classifier is told.</param>
internal sealed record GivenReport(string Id, ClassificationInput Input)
{
    /// <returns>Null when this is no object with a text, or a field is no text.</returns>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static GivenReport? Read(ReadOnlySpan<byte> json)
    {
        var id = "null";
        var input = new ClassificationInput("");
        var (hasText, wrong) = (false, false);
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonText.Read(ref reader);
            reader.Read();
            if (name == "id")
            {
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                id = Encoding.UTF8.GetString(json[start..(int)reader.BytesConsumed]);
                continue;
            }
            if (name is not ("text" or "product" or "module" or "pictureText"))
            {
                reader.Skip();
                continue;
            }
            var value = reader.TokenType == JsonTokenType.String ? JsonText.Read(ref reader) : null;
            wrong |= value is null && (name == "text" || reader.TokenType != JsonTokenType.Null);
            hasText |= name == "text" && value is not null;
            input = name switch
            {
                "text" => input with { Text = value ?? "" },
                "product" => input with { Product = value },
                "module" => input with { Module = value },
                _ => input with { PictureText = value },
            };
            reader.Skip();
        }
        // nothing may follow
        return reader.Read() || wrong || !hasText ? null : new(id, input);
    }
}
