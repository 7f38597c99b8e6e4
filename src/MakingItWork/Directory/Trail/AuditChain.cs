using System.Globalization;
using System.Text;
using MakingItWork.Plumbing.Secrets;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace MakingItWork.Directory.Trail;

/// <summary>
/// Makes the audit trail a chain as it is saved. Each entry holds the hash of the one before and of its own content,
/// under a key that does not lie in the database: who can write to the tables alone cannot forge one.
/// The act is saved first and the end of the chain is locked last, for the milliseconds until the commit: acts on
/// different reports wait for each other no longer than that, and no writer holds it while waiting for anything else.
/// </summary>
public static class AuditChain
{
    private const int OldAtOnce = 1000;

    /// <param name="save">Saves what is tracked.</param>
    public static async Task<int> SaveAsync(ReportsDb db, Func<Task<int>> save, CancellationToken cancel)
    {
        RefuseChanges(db);
        var added = db.ChangeTracker.Entries<AuditEntry>().Where(entry => entry.State == EntityState.Added).ToList();
        if (added.Count == 0)
        {
            return await save();
        }
        var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancel) : null;
        await using var closed = own;
        added.ForEach(entry => entry.State = EntityState.Detached);
        int saved;
        try
        {
            saved = db.ChangeTracker.HasChanges() ? await save() : 0;
        }
        catch
        {
            // as it was before, for those who look at what could not be saved
            added.ForEach(entry => entry.State = EntityState.Added);
            throw;
        }
        saved += await AppendAsync(db, [.. added.Select(entry => entry.Entity)], save, cancel);
        if (own is not null)
        {
            await own.CommitAsync(cancel);
        }
        return saved;
    }

    /// <exception cref="InvalidOperationException">Entries were to be saved without a seal.</exception>
    public static void RefuseUnsealed(ReportsDb db)
    {
        if (db.ChangeTracker.Entries<AuditEntry>().Any(entry => entry.State != EntityState.Unchanged))
        {
            throw new InvalidOperationException("The audit trail is saved by SaveChangesAsync only: it has to be sealed.");
        }
    }

    /// <summary>The entries from before the chain become its beginning, once; several copies of the program may start at the same time.</summary>
    public static async Task SealEarlierAsync(ReportsDb db, TimeProvider clock, CancellationToken cancel)
    {
        var count = 0;
        while (!await db.AuditHeads.AsNoTracking().Where(h => h.Id == AuditHead.OnlyId).Select(h => h.EarlierSealed).SingleAsync(cancel))
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            var head = await LockAsync(db, 0, cancel);
            var old = head.EarlierSealed
                ? []
                : await db.AuditEntries.Where(e => e.Sequence == null).OrderBy(e => e.At).ThenBy(e => e.Id).Take(OldAtOnce).ToListAsync(cancel);
            await SealAsync(db, head, old, cancel);
            head.EarlierSealed = head.EarlierSealed || old.Count < OldAtOnce;
            await db.SaveSealedAsync(cancel);
            await transaction.CommitAsync(cancel);
            count += old.Count;
        }
        db.ChangeTracker.Clear();
        if (count > 0)
        {
            db.Record(clock, null, "audit chain begun", null, $"{count} earlier entries were sealed as they stood.");
            await db.SaveChangesAsync(cancel);
        }
    }

    /// <summary>What the hash of an entry is made of: every field with its length, so that no two contents look alike.</summary>
    internal static string ContentOf(AuditEntry entry)
    {
        var content = new StringBuilder();
        foreach (var field in (string?[])
        [
            entry.PreviousHash, entry.Sequence?.ToString(CultureInfo.InvariantCulture), entry.Id.ToString("N"),
            entry.At.UtcTicks.ToString(CultureInfo.InvariantCulture), entry.PersonId?.ToString("N"), entry.Who, entry.OrganisationCode,
            entry.Act, entry.ReportId?.ToString("N"), entry.About, entry.AboutOrganisation, entry.Detail,
            // only where there were words: entries from before there were any are sealed without
            .. entry.WordsSeal is { } words ? (string[])[words] : [],
        ])
        {
            content.Append(CultureInfo.InvariantCulture, $"{(field is null ? "-" : field.Length.ToString(CultureInfo.InvariantCulture))}:{field};");
        }
        return content.ToString();
    }

    private static async Task<int> AppendAsync(ReportsDb db, IReadOnlyList<AuditEntry> entries, Func<Task<int>> save, CancellationToken cancel)
    {
        await NameReportsAsync(db, entries, cancel);
        var head = await LockAsync(db, entries.Count, cancel);
        head.Sequence -= entries.Count;
        Seal(db.GetService<ServerSecret>(), head, entries);
        db.AuditEntries.AddRange(entries);
        var saved = await save();
        db.Entry(head).State = EntityState.Detached;
        return saved - 1;
    }

    private static async Task SealAsync(ReportsDb db, AuditHead head, List<AuditEntry> old, CancellationToken cancel)
    {
        await NameReportsAsync(db, old, cancel);
        Seal(db.GetService<ServerSecret>(), head, old);
    }

    private static void Seal(ServerSecret secret, AuditHead head, IReadOnlyList<AuditEntry> entries)
    {
        foreach (var entry in entries)
        {
            entry.Sequence = ++head.Sequence;
            entry.PreviousHash = head.Hash;
            entry.WordsSeal = TrailWords.SealOf(secret, entry);
            entry.Hash = head.Hash = secret.SealOf("audit", ContentOf(entry));
        }
    }

    private static async Task NameReportsAsync(ReportsDb db, IReadOnlyList<AuditEntry> entries, CancellationToken cancel)
    {
        var ids = entries.Select(entry => entry.ReportId).OfType<Guid>().Distinct().ToList();
        var named = ids.Count == 0 ? [] : await db.NamesOfReportsAsync(ids, cancel);
        foreach (var entry in entries)
        {
            if (entry.ReportId is { } id && named.TryGetValue(id, out var report))
            {
                (entry.About, entry.AboutOrganisation) = report;
            }
        }
    }

    /// <summary>One statement takes the lock on every database; the row is read after it, and is ours until the commit.</summary>
    private static async Task<AuditHead> LockAsync(ReportsDb db, int more, CancellationToken cancel)
    {
        var head = db.AuditHeads.Where(h => h.Id == AuditHead.OnlyId);
        return await head.ExecuteUpdateAsync(set => set.SetProperty(h => h.Sequence, h => h.Sequence + more), cancel) == 1
            ? await head.SingleAsync(cancel)
            : throw new InvalidOperationException("The row that holds the end of the audit trail is gone. Restore it from a backup.");
    }

    private static void RefuseChanges(ReportsDb db)
    {
        if (db.ChangeTracker.Entries<AuditEntry>().Any(entry => entry.State is EntityState.Modified or EntityState.Deleted))
        {
            throw new InvalidOperationException("The audit trail is only ever added to.");
        }
    }
}
