using System.Collections;

namespace MakingItWork.Rules.Classification;

/// <summary>Which words of a text stand in a phrase that speaks for a type.</summary>
internal sealed class PhraseCover
{
    private readonly BitArray?[] byType;

    public PhraseCover(List<PhraseHit> phrases, int words, int types)
    {
        byType = new BitArray?[types];
        foreach (var hit in phrases)
        {
            var covered = byType[hit.Type] ??= new(words);
            for (var at = hit.First; at <= hit.Last; at++)
            {
                covered[at] = true;
            }
        }
    }

    /// <summary>True when every word of the stretch stands in such a phrase; false for what stands outside the text.</summary>
    public bool Covers(int type, int first, int last)
    {
        if (byType[type] is not { } covered || last < first)
        {
            return false;
        }

        for (var at = first; at <= last; at++)
        {
            if (!covered[at])
            {
                return false;
            }
        }

        return true;
    }
}
