using System.Net;
using MakingItWork.Capture;
using MakingItWork.Plumbing.Secrets;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Capture;

/// <summary>Reports that are taken, and what is saved of them.</summary>
public abstract class ReportsApiTests(TestApp app)
{
    private const string Sentence = "The dose box shows milligrams while the label says micrograms.";

    [Theory]
    [InlineData(Sentence, 0)]
    [InlineData("", 1)]
    [InlineData(Sentence, 1)]
    [InlineData("", 5)]
    public async Task Submit_PictureOrSentence_IsAcceptedWithReferenceAndLink(string description, int pictures)
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync(description, pictures: Enumerable.Range(1, pictures).Select(seed => TestPictures.Png(seed)));

        Assert.Matches("^R-[2-9A-Z]{4}-[2-9A-Z]{4}$", sent.Reference);
        Assert.Matches("^[0-9a-z]{26}$", sent.LinkSecret);
        var report = await SavedAsync(sent.Reference);
        Assert.Equal(ReportStage.Received, report.Stage);
        Assert.Equal(Enumerable.Range(1, pictures), report.Screenshots.Select(s => s.Position).Order());
        Assert.All(report.Screenshots, s => Assert.True(File.Exists(Path.Combine(app.DataFolder, "files", s.UploadKey!))));
    }

    [Fact]
    public async Task Submit_FreeTexts_AreSavedSealedOnly()
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync(Sentence, "A system of our own", "A clinic of our own");

        var report = await SavedAsync(sent.Reference);
        Assert.All((string?[])[report.Description, report.Unit, report.OrganisationText, report.ProductText, report.ProductVersion, report.Screen], Assert.Null);
        var original = await app.InDatabaseAsync(db => db.ReportOriginals.SingleAsync(o => o.ReportId == report.Id));
        Assert.DoesNotContain("micrograms", System.Text.Encoding.UTF8.GetString(original.Sealed), StringComparison.Ordinal);
        var texts = app.Services.GetRequiredService<OriginalSeal>().Open(original);
        Assert.Equal(new OriginalTexts(Sentence, "Ward 4", "A clinic of our own", "A system of our own", null), texts);
    }

    [Theory]
    [InlineData("RGT")]
    [InlineData("rgt ")]
    [InlineData("Cambridge University Hospitals NHS Foundation Trust")]
    [InlineData("Cambridge University Hospitals NHS Foundation Trust (RGT)")]
    public async Task Submit_OrganisationByCodeOrName_IsFound(string organisation)
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync(Sentence, "LARKFIELD screening", organisation);

        var report = await SavedAsync(sent.Reference);
        Assert.Equal("RGT", report.OrganisationCode);
        Assert.Equal("Larkfield Screening", await app.InDatabaseAsync(db => db.Products.Where(p => p.Id == report.ProductId).Select(p => p.Name).SingleAsync()));
    }

    [Fact]
    public async Task Submit_AllFields_AreKept()
    {
        using var visitor = app.Visit();
        using var answer = await visitor.SendReportAsync(new Dictionary<string, string>
        {
            ["description"] = Sentence, ["product"] = "Larkfield Screening", ["productVersion"] = "4.2", ["role"] = "pharmacist",
            ["degreeOfHarm"] = "moderate", ["occurredOn"] = "2026-03-27",
        });
        var sent = await Visitor.AcceptedAsync(answer);

        var report = await SavedAsync(sent.Reference);
        Assert.Equal((ReporterRole.Pharmacist, DegreeOfHarm.Moderate, (DateOnly?)new DateOnly(2026, 3, 27)), (report.Role, report.DegreeOfHarm, report.OccurredOn));
        Assert.Null(report.OrganisationCode);
    }

    [Fact]
    public async Task FollowUp_BySecret_TellsHowItStands()
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync(Sentence);

        var status = await visitor.Http.GetStringAsync(new Uri($"/api/v1/follow-up/{sent.LinkSecret}", UriKind.Relative));
        Assert.Contains(sent.Reference, status, StringComparison.Ordinal);
        Assert.Contains("We have your report", status, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await visitor.StatusAsync($"/api/v1/follow-up/{new string('0', 26)}"));
        Assert.Equal(HttpStatusCode.NotFound, await visitor.StatusAsync($"/api/v1/follow-up/{sent.Reference}"));
    }

    [Fact]
    public async Task FollowUpSecret_InTheDatabase_IsThereAsHashOnly()
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync(Sentence);

        var report = await SavedAsync(sent.Reference);
        Assert.Equal(ServerSecret.HashOf(sent.LinkSecret), report.FollowUpHash);
        var found = await app.FindInTextColumnsAsync(sent.LinkSecret);
        Assert.Empty(found);
    }

    private Task<Report> SavedAsync(string reference) => app.ReportAsync(reference);
}

[Collection(Apps.QuietSqlite)]
public sealed class ReportsApiSqliteTests(QuietSqliteApp app) : ReportsApiTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class ReportsApiPostgreSqlTests(QuietPostgreSqlApp app) : ReportsApiTests(app);
