using MakingItWork.Rules.Identifiers;

namespace MakingItWork.Rules.Classification;

/// <summary>
/// The words of a text by sentences, without what identifies a person. A masked identifier and the identifier itself leave
/// the same hole, so masking a text changes nothing.
/// </summary>
internal static class ReadText
{
    public static List<Word> Read(string text) => Words.Of(Hidden(text));

    // same length, so that offsets stay true; letters that end a sentence must not appear or go
    private static string Hidden(string text)
    {
        var findings = IdentifierFinder.Find(text);
        if (findings.Count == 0 && !text.Contains('[', StringComparison.Ordinal))
        {
            return text;
        }

        var letters = text.ToCharArray();
        foreach (var finding in findings)
        {
            Array.Fill(letters, ' ', finding.Start, finding.Length);
        }

        foreach (var token in MaskTokens.All)
        {
            for (var at = text.IndexOf(token, StringComparison.Ordinal); at >= 0; at = text.IndexOf(token, at + token.Length, StringComparison.Ordinal))
            {
                Array.Fill(letters, ' ', at, token.Length);
            }
        }

        return new(letters);
    }
}
