namespace MakingItWork.Rules.Duplicates;

/// <summary>
/// What of a text is compared: its words in the order in which each comes first, as numbers. Early words weigh more than late
/// ones, and words that come often a little more; what tells one report from another is mostly said first. The numbers are a
/// storage format: whoever changes how they are made raises <see cref="ReportPrint.Rules"/>.
/// </summary>
/// <param name="Words">A number for each different stem, the same on every machine.</param>
/// <param name="Weights">For each word 1 to 255, how much it weighs in this text.</param>
/// <param name="Sounds">For each word a number that survives most slips of the keyboard; 0 for words too short for that.</param>
public sealed record TextPrint(IReadOnlyList<uint> Words, IReadOnlyList<byte> Weights, IReadOnlyList<ushort> Sounds)
{
    /// <summary>How many different words of a text are looked at.</summary>
    public const int MostWords = 128;

    private const int Shortest = 6;
    private const double EarlyGain = 2;
    private const double EarlyWords = 10;
    private const double OftenGain = 0.5;
    private const double OfByte = 24;

    /// <summary>The print of a text without words.</summary>
    public static TextPrint None { get; } = new([], [], []);

    /// <summary>The print of a masked text; tokens of masked identifiers play no part.</summary>
    public static TextPrint Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<string> order = [];
        Dictionary<string, (int First, int Times)> seen = new(StringComparer.Ordinal);
        var at = 0;
        foreach (var stem in TextSignature.StemsInOrder(text).Select(Concepts.Of))
        {
            if (seen.TryGetValue(stem, out var before))
            {
                seen[stem] = (before.First, before.Times + 1);
            }
            else if (order.Count < MostWords)
            {
                seen[stem] = (at, 1);
                order.Add(stem);
            }

            at++;
        }

        return new(
            [.. order.Select(Number)],
            [.. order.Select(stem => Weight(seen[stem].First, seen[stem].Times))],
            [.. order.Select(Sound)]);
    }

    /// <summary>The number of a stem.</summary>
    public static uint Number(string stem)
    {
        ArgumentNullException.ThrowIfNull(stem);
        return unchecked((uint)TextSignature.Hash(stem));
    }

    private static byte Weight(int first, int times) =>
        (byte)Math.Clamp(Math.Round(OfByte * (1 + (EarlyGain * Math.Exp(-first / EarlyWords))) * (1 + (OftenGain * Math.Log(times)))), 1, 255);

    // the first letter, and the other consonants without their order: "perscribe" and "prescribe" sound alike
    private static ushort Sound(string stem)
    {
        if (stem.Length < Shortest || !stem.All(char.IsLetter))
        {
            return 0;
        }

        var others = stem[1..].Where(letter => !"aeiouy".Contains(letter, StringComparison.Ordinal) && letter != stem[0]).Distinct().Order();
        return (ushort)Math.Max(1, TextSignature.Hash($"{stem[0]}{string.Concat(others)}") & 0xFFFF);
    }
}
