using MakingItWork.Plumbing.Secrets;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Directory.Trail;

/// <summary>
/// What people typed about a report stands in the trail, and goes when its reporter takes the report back. The chain seals a mark
/// of the words instead of the words themselves: without them it still holds, with others in their place it does not. That they may
/// be missing is proved by the entry that says the report was taken back.
/// </summary>
public static class TrailWords
{
    /// <summary>The act after which the words of a report's entries may be missing.</summary>
    public const string TakenBack = "taken back";

    /// <summary>What is read in place of the words.</summary>
    public const string TakenOut = "The reporter took this report back; the words were removed";

    /// <summary>To be called where the report is taken back, in the same transaction.</summary>
    public static Task ForgetTrailWordsAsync(this ReportsDb db, Guid reportId, CancellationToken cancel) =>
        db.AuditEntries.Where(e => e.ReportId == reportId && e.Words != null).ExecuteUpdateAsync(set => set.SetProperty(e => e.Words, (string?)null), cancel);

    internal static string? SealOf(ServerSecret secret, AuditEntry entry) =>
        entry.Words is { } words ? secret.SealOf("audit words", $"{entry.Id:N}:{words}") : null;
}

/// <summary>Looks at the words of a trail while it is read from its beginning.</summary>
internal sealed class TrailWordsCheck(ServerSecret secret)
{
    private readonly Dictionary<Guid, List<long>> missing = [];

    public IEnumerable<string> FaultsOf(AuditEntry entry)
    {
        if (entry is { Act: TrailWords.TakenBack, ReportId: { } taken })
        {
            missing.Remove(taken);
        }
        if (entry.Words is null && entry.WordsSeal is not null)
        {
            var report = entry.ReportId ?? Guid.Empty;
            (missing.TryGetValue(report, out var numbers) ? numbers : missing[report] = []).Add(entry.Sequence!.Value);
        }
        else if (entry.WordsSeal != TrailWords.SealOf(secret, entry))
        {
            yield return $"The words of number {entry.Sequence} were changed or put in after it was written: \"{entry.Act}\" by {entry.Who}.";
        }
    }

    /// <summary>At the end: words that are missing though nobody took the report back.</summary>
    public IEnumerable<string> Missing() => missing.Values.SelectMany(numbers => numbers).Order()
        .Select(number => $"The words of number {number} were taken out, but its report was not taken back.");
}
