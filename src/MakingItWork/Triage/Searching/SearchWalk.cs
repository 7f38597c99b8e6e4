using System.Runtime.CompilerServices;
using MakingItWork.Rules.Searching;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MakingItWork.Triage.Searching;

/// <param name="Numbers">Reports that have all the words, newest first.</param>
/// <param name="ReachedTo">No report of this number or a newer one is missing.</param>
/// <param name="End">There are no older ones.</param>
internal sealed record SearchBatch(IReadOnlyList<long> Numbers, long ReachedTo, bool End);

/// <summary>
/// Walks from newer to older reports along the entries of the rarest word and asks for each whether it has the others.
/// How rare a word is, its newest entries tell: nobody needs to count.
/// </summary>
public sealed class SearchWalk(ReportsDb db)
{
    /// <summary>As many words may a beginning stand for; the shortest ones, which are the commonest.</summary>
    private const int MostOfBeginning = 30;
    private const int ReadOfBeginning = 1000;
    private const int Probe = 100;
    private const int MostAtOnce = 800;
    private const int MostAsked = 2000;

    private static readonly ConditionalWeakTable<IModel, Func<ReportsDb, long, long, int, IAsyncEnumerable<long>>> Compiled = [];

    /// <summary>The keys of each word that must be there: one, or as many as a beginning stands for.</summary>
    internal async Task<IReadOnlyList<uint[]>> KeysAsync(SearchQuestion question, string? organisation, CancellationToken cancel)
    {
        List<uint[]> keys = [];
        foreach (var (word, begins) in question.Asked)
        {
            var stems = begins ? await BeginningWithAsync(word, cancel) : [word.Number];
            keys.Add([.. stems.Select(stem => SearchKeys.Key(stem, organisation)).Distinct()]);
        }
        return keys;
    }

    internal async IAsyncEnumerable<SearchBatch> BatchesAsync(IReadOnlyList<uint[]> words, long below, [EnumeratorCancellation] CancellationToken cancel)
    {
        List<(uint[] Keys, List<long> Newest)> probed = [];
        foreach (var keys in words)
        {
            probed.Add((keys, await NewestAsync(keys, below, Probe, cancel)));
        }
        if (probed.Exists(word => word.Newest.Count == 0))
        {
            yield return new SearchBatch([], 0, true);
            yield break;
        }
        // rarest first: those that are read to the end already, then those whose newest entries reach back farthest
        probed = [.. probed.OrderBy(word => word.Newest.Count < Probe ? word.Newest.Count : Probe).ThenBy(word => word.Newest[^1])];
        var (rarest, batch) = probed[0];
        for (var asked = Probe; ; asked = Math.Min(MostAtOnce, asked * 2), batch = await NewestAsync(rarest, below, asked, cancel))
        {
            var left = batch;
            foreach (var (keys, newest) in probed.Skip(1))
            {
                left = left.Count == 0 ? left : await HavingAsync(keys, newest, left, cancel);
            }
            var end = batch.Count < asked;
            below = end ? 0 : batch[^1];
            yield return new SearchBatch(left, below, end);
            if (end)
            {
                yield break;
            }
        }
    }

    private async Task<IReadOnlyList<uint>> BeginningWithAsync(SearchWord word, CancellationToken cancel)
    {
        var (from, to) = SearchKeys.Letters(word.Plain);
        var begun = await db.SearchBeginnings.AsNoTracking().Where(b => b.Letters >= from && b.Letters <= to).OrderBy(b => b.Letters).Take(ReadOfBeginning)
            .Select(b => new { b.Letters, b.Word }).ToListAsync(cancel);
        // the word itself comes first, whether or not it is known as a beginning
        return [.. begun.OrderBy(b => SearchKeys.LengthOf(b.Letters)).Select(b => (uint)b.Word).Prepend(word.Number).Distinct().Take(MostOfBeginning)];
    }

    /// <summary>The newest reports with any of these keys, below a number.</summary>
    private async Task<List<long>> NewestAsync(uint[] keys, long below, int most, CancellationToken cancel)
    {
        var read = Compiled.GetValue(db.Model, _ => EF.CompileAsyncQuery((ReportsDb copy, long from, long to, int many) =>
            copy.SearchEntries.Where(e => e.Id >= from && e.Id <= to).OrderByDescending(e => e.Id).Select(e => e.Id).Take(many)));
        List<long> all = [];
        foreach (var key in keys)
        {
            await foreach (var entry in read(db, SearchKeys.Entry(key, 0), SearchKeys.Entry(key, below - 1), most).WithCancellation(cancel))
            {
                all.Add(SearchKeys.Report(entry));
            }
        }
        return keys.Length == 1 ? all : [.. all.Distinct().OrderDescending().Take(most)];
    }

    /// <summary>Of these reports, newest first, the ones that have any of the keys.</summary>
    /// <param name="newest">The newest entries of the keys, which need not be read again.</param>
    private async Task<List<long>> HavingAsync(uint[] keys, List<long> newest, List<long> reports, CancellationToken cancel)
    {
        var have = newest.ToHashSet();
        // of an older one the newest entries say nothing, unless they are all there are
        var unknown = newest.Count < Probe ? [] : reports.Where(report => report < newest[^1]).ToList();
        foreach (var some in unknown.Chunk(Math.Max(1, MostAsked / keys.Length)))
        {
            List<long> entries = [.. keys.SelectMany(key => some.Select(report => SearchKeys.Entry(key, report))).Order()];
            have.UnionWith((await db.SearchEntries.Where(e => EF.Parameter(entries).Contains(e.Id)).Select(e => e.Id).ToListAsync(cancel)).Select(SearchKeys.Report));
        }
        return [.. reports.Where(have.Contains)];
    }
}
