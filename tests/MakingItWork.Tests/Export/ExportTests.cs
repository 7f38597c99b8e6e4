using System.Text;
using System.Text.Json;
using MakingItWork.Capture;
using MakingItWork.Export;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.VisualBasic.FileIO;

namespace MakingItWork.Tests.Export;

/// <summary>The national batches: every approved report once, whatever happens in between.</summary>
public abstract class ExportTests(TestApp app)
{
    [Fact]
    public async Task Export_RunTwice_WritesAReportOnce()
    {
        var report = await ApprovedAsync("The result of the second swab replaces the result of the first.");
        await app.ExportAsync();
        await app.ExportAsync();

        await ExportedOnceAsync(report);
        var row = Rows().Single(cells => cells["TRUSTINCIDENTID"] == report.Reference);
        Assert.Equal(("RGT", "The result of the second swab replaces the result of the first."), (row["RP07"], row["IN07"]));
        using var lfpse = JsonDocument.Parse(await File.ReadAllTextAsync(Files($"lfpse-{report.Reference}.json").Single()));
        Assert.Equal("AdverseEvent", lfpse.RootElement.GetProperty("resourceType").GetString());
    }

    [Fact]
    public async Task Export_ByFourAtOnce_WritesEachReportOnce()
    {
        var reports = new List<Report>();
        foreach (var word in (string[])["knee", "elbow", "ankle", "wrist", "shoulder"])
        {
            reports.Add(await ApprovedAsync($"An order for a picture of the {word} cannot be cancelled by the one who made it."));
        }
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(app.ExportAsync)));
        await app.ExportAsync();

        foreach (var report in reports)
        {
            await ExportedOnceAsync(report);
        }
        Assert.Empty(Files("*.unfinished"));
        Assert.False(await app.InDatabaseAsync(db => db.ExportBatches.AnyAsync(b => b.FinishedAt == null)));
    }

    [Fact]
    public async Task Export_AfterARunThatDied_FinishesItsBatch()
    {
        var report = await ApprovedAsync("The printed wristband holds the name in letters too small to read.");
        var batch = await DiedAfterTakingAsync(report);
        // and one more that came later
        var later = await ApprovedAsync("The printed label of the blood bottle has no room for the date.");
        await app.ExportAsync();

        await ExportedOnceAsync(report);
        await ExportedOnceAsync(later);
        var finished = await app.InDatabaseAsync(db => db.ExportBatches.Include(b => b.Entries).SingleAsync(b => b.Id == batch));
        Assert.NotNull(finished.FinishedAt);
        Assert.All(finished.Entries, entry => Assert.Equal(report.Id, entry.ReportId));
    }

    [Fact]
    public async Task Export_OfABatchThatSeveralFinishAtOnce_FailsForNone()
    {
        var report = await ApprovedAsync("The bedside list is sorted by the time of arrival and says it is sorted by urgency.");
        await DiedAfterTakingAsync(report);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(app.ExportAsync)));
        await ExportedOnceAsync(report);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"https://elsewhere.example\",\"click here for the result\")")]
    [InlineData("@SUM(1+1) is shown instead of the total of the fluids")]
    [InlineData("+44 is cut off every telephone number in the list")]
    [InlineData("-1 is shown as the number of doses left, \"and nobody\" knows why,\r\non two lines")]
    public async Task Export_OfTextThatASpreadsheetWouldRun_IsEscaped(string description)
    {
        var report = await ApprovedAsync(description);
        await app.ExportAsync();

        var cell = Rows().Single(cells => cells["TRUSTINCIDENTID"] == report.Reference)["IN07"];
        Assert.DoesNotContain(cell[0], "=@+-");
        Assert.Contains(description[^12..], cell, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_OfReportsWithPictures_HoldsNoPicture()
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync("The picture of the chart is upside down on the large screen.", pictures: [TestPictures.Png(41)]);
        var report = await app.ReportAsync(sent.Reference);
        await app.WakeAsync(report.Id);
        var national = await app.ViewerAsync(Acts.National);
        await app.SendAsync(new MakingItWork.Redact.DecideHeldPicture(national, report.Screenshots.Single().Id, Pass: true, []));
        await app.WakeAsync(report.Id);
        await app.ApproveAsync(sent.Reference);
        await app.ExportAsync();

        await ExportedOnceAsync(report);
        Assert.All(Files("*"), file =>
        {
            var text = Encoding.Latin1.GetString(File.ReadAllBytes(file));
            // the signature of the format; the letters alone may stand in a reference
            Assert.DoesNotContain("\u0089PNG", text, StringComparison.Ordinal);
            Assert.DoesNotContain("iVBOR", text, StringComparison.Ordinal);
            Assert.DoesNotContain("contentAttachment", text, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task Export_OfReportsOfTheSameEvent_WritesEachAndNamesTheOther()
    {
        var (first, second, third) = (
            await ApprovedAsync("The pacemaker clinic list opened the record of the patient below."),
            await ApprovedAsync("In the pacemaker clinic the wrong record opened from the list."),
            await ApprovedAsync("In the pacemaker clinic the wrong record opened, on another day."));
        var rejected = await app.TriageableAsync("The pacemaker clinic list opened a wrong record, I was told.");
        var hazard = await app.InDatabaseAsync(db => db.HazardLinks.Where(l => l.ReportId == first.Id).Select(l => l.HazardId).SingleAsync());
        var viewer = await app.ViewerAsync(Acts.Cambridge);
        await app.InScopeAsync(async services =>
        {
            foreach (var report in (Report[])[second, third, rejected])
            {
                await services.GetRequiredService<MakingItWork.Deduplicate.RelinkReport>().JoinAsync(viewer, report.Id, hazard, CancellationToken.None);
            }
            return await services.GetRequiredService<MakingItWork.Deduplicate.JudgeHazard>().OneEventAsync(viewer, hazard, [first.Id, second.Id, rejected.Id], CancellationToken.None);
        });
        await app.SendAsync(new MakingItWork.Triage.DecideReport(viewer, rejected.Reference, Approve: false, null, null, null, "It is hearsay.", PicturesChecked: false));
        await app.ExportAsync();

        foreach (var (report, twin) in ((Report, Report)[])[(first, second), (second, first)])
        {
            await ExportedOnceAsync(report);
            var said = $" (Report {twin.Reference} tells of the same event.)";
            Assert.EndsWith(said, Rows().Single(cells => cells["TRUSTINCIDENTID"] == report.Reference)["IN07"], StringComparison.Ordinal);
            Assert.Contains(said, await File.ReadAllTextAsync(Files($"lfpse-{report.Reference}.json").Single()), StringComparison.Ordinal);
        }
        Assert.DoesNotContain("same event", Rows().Single(cells => cells["TRUSTINCIDENTID"] == third.Reference)["IN07"], StringComparison.Ordinal);
    }

    private async Task<Report> ApprovedAsync(string description)
    {
        var report = await app.TriageableAsync(description);
        await app.ApproveAsync(report.Reference);
        return report;
    }

    /// <summary>Leaves the rows that a run leaves when its process dies before it writes.</summary>
    private async Task<Guid> DiedAfterTakingAsync(Report report)
    {
        var batch = new ExportBatch { StartedAt = app.Clock.GetUtcNow(), Folder = $"died-{report.Reference}", Reports = 1 };
        batch.Entries.AddRange(Enum.GetValues<NationalFormat>().Select(format => new ExportEntry { ReportId = report.Id, Format = format, BatchId = batch.Id, State = ExportState.Queued }));
        await app.InDatabaseAsync(db =>
        {
            db.ExportBatches.Add(batch);
            return db.SaveChangesAsync();
        });
        return batch.Id;
    }

    private async Task ExportedOnceAsync(Report report)
    {
        Assert.Equal(ReportStage.Exported, (await app.ReportAsync(report.Reference)).Stage);
        var entries = await app.InDatabaseAsync(db => db.ExportEntries.Where(e => e.ReportId == report.Id).OrderBy(e => e.Format).ToListAsync());
        Assert.Equal([(NationalFormat.Lfpse, ExportState.Written), (NationalFormat.Nrls, ExportState.Written)], entries.OrderByDescending(e => e.Format).Select(e => (e.Format, e.State)));
        Assert.All(entries, entry => Assert.True(entry.WrittenAt is not null && File.Exists(Path.Combine(app.DataFolder, "export", entry.File!))));
        Assert.Single(Rows(), row => row["TRUSTINCIDENTID"] == report.Reference);
        Assert.Single(Files($"lfpse-{report.Reference}.json"));
    }

    private string[] Files(string pattern) => System.IO.Directory.GetFiles(Path.Combine(app.DataFolder, "export"), pattern, System.IO.SearchOption.AllDirectories);

    /// <summary>All rows of all batches, read by a parser that is not the writer's.</summary>
    private List<Dictionary<string, string>> Rows()
    {
        var rows = new List<Dictionary<string, string>>();
        foreach (var file in Files("nrls.csv"))
        {
            using var parser = new TextFieldParser(file) { Delimiters = [","], HasFieldsEnclosedInQuotes = true, TrimWhiteSpace = false };
            var columns = parser.ReadFields()!;
            while (!parser.EndOfData)
            {
                rows.Add(columns.Zip(parser.ReadFields()!).ToDictionary(cell => cell.First, cell => cell.Second));
            }
        }
        return rows;
    }
}

[Collection(Apps.QuietSqlite)]
public sealed class ExportSqliteTests(QuietSqliteApp app) : ExportTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class ExportPostgreSqlTests(QuietPostgreSqlApp app) : ExportTests(app);
