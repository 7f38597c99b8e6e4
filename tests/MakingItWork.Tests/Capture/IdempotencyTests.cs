using System.Net;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Capture;

/// <summary>A retry is harmless: the same key brings the same answer and no second report.</summary>
public abstract class IdempotencyTests(TestApp app) : IAsyncLifetime
{
    private string[] before = [];

    private static readonly Dictionary<string, string> Fields = new()
    {
        ["description"] = "Two patients with one name stand next to each other in the list.",
        ["product"] = "Larkfield Screening",
    };

    [Fact]
    public async Task Submit_SameKeySameContent_GetsTheSameAnswer()
    {
        using var visitor = app.Visit();
        var key = Guid.NewGuid().ToString();
        var answers = new List<SentReport>();
        for (var time = 0; time < 2; time++)
        {
            using var answer = await visitor.SendReportAsync(Fields, [TestPictures.Png()], key);
            answers.Add(await Visitor.AcceptedAsync(answer));
        }
        Assert.Equal(answers[0], answers[1]);
        await OneReportAsync(key, 1);
    }

    [Fact]
    public async Task Submit_SameKeyEightTimesAtOnce_SavesOneReport()
    {
        using var visitor = app.Visit();
        var key = Guid.NewGuid().ToString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var answer = await visitor.SendReportAsync(Fields, [TestPictures.Png(), TestPictures.Png(2)], key);
            return await Visitor.AcceptedAsync(answer);
        }));
        Assert.Single(answers.Distinct());
        await OneReportAsync(key, 2);
    }

    [Fact]
    public async Task Submit_SameKeyOtherContent_IsAConflict()
    {
        using var visitor = app.Visit();
        var key = Guid.NewGuid().ToString();
        using var first = await visitor.SendReportAsync(Fields, key: key);
        await Visitor.AcceptedAsync(first);
        using var words = await visitor.SendReportAsync(new Dictionary<string, string>(Fields) { ["description"] = "The allergy banner vanishes after a refresh." }, key: key);
        Assert.Equal(HttpStatusCode.Conflict, words.StatusCode);
        Assert.Contains("already used for a different report", await words.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var picture = await visitor.SendReportAsync(Fields, [TestPictures.Png()], key);
        Assert.Equal(HttpStatusCode.Conflict, picture.StatusCode);
        await OneReportAsync(key, 0);
    }

    [Fact]
    public async Task Submit_SameContentWithoutKey_IsTwoReports()
    {
        using var visitor = app.Visit();
        using var first = await visitor.SendReportAsync(Fields);
        using var second = await visitor.SendReportAsync(Fields);
        Assert.NotEqual(await Visitor.AcceptedAsync(first), await Visitor.AcceptedAsync(second));
    }

    private async Task OneReportAsync(string key, int pictures)
    {
        var report = await app.InDatabaseAsync(db => db.Reports.Include(r => r.Screenshots).SingleAsync(r => r.IdempotencyKey == key));
        Assert.Equal(pictures, report.Screenshots.Count);
        Assert.All(report.Screenshots, s => Assert.True(File.Exists(Path.Combine(app.DataFolder, "files", s.UploadKey!))));
        // the copies that the repeated requests brought are gone
        Assert.Equal(report.Screenshots.Select(s => s.UploadKey!).Order(StringComparer.Ordinal), Uploads().Except(before).Order(StringComparer.Ordinal));
    }

    public Task InitializeAsync()
    {
        before = Uploads();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private string[] Uploads() =>
        [.. System.IO.Directory.CreateDirectory(Path.Combine(app.DataFolder, "files", "uploads")).EnumerateFiles("*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Path.Combine(app.DataFolder, "files"), file.FullName))];
}

[Collection(Apps.QuietSqlite)]
public sealed class IdempotencySqliteTests(QuietSqliteApp app) : IdempotencyTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class IdempotencyPostgreSqlTests(QuietPostgreSqlApp app) : IdempotencyTests(app);
