namespace MakingItWork.Rules.Classification;

/// <summary>Numbers for what is seen in a text. They are written into model files: never change how they are made.</summary>
internal static class FeatureHash
{
    public const uint Mask = (1 << 20) - 1;

    /// <summary>FNV-1a over UTF-16 units, folded to 20 bits.</summary>
    public static uint Of(char kind, ReadOnlySpan<char> text)
    {
        var hash = Add(2166136261, kind);
        foreach (var letter in text)
        {
            hash = Add(hash, letter);
        }

        return (hash ^ (hash >> 20)) & Mask;
    }

    public static uint Of(char kind, ReadOnlySpan<char> one, ReadOnlySpan<char> two)
    {
        Span<char> both = stackalloc char[Math.Min(one.Length, 64) + 1 + Math.Min(two.Length, 64)];
        one[..Math.Min(one.Length, 64)].CopyTo(both);
        both[Math.Min(one.Length, 64)] = ' ';
        two[..Math.Min(two.Length, 64)].CopyTo(both[(Math.Min(one.Length, 64) + 1)..]);
        return Of(kind, both);
    }

    private static uint Add(uint hash, char letter) => unchecked((hash ^ letter) * 16777619);
}
