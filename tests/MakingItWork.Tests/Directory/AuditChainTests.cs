using MakingItWork.Directory;
using MakingItWork.Directory.Trail;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Directory;

/// <summary>The audit trail as a chain: nobody changes it unseen, and no two writers break it.</summary>
public abstract class AuditChainTests(TestApp app)
{
    [Fact]
    public async Task Appends_ByManyAtTheSameTime_LoseNoneAndForkNothing()
    {
        const int Writers = 8, Each = 15;
        var act = $"appended {Guid.NewGuid():N}";
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                await AppendAsync(act);
            }
        })));
        Assert.Equal(Writers * Each, await app.InDatabaseAsync(db => db.AuditEntries.CountAsync(e => e.Act == act)));
        var verdict = await CheckAsync();
        Assert.Empty(verdict.Faults);
        Assert.Equal(verdict.Sequence, verdict.Checked);
    }

    /// <summary>Each page of the trail that is looked at is an entry: two programs on one database, four people at each.</summary>
    [Fact]
    public async Task Appends_ByTwoProgramsAtTheSameTime_KeepOneChain()
    {
        const int People = 4, Pages = 6;
        await using var second = await RealProgram.StartAsync(app, new Dictionary<string, string> { ["Jobs:RunHere"] = "false" });
        var before = await CountReadsAsync();
        await Task.WhenAll(((Uri[])[app.Address, second.Address]).SelectMany(address => Enumerable.Range(0, People).Select(async _ =>
        {
            using var visitor = new Visitor(address);
            await visitor.SignInAsync(Acts.Administrator, app.DemoPassword);
            for (var page = 0; page < Pages; page++)
            {
                Assert.Equal(System.Net.HttpStatusCode.OK, await visitor.StatusAsync("/audit"));
            }
        })));
        Assert.Equal(before + (2 * People * Pages), await CountReadsAsync());
        var verdict = await CheckAsync();
        Assert.Empty(verdict.Faults);
        Assert.Equal(verdict.Sequence, verdict.Checked);
    }

    [Fact]
    public async Task Append_WithAnActThatFails_LeavesNeither()
    {
        var act = $"failed {Guid.NewGuid():N}";
        await app.InDatabaseAsync(async db =>
        {
            db.Record(app.Clock, null, act, null);
            // a name that is taken
            db.Suppliers.Add(new Supplier { Id = Guid.CreateVersion7(), Name = await db.Suppliers.Select(s => s.Name).FirstAsync() });
            await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
            return true;
        });
        Assert.False(await app.InDatabaseAsync(db => db.AuditEntries.AnyAsync(e => e.Act == act)));
        Assert.True((await CheckAsync()).Holds);
    }

    [Fact]
    public async Task Verify_AChangedEntry_SaysWhichOne()
    {
        var entry = await AppendAsync("to be changed", "as it was");
        await AppendAsync("after it");
        await ChangeAsync(entry, "as somebody wants it");
        var verdict = await CheckAsync();
        Assert.Equal($"Number {entry.Sequence} was changed or put in after it was written: \"to be changed\" by The system.", Assert.Single(verdict.Faults));
        await ChangeAsync(entry, "as it was");
        Assert.True((await CheckAsync()).Holds);
    }

    [Fact]
    public async Task Verify_WordsThatSomebodyChangedOrTookOut_SaysOfWhichEntry()
    {
        var entry = await AppendAsync("words to be changed", words: "as they were typed");
        await AppendAsync("after it");
        await ChangeWordsAsync(entry, "as somebody wants them");
        Assert.Equal($"The words of number {entry.Sequence} were changed or put in after it was written: \"words to be changed\" by The system.", Assert.Single((await CheckAsync()).Faults));
        await ChangeWordsAsync(entry, null);
        Assert.Equal($"The words of number {entry.Sequence} were taken out, but its report was not taken back.", Assert.Single((await CheckAsync()).Faults));
        await ChangeWordsAsync(entry, "as they were typed");
        Assert.True((await CheckAsync()).Holds);
        // words beside an entry that was sealed without any
        var without = await AppendAsync("without words");
        await ChangeWordsAsync(without, "put in");
        Assert.StartsWith($"The words of number {without.Sequence} were changed or put in", Assert.Single((await CheckAsync()).Faults), StringComparison.Ordinal);
        await ChangeWordsAsync(without, null);
        Assert.True((await CheckAsync()).Holds);
    }

    [Fact]
    public async Task Verify_WordsThatWentWithTheReport_HoldsAndTheEntrySaysSo()
    {
        var report = await app.TriageableAsync("The gibbon list of the chain leaves out the last line.");
        await AppendAsync("wrote about it", "The fixed part", "what was typed", report.Id);
        await app.InDatabaseAsync(async db =>
        {
            await db.ForgetTrailWordsAsync(report.Id, CancellationToken.None);
            db.Record(app.Clock, null, TrailWords.TakenBack, report.Id);
            return await db.SaveChangesAsync();
        });
        Assert.Empty((await CheckAsync()).Faults);
        var left = await app.InDatabaseAsync(db => db.AuditEntries.AsNoTracking().SingleAsync(e => e.Act == "wrote about it" && e.ReportId == report.Id));
        Assert.Equal("The fixed part. The reporter took this report back; the words were removed", left.Said);
        // what is written later is not excused by it
        var later = await AppendAsync("wrote once more", words: "typed later", report: report.Id);
        await ChangeWordsAsync(later, null);
        Assert.StartsWith($"The words of number {later.Sequence} were taken out", Assert.Single((await CheckAsync()).Faults), StringComparison.Ordinal);
        await ChangeWordsAsync(later, "typed later");
    }

    [Fact]
    public async Task Verify_AnEntryThatWasTakenOut_SaysWhichNumberIsMissing()
    {
        var entry = await AppendAsync("to be taken out");
        await AppendAsync("after it");
        await TakeOutAsync(entry);
        Assert.Equal($"Number {entry.Sequence} is missing.", Assert.Single((await CheckAsync()).Faults));
        await PutInAsync(entry);
        Assert.True((await CheckAsync()).Holds);
    }

    [Fact]
    public async Task Verify_TheLastEntryCutOff_SaysSo()
    {
        var entry = await AppendAsync("the last");
        await TakeOutAsync(entry);
        Assert.Equal($"Number {entry.Sequence}, the last one, is missing.", Assert.Single((await CheckAsync()).Faults));
        await PutInAsync(entry);
        Assert.True((await CheckAsync()).Holds);
    }

    [Fact]
    public async Task Verify_AnEntryPutInBehindTheEnd_SaysWhere()
    {
        var last = await AppendAsync("the last");
        var forged = new AuditEntry { At = last.At, Who = "Nobody", Act = "invented", Sequence = last.Sequence + 1, PreviousHash = last.Hash, Hash = new string('a', 64) };
        await PutInAsync(forged);
        var verdict = await CheckAsync();
        Assert.Contains($"Number {forged.Sequence} was changed or put in after it was written: \"invented\" by Nobody.", verdict.Faults);
        Assert.Contains($"Numbers after {last.Sequence} were put in behind the end of the chain.", verdict.Faults);
        await TakeOutAsync(forged);

        var beside = new AuditEntry { At = last.At, Who = "Nobody", Act = "invented" };
        await PutInAsync(beside);
        Assert.Equal("Entries without a number, put in beside the chain: 1.", Assert.Single((await CheckAsync()).Faults));
        await TakeOutAsync(beside);
        Assert.True((await CheckAsync()).Holds);
    }

    [Fact]
    public async Task SealEarlier_WithEntriesFromBeforeTheChain_CarriesThemOverOnce()
    {
        var old = new AuditEntry { At = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000), Who = "Earlier", Act = "done before there was a chain" };
        await PutInAsync(old);
        await app.InDatabaseAsync(db => db.AuditHeads.ExecuteUpdateAsync(set => set.SetProperty(h => h.EarlierSealed, false)));
        await Task.WhenAll(SealEarlierAsync(), SealEarlierAsync());
        Assert.NotNull(await app.InDatabaseAsync(db => db.AuditEntries.Where(e => e.Id == old.Id).Select(e => e.Hash).SingleAsync()));
        Assert.True((await CheckAsync()).Holds);
    }

    [Fact]
    public async Task SaveChanges_OfAChangedEntry_IsRefused()
    {
        var id = (await AppendAsync("never changed")).Id;
        await app.InDatabaseAsync(async db =>
        {
            var entry = await db.AuditEntries.SingleAsync(e => e.Id == id);
            db.AuditEntries.Remove(entry);
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
            Assert.Throws<InvalidOperationException>(() => db.SaveChanges());
            return true;
        });
    }

    private Task<int> CountReadsAsync() => app.InDatabaseAsync(db => db.AuditEntries.CountAsync(e => e.Act == "audit trail read"));

    private Task<AuditEntry> AppendAsync(string act, string? detail = null, string? words = null, Guid? report = null) => app.InDatabaseAsync(async db =>
    {
        db.Record(app.Clock, null, act, report, detail, words);
        var entry = db.AuditEntries.Local.Single();
        await db.SaveChangesAsync();
        return entry;
    });

    private Task<TrailVerdict> CheckAsync() => app.InScopeAsync(services => services.GetRequiredService<CheckTrail>().CheckAsync(CancellationToken.None));

    private Task<bool> SealEarlierAsync() => app.InDatabaseAsync(async db =>
    {
        await AuditChain.SealEarlierAsync(db, app.Clock, CancellationToken.None);
        return true;
    });

    /// <summary>Beside the program, as somebody with the database's password can.</summary>
    private Task<int> ChangeAsync(AuditEntry entry, string detail) =>
        app.InDatabaseAsync(db => db.AuditEntries.Where(e => e.Id == entry.Id).ExecuteUpdateAsync(set => set.SetProperty(e => e.Detail, detail)));

    private Task<int> ChangeWordsAsync(AuditEntry entry, string? words) =>
        app.InDatabaseAsync(db => db.AuditEntries.Where(e => e.Id == entry.Id).ExecuteUpdateAsync(set => set.SetProperty(e => e.Words, words)));

    private Task<int> TakeOutAsync(AuditEntry entry) => app.InDatabaseAsync(db => db.AuditEntries.Where(e => e.Id == entry.Id).ExecuteDeleteAsync());

    private Task<int> PutInAsync(AuditEntry entry) => app.InDatabaseAsync(db =>
    {
        db.AuditEntries.Add(entry);
        return db.SaveSealedAsync(CancellationToken.None);
    });
}

public sealed class AuditChainSqliteTests(QuietSqliteApp app) : AuditChainTests(app), IClassFixture<QuietSqliteApp>;

public sealed class AuditChainPostgreSqlTests(QuietPostgreSqlApp app) : AuditChainTests(app), IClassFixture<QuietPostgreSqlApp>;
