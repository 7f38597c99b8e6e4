using MakingItWork.Capture;
using MakingItWork.Feedback;
using MakingItWork.Plumbing.Mail;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;
using NSubstitute;

namespace MakingItWork.Tests.Feedback;

/// <summary>The message to each supplier: one, complete, and never the same report twice.</summary>
public abstract class DigestsTests(TestApp app)
{
    private const string Harbour = "Harbour Health Systems (demonstration)";

    [Fact]
    public async Task Digest_OfTwoHazards_IsOneMessageWithTheRightTotals()
    {
        await app.SendDigestsAsync();
        var mail = Mail().ToHashSet();
        var first = await ApprovedAsync("The fridge alarm is shown for the fridge of another clinic.", "RGT");
        await ApprovedAsync("The fridge alarm is shown for the fridge of another clinic again.", "RRK");
        await ApprovedAsync("A batch number of eleven letters loses its last letter when it is saved.", "RGT");
        await app.SendDigestsAsync();

        var message = Eml.Parse(await File.ReadAllTextAsync(Assert.Single(Mail(), file => !mail.Contains(file))));
        Assert.Equal("safety@harbour-health.example", message.Headers["To"]);
        Assert.Equal("2 new hazards, 3 reports about your products", message.Header("Subject"));
        Assert.Equal("auto-generated", message.Headers["Auto-Submitted"]);
        Assert.Equal(["text/html", "text/plain"], message.Parts.Keys.Order(StringComparer.Ordinal));
        var hazard = await app.InDatabaseAsync(db => db.HazardLinks.Where(l => l.ReportId == first.Id).Select(l => l.Hazard!.Reference).SingleAsync());
        var text = message.Parts["text/plain"];
        Assert.Contains($"{hazard}  Harbour Supplies  NEW", text, StringComparison.Ordinal);
        Assert.Contains("Reports: 2 new, 2 in all, of 2 events at 2 organisations", text, StringComparison.Ordinal);
        Assert.Contains("Clinical risk: 3 of 5", text, StringComparison.Ordinal);
        Assert.Contains($"/supplier/hazards/{hazard}", message.Parts["text/html"], StringComparison.Ordinal);
        Assert.All(message.Parts.Values, part => Assert.DoesNotContain("fridge", part, StringComparison.OrdinalIgnoreCase));
        var digest = await LastAsync(Harbour);
        Assert.Equal((DigestState.Sent, 3, 2), (digest.State, digest.Reports, digest.Hazards));
        Assert.Equal($"<{digest.MessageId}>", message.Headers["Message-ID"]);

        await ApprovedAsync("The fridge alarm is shown for the fridge of another clinic once more.", "RJ1");
        await app.SendDigestsAsync();
        var next = Eml.Parse(await File.ReadAllTextAsync(Path.Combine(app.DataFolder, "mail", (await LastAsync(Harbour)).MessageId.Split('@')[0] + ".eml")));
        Assert.Equal("0 new hazards, 1 report about your products", next.Header("Subject"));
        Assert.Contains("Reports: 1 new, 3 in all, of 3 events at 3 organisations", next.Parts["text/plain"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Digest_RunTwice_SendsNothingTwice()
    {
        await ApprovedAsync("The second page of the stock list cannot be opened.", "RGT");
        await app.SendDigestsAsync();
        var (mail, rows) = (Mail(), await app.InDatabaseAsync(db => db.Digests.CountAsync()));
        await app.SendDigestsAsync();
        Assert.Equal(mail, Mail());
        Assert.Equal(rows, await app.InDatabaseAsync(db => db.Digests.CountAsync()));
    }

    [Fact]
    public async Task Digest_TakenByFourAtOnce_HoldsAReportOnce()
    {
        var report = await ApprovedAsync("The third page of the stock list cannot be closed.", "RGT");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(app.SendDigestsAsync)));
        await app.SendDigestsAsync();
        var item = await app.InDatabaseAsync(db => db.DigestItems.SingleAsync(i => i.ReportId == report.Id));
        Assert.Equal(DigestState.Sent, await app.InDatabaseAsync(db => db.Digests.Where(d => d.Id == item.DigestId).Select(d => d.State).SingleAsync()));
        Assert.False(await app.InDatabaseAsync(db => db.Digests.AnyAsync(d => !d.Items.Any())));
    }

    [Fact]
    public async Task Digest_ThatTheMailServerRefuses_StaysQueuedAndIsSentByTheNextRun()
    {
        await ApprovedAsync("The order of two vaccines is turned round on the printed card.", "RGT");
        var broken = Substitute.For<IMailer>();
        broken.SendAsync(default!, default).ReturnsForAnyArgs<Task>(_ => throw new MailFailedException("The message could not be handed over.", new IOException()));
        await app.InScopeAsync(async services =>
        {
            await ActivatorUtilities.CreateInstance<RunDigests>(services, broken).RunAsync(CancellationToken.None);
            return true;
        });
        var queued = await LastAsync(Harbour);
        Assert.Equal((DigestState.Queued, "The message could not be handed over. It is tried again with the next run."), (queued.State, queued.Trouble));

        await app.SendDigestsAsync();
        var sent = await LastAsync(Harbour);
        Assert.Equal((queued.Id, DigestState.Sent, null), (sent.Id, sent.State, sent.Trouble));
        Assert.Contains(Mail(), file => file.Contains(sent.MessageId.Split('@')[0], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Digest_ToAnAddressThatIsNone_KeepsNoOtherSupplierWaiting()
    {
        await app.InDatabaseAsync(db => db.Suppliers.Where(s => s.Name == Harbour).ExecuteUpdateAsync(set => set.SetProperty(s => s.DigestEmail, "not an address")));
        await ApprovedAsync("The colour of a used batch is the colour of a fresh batch.", "RGT");
        var other = await app.TriageableAsync("The consent form of one pupil is filed with another pupil.", "Northlight School Health");
        await app.ApproveAsync(other.Reference);
        try
        {
            await app.SendDigestsAsync();
        }
        finally
        {
            await app.InDatabaseAsync(db => db.Suppliers.Where(s => s.Name == Harbour).ExecuteUpdateAsync(set => set.SetProperty(s => s.DigestEmail, "safety@harbour-health.example")));
        }
        var queued = await LastAsync(Harbour);
        Assert.Equal((DigestState.Queued, true), (queued.State, queued.Trouble is not null));
        Assert.Equal(DigestState.Sent, (await LastAsync("Northlight Digital Care (demonstration)")).State);

        // once the address is right, what waited goes there
        await app.SendDigestsAsync();
        var sent = await LastAsync(Harbour);
        Assert.Equal((queued.Id, DigestState.Sent, "safety@harbour-health.example"), (sent.Id, sent.State, sent.SentTo));
    }

    [Fact]
    public async Task Digest_ForASupplierWithoutAddress_IsNotMade()
    {
        var report = await app.TriageableAsync("The tab of the second record shows the name of the first.", "Lorenzo");
        await app.ApproveAsync(report.Reference);
        await app.SendDigestsAsync();
        Assert.False(await app.InDatabaseAsync(db => db.DigestItems.AnyAsync(i => i.ReportId == report.Id)));
    }

    [Fact]
    public async Task Answer_OfTheSupplier_ReachesTheReporterAndTheAuditTrail()
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync("The waiting list counts a child once for each parent.", "Harbour Supplies");
        var report = await app.ReportAsync(sent.Reference);
        await app.WakeAsync(report.Id);
        await app.ApproveAsync(sent.Reference);
        var hazard = await app.InDatabaseAsync(db => db.HazardLinks.Where(l => l.ReportId == report.Id).Select(l => l.Hazard!.Reference).SingleAsync());
        var harbour = await app.ViewerAsync(Acts.Harbour);
        Assert.Equal(["FixVersion"], (await app.SendAsync(new AnswerHazard(harbour, hazard, SupplierAnswerKind.Fixed, null, null))).Errors.Keys);
        Assert.Empty((await app.SendAsync(new AnswerHazard(harbour, hazard, SupplierAnswerKind.Fixed, "7.1.4", "Count by child."))).Errors);

        var page = (await visitor.PageAsync($"/follow-up/{sent.LinkSecret}")).Body!.TextContent;
        Assert.Contains("7.1.4", page, StringComparison.Ordinal);
        Assert.Contains("Count by child.", page, StringComparison.Ordinal);
        Assert.True(await app.InDatabaseAsync(db => db.AuditEntries.AnyAsync(e => e.Act == "supplier answered" && e.PersonId == harbour.PersonId && e.Detail == $"Hazard {hazard}: Fixed")));
        Assert.NotNull(await app.SendAsync(new ReadSupplierHazard(harbour, hazard)));
        Assert.True(await app.InDatabaseAsync(db => db.AuditEntries.AnyAsync(e => e.Act == "supplier read" && e.PersonId == harbour.PersonId && e.Detail == $"Hazard {hazard} with 1 report")));
    }

    private async Task<Report> ApprovedAsync(string description, string organisation)
    {
        var report = await app.TriageableAsync(description, "Harbour Supplies", organisation);
        await app.ApproveAsync(report.Reference);
        return report;
    }

    private string[] Mail()
    {
        var folder = Path.Combine(app.DataFolder, "mail");
        return System.IO.Directory.Exists(folder) ? [.. System.IO.Directory.GetFiles(folder, "*.eml").Order(StringComparer.Ordinal)] : [];
    }

    private Task<Digest> LastAsync(string supplier) =>
        app.InDatabaseAsync(db => db.Digests.AsNoTracking().Where(d => d.Supplier!.Name == supplier).OrderByDescending(d => d.Until).FirstAsync());
}

[Collection(Apps.QuietSqlite)]
public sealed class DigestsSqliteTests(QuietSqliteApp app) : DigestsTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class DigestsPostgreSqlTests(QuietPostgreSqlApp app) : DigestsTests(app);
