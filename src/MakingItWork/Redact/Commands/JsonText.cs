using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MakingItWork.Redact.Commands;

/// <summary>
/// Strings of JSON as sequences of UTF-16 units, half characters included: JSON may hold them, and a text that is changed
/// on the way would have other offsets.
/// </summary>
internal static class JsonText
{
    /// <summary>The string on which the reader stands. Its bytes must be UTF-8, which the reader takes on trust.</summary>
    public static string Read(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? Unescaped(reader.ValueSpan) : Encoding.UTF8.GetString(reader.ValueSpan);

    /// <summary>The string in quotes. Half characters are written as escapes, everything else that may be as it is.</summary>
    public static void Write(Stream to, string text)
    {
        var quoted = new StringBuilder(text.Length + 16).Append('"');
        for (var at = 0; at < text.Length; at++)
        {
            var unit = text[at];
            if (char.IsHighSurrogate(unit) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                quoted.Append(unit).Append(text[++at]);
            }
            else if (unit is '"' or '\\')
            {
                quoted.Append('\\').Append(unit);
            }
            else if (unit < ' ' || unit is '\u007F' or '\u2028' or '\u2029' || char.IsSurrogate(unit))
            {
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
            }
            else
            {
                quoted.Append(unit);
            }
        }
        to.Write(Encoding.UTF8.GetBytes(quoted.Append('"').ToString()));
    }

    private static string Unescaped(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        while (bytes.Length > 0)
        {
            var plain = bytes.IndexOf((byte)'\\');
            if (plain != 0)
            {
                text.Append(Encoding.UTF8.GetString(plain < 0 ? bytes : bytes[..plain]));
                bytes = plain < 0 ? [] : bytes[plain..];
                continue;
            }
            // the reader has seen to it that every escape is whole
            var isCode = bytes[1] == (byte)'u';
            text.Append(isCode ? (char)Convert.ToUInt16(Encoding.ASCII.GetString(bytes.Slice(2, 4)), 16) : Letter(bytes[1]));
            bytes = bytes[(isCode ? 6 : 2)..];
        }
        return text.ToString();
    }

    private static char Letter(byte escaped) => escaped switch
    {
        (byte)'n' => '\n',
        (byte)'r' => '\r',
        (byte)'t' => '\t',
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        _ => (char)escaped,
    };
}
