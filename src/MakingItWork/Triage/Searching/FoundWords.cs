using System.Buffers.Binary;
using MakingItWork.Rules.Searching;

namespace MakingItWork.Triage.Searching;

/// <summary>
/// The words by which a report is found: what its safety team may read, masked, and nothing else. In one place, so that what
/// is put into the index and what a hit is held against cannot differ.
/// </summary>
/// <param name="Product">The listed name, or the masked words for one that is not listed.</param>
public sealed record FoundWords(string? Description, string? Unit, string? Product, string? Version, string? Screen, IReadOnlyList<string> Messages)
{
    private const int MostWords = 600;
    private const int BytesOfWord = sizeof(uint);

    private static readonly string?[] Labels = [null, "Unit", "Product", "Version", "Screen"];

    /// <summary>The texts in the order in which a hit is looked for.</summary>
    public IReadOnlyList<string?> Texts { get; } = [Description, Unit, Product, Version, Screen, .. Messages];

    /// <summary>What the page writes before a line of this text; null for the description.</summary>
    public static string? LabelOf(int field) => field < Labels.Length ? Labels[field] : "Message";

    public IReadOnlyList<SearchWord> Words() => [.. Texts.SelectMany(SearchWords.Of).Where(word => word.Tells)];

    public static uint[] Numbers(IEnumerable<SearchWord> words) => [.. words.Select(word => word.Number).Distinct().Take(MostWords).Order()];

    public static byte[] Pack(IReadOnlyList<uint> numbers)
    {
        var packed = new byte[numbers.Count * BytesOfWord];
        for (var i = 0; i < numbers.Count; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(packed.AsSpan(i * BytesOfWord), numbers[i]);
        }
        return packed;
    }

    public static uint[] Unpack(byte[] packed) =>
        [.. Enumerable.Range(0, packed.Length / BytesOfWord).Select(i => BinaryPrimitives.ReadUInt32LittleEndian(packed.AsSpan(i * BytesOfWord)))];

    /// <summary>The entries of a report: each word among all reports, and among those of its organisation.</summary>
    public static IEnumerable<long> Entries(IEnumerable<uint> numbers, string? organisation, long report) => numbers.SelectMany(word => organisation is null
        ? [SearchKeys.Entry(SearchKeys.Key(word, null), report)]
        : (long[])[SearchKeys.Entry(SearchKeys.Key(word, null), report), SearchKeys.Entry(SearchKeys.Key(word, organisation), report)]);

    /// <summary>Words of letters only can be found by their beginning.</summary>
    public static IEnumerable<(long Letters, long Word)> Beginnings(IEnumerable<SearchWord> words) => words
        .Where(word => word.Plain.Length >= SearchQuestion.ShortestBeginning && word.Plain.All(char.IsLetter))
        .Select(word => (SearchKeys.Letters(word.Plain).From, (long)word.Number))
        .Distinct();
}
