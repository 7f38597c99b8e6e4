using MakingItWork.Deduplicate;
using MakingItWork.Directory;
using MakingItWork.Rules.Duplicates;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Deduplicate;

/// <summary>Which reports make one hazard does not hang on which came first, as long as no person has said anything.</summary>
public abstract class OrderOfArrivalTests(TestApp app)
{
    // the first and the last of each row are not alike enough for one hazard; those between are like both
    private static readonly string[] Words =
    [
        "Warfarin chart rounds dose tablets evening",
        "Warfarin chart rounds dose tablets morning reminder",
        "Warfarin chart rounds dose reminder morning label printer",
        "Warfarin chart label printer reminder morning clinic letter",
        "Label printer reminder morning clinic letter address barcode",
        "Theatre list hides latex allergy banner scrolling",
        "Theatre list hides latex allergy banner surgeon",
        "Theatre list hides banner surgeon anaesthetist column",
    ];

    [Fact]
    public async Task SameReports_InOtherOrders_MakeTheSameHazards()
    {
        HashSet<string> greedy = [];
        string? expected = null;
        for (var round = 0; round < 6; round++)
        {
            var order = Enumerable.Range(0, Words.Length).ToArray();
            new Random(round * 7).Shuffle(order);
            var (hazards, ids) = await SendAsync(order, $"Order system {round}");
            expected ??= hazards;
            Assert.True(expected == hazards, $"Sent as {string.Join(' ', order)}:\n{hazards}\nand at first:\n{expected}");
            greedy.Add(Greedy(order));
            await MatchHoldsAsync(ids);
        }
        // the words are such that without regrouping the order would matter: else this test could not fail
        Assert.True(greedy.Count > 1, string.Join('\n', greedy));
        Assert.InRange(expected!.Split('|').Length, 2, Words.Length - 2);
    }

    [Fact]
    public async Task UnrelatedReport_ChangesNoLink()
    {
        const string product = "Order system alone";
        await SendAsync([0, 1, 2, 3, 4, 5, 6, 7], product);
        var before = await LinksAsync(product);
        await app.TriageableAsync("The pacemaker clinic's telephone rings on mute whenever somebody logs off.", product);
        Assert.Equal(before, (await LinksAsync(product)).Where(link => before.Any(b => b.ReportId == link.ReportId)));
        Assert.Equal(before.Count + 1, (await LinksAsync(product)).Count);
    }

    [Fact]
    public async Task HazardThatAPersonTouched_StaysAsItIsWhateverArrives()
    {
        const string product = "Order system touched";
        var product1 = await ProductAsync(product);
        var first = await app.TriageableAsync(Words[2], product1);
        var hazard = (await LinkAsync(first.Id)).HazardId;
        var viewer = await app.ViewerAsync(Acts.Cambridge);
        Assert.True((await app.InScopeAsync(services => services.GetRequiredService<JudgeHazard>().LeadAsync(viewer, hazard, first.Id, default))).Done);
        foreach (var words in Words)
        {
            await app.TriageableAsync(words, product1);
        }
        var link = await LinkAsync(first.Id);
        Assert.Equal((hazard, "The first report of this problem."), (link.HazardId, link.Why));
        Assert.False(await app.InDatabaseAsync(db => db.AuditEntries.AnyAsync(e => e.Act == "regrouped" && e.ReportId == first.Id)));
    }

    private async Task<(string Hazards, IReadOnlyList<Guid> Reports)> SendAsync(int[] order, string product)
    {
        var name = await ProductAsync(product);
        Dictionary<int, Guid> ids = [];
        foreach (var i in order)
        {
            ids[i] = (await app.TriageableAsync(Words[i], name)).Id;
        }
        var hazards = await app.InDatabaseAsync(db => db.HazardLinks.Where(l => ids.Values.Contains(l.ReportId)).ToDictionaryAsync(l => l.ReportId, l => l.HazardId));
        return (Sets(ids.Keys.GroupBy(i => hazards[ids[i]])), [.. ids.Values]);
    }

    /// <summary>Every hazard has a report, every link names a report of its own hazard, and the rows say whose neighbour they are.</summary>
    private async Task MatchHoldsAsync(IReadOnlyList<Guid> ids) => Assert.True(await app.InDatabaseAsync(async db =>
        await db.HazardLinks.Where(l => ids.Contains(l.ReportId)).AllAsync(l => l.LikeReportId == null || ids.Contains(l.LikeReportId.Value))
        && await db.HazardCandidates.Where(c => ids.Contains(c.ReportId)).AllAsync(c => db.HazardLinks.Any(l => l.HazardId == c.HazardId))
        && await db.Hazards.Where(h => h.ProductId == db.Reports.Where(r => r.Id == ids[0]).Select(r => r.ProductId).First()).AllAsync(h => h.Links.Count > 0)));

    // what linking each report to its best hazard as it comes would make of them
    private static string Greedy(int[] order)
    {
        List<List<int>> groups = [];
        foreach (var i in order)
        {
            var best = groups.Where(g => g.All(j => Score(i, j).Total >= FindLikeReports.HoldFrom) && g.Exists(j => Score(i, j).Total >= Sameness.LinkFrom))
                .OrderByDescending(g => g.Max(j => Score(i, j).Total)).FirstOrDefault();
            if (best is null)
            {
                groups.Add([i]);
            }
            else
            {
                best.Add(i);
            }
        }
        return Sets(groups);
    }

    private static SamenessScore Score(int a, int b) => Sameness.Score(ReportPrint.Of(Words[a], [], "one"), ReportPrint.Of(Words[b], [], "one"));

    private static string Sets(IEnumerable<IEnumerable<int>> groups) => string.Join(" | ", groups.Select(g => string.Join(' ', g.Order())).Order(StringComparer.Ordinal));

    private async Task<List<(Guid ReportId, Guid HazardId, string Why)>> LinksAsync(string product) =>
        (await app.InDatabaseAsync(db => db.HazardLinks.Where(l => l.Hazard!.Product!.Name == product).OrderBy(l => l.ReportId).ToListAsync())).ConvertAll(l => (l.ReportId, l.HazardId, l.Why));

    private Task<HazardLink> LinkAsync(Guid report) => app.InDatabaseAsync(db => db.HazardLinks.AsNoTracking().SingleAsync(l => l.ReportId == report));

    private async Task<string> ProductAsync(string name)
    {
        await app.InDatabaseAsync(async db =>
        {
            db.Products.Add(new Product { Name = name, SupplierId = (await db.Suppliers.FirstAsync()).Id });
            return await db.SaveChangesAsync();
        });
        app.Services.GetRequiredService<DirectoryLists>().Reload();
        return name;
    }
}

[Collection(Apps.QuietSqlite)]
public sealed class OrderOfArrivalSqliteTests(QuietSqliteApp app) : OrderOfArrivalTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class OrderOfArrivalPostgreSqlTests(QuietPostgreSqlApp app) : OrderOfArrivalTests(app);
