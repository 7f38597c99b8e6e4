using System.Collections.Frozen;
using MakingItWork.Rules.Taxonomies;

namespace MakingItWork.Rules.Classification;

/// <summary>A phrase of the evidence file, ready to be looked for.</summary>
internal sealed class PhrasePattern
{
    private const int WidestGap = 3;

    private readonly List<(bool AfterGap, FrozenSet<string> Stems)> slots = [];

    public PhrasePattern(EvidencePhrase phrase)
    {
        Phrase = phrase.Phrase;
        Weight = phrase.Weight;
        var gap = false;
        foreach (var part in phrase.Phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "~")
            {
                gap = true;
                continue;
            }

            slots.Add((gap, part.Split('/').Select(Words.Stem).ToFrozenSet(StringComparer.Ordinal)));
            gap = false;
        }

        if (slots.Count == 0 || gap || Weight <= 0)
        {
            throw new TaxonomyException($"The evidence phrase \"{phrase.Phrase}\" needs words at both ends and a weight above 0.");
        }
    }

    public string Phrase { get; }

    public double Weight { get; }

    public IEnumerable<string> FirstStems => slots[0].Stems;

    /// <summary>True when the phrase itself names a word of this stem.</summary>
    public bool Names(string stem) => slots.Any(slot => slot.Stems.Contains(stem));

    /// <summary>The index of the last word when the phrase starts at this word; -1 when it does not.</summary>
    public int EndAt(List<Word> words, int at) => slots[0].Stems.Contains(words[at].Stem) ? Rest(words, at, 1) : -1;

    private int Rest(List<Word> words, int last, int slot)
    {
        if (slot == slots.Count)
        {
            return last;
        }

        var (afterGap, stems) = slots[slot];
        for (var next = last + 1; next <= last + 1 + (afterGap ? WidestGap : 0) && next < words.Count && words[next].Sentence == words[last].Sentence; next++)
        {
            if (stems.Contains(words[next].Stem) && Rest(words, next, slot + 1) is var end and >= 0)
            {
                return end;
            }
        }

        return -1;
    }
}
