using System.Text;
using System.Text.RegularExpressions;

namespace MakingItWork.Tests.TestHost;

/// <summary>A mail message taken apart: its headers, and its parts by media type with their text decoded.</summary>
public sealed record Eml(IReadOnlyDictionary<string, string> Headers, IReadOnlyDictionary<string, string> Parts)
{
    public static Eml Parse(string message)
    {
        var (headers, body) = Split(message);
        var boundary = Regex.Match(headers.GetValueOrDefault("Content-Type", ""), "boundary=\"?([^\";]+)").Groups[1].Value;
        var parts = boundary.Length == 0
            ? [(headers, body)]
            : body.Split("--" + boundary)[1..^1].Select(part => Split(part.TrimStart('\r', '\n')));
        return new Eml(headers, parts.ToDictionary(part => part.Item1["Content-Type"].Split(';')[0].Trim(), part => Decode(part.Item2, part.Item1.GetValueOrDefault("Content-Transfer-Encoding", ""))));
    }

    /// <summary>A header's encoded words (RFC 2047) as plain text.</summary>
    public string Header(string name) => Regex.Replace(
        Headers[name].Replace("?= =?", "?==?", StringComparison.Ordinal),
        @"=\?utf-8\?(B|Q)\?([^?]*)\?=",
        match => match.Groups[1].Value is "B" or "b"
            ? Encoding.UTF8.GetString(Convert.FromBase64String(match.Groups[2].Value))
            : QuotedPrintable(match.Groups[2].Value.Replace('_', ' ')),
        RegexOptions.IgnoreCase);

    private static (Dictionary<string, string> Headers, string Body) Split(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var unfolded = Regex.Replace(text[..end], "\r\n[ \t]+", " ");
        var headers = unfolded.Split("\r\n").Select(line => line.Split(':', 2)).ToDictionary(line => line[0].Trim(), line => line[1].Trim(), StringComparer.OrdinalIgnoreCase);
        return (headers, text[(end + 4)..]);
    }

    private static string Decode(string body, string encoding) => encoding.ToUpperInvariant() switch
    {
        "BASE64" => Encoding.UTF8.GetString(Convert.FromBase64String(Regex.Replace(body, @"\s", ""))),
        "QUOTED-PRINTABLE" => QuotedPrintable(body),
        _ => body,
    };

    private static string QuotedPrintable(string text)
    {
        var bytes = new List<byte>();
        var joined = text.Replace("=\r\n", "", StringComparison.Ordinal);
        for (var at = 0; at < joined.Length; at++)
        {
            if (joined[at] == '=' && at + 2 < joined.Length)
            {
                bytes.Add(Convert.ToByte(joined.Substring(at + 1, 2), 16));
                at += 2;
            }
            else
            {
                bytes.Add((byte)joined[at]);
            }
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }
}
