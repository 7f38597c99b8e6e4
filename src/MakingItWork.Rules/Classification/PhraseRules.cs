using System.Collections.Frozen;

namespace MakingItWork.Rules.Classification;

/// <summary>Phrases that each stand for something that happened, looked for in the words of a text.</summary>
internal static class PhraseRules
{
    // "the patient could have died" says something else than "the patient died"
    private static readonly FrozenSet<string> Unreal = "could might may would can not never didnt nearly almost if potentially"
        .Split(' ').Select(Words.Stem).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Evidence by number of the group, for each group whose phrases add up to the given weight.</summary>
    public static IEnumerable<(int Group, IReadOnlyList<Evidence> Evidence)> Found(this PhraseIndex index, List<Word> words, double least) =>
        from hit in index.In(words)
        where IsReal(hit, words)
        group hit by hit.Type into hits
        where hits.DistinctBy(h => h.Pattern.Phrase).Sum(h => h.Pattern.Weight) >= least
        orderby hits.Key
        select (hits.Key, (IReadOnlyList<Evidence>)
        [
            .. hits.Select(h => new Evidence(words[h.First].Start, words[h.Last].End - words[h.First].Start, h.Pattern.Phrase, h.Pattern.Weight))
                .OrderBy(e => e.Start)
                .ThenBy(e => e.Term, StringComparer.Ordinal),
        ]);

    private static bool IsReal(PhraseHit hit, List<Word> words)
    {
        for (var at = Math.Max(0, hit.First - 1); at < hit.Last; at++)
        {
            if (words[at].Sentence == words[hit.First].Sentence && Unreal.Contains(words[at].Stem) && !hit.Pattern.Names(words[at].Stem))
            {
                return false;
            }
        }

        return true;
    }
}
