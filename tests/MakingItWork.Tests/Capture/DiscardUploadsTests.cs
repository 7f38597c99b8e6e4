using MakingItWork.Capture;
using MakingItWork.Tests.TestHost;

namespace MakingItWork.Tests.Capture;

/// <summary>What a process that died left half received may show a patient: it does not stay.</summary>
public sealed class DiscardUploadsSqliteTests(QuietSqliteApp app) : IClassFixture<QuietSqliteApp>
{
    [Fact]
    public async Task Discard_OfFilesLeftByADeadProcess_DeletesThoseOlderThanADay()
    {
        var unfinished = System.IO.Directory.CreateDirectory(Path.Combine(app.DataFolder, "files", "unfinished")).FullName;
        var left = Path.Combine(unfinished, "ASPNETCORE_left.tmp");
        var arriving = Path.Combine(unfinished, "arriving");
        await File.WriteAllTextAsync(left, "half a picture");
        File.SetLastWriteTimeUtc(left, DateTime.UtcNow.AddHours(-25));
        await File.WriteAllTextAsync(arriving, "half a picture");
        await app.RunAsync<DiscardUploads>();
        Assert.False(File.Exists(left));
        Assert.True(File.Exists(arriving));
    }

    [Fact]
    public async Task Discard_OfAnUploadThatNoReportNames_DeletesItAfterADay()
    {
        var folder = System.IO.Directory.CreateDirectory(Path.Combine(app.DataFolder, "files", "uploads", "ab")).FullName;
        var unclaimed = Path.Combine(folder, new string('a', 64) + "-000000000000");
        await File.WriteAllTextAsync(unclaimed, "a picture that was refused");
        File.SetLastWriteTimeUtc(unclaimed, DateTime.UtcNow.AddHours(-25));
        using var visitor = app.Visit();
        var report = await visitor.ReportAsync("The allergy box lies below the fold of the screen.", pictures: [TestPictures.Png()]);
        await app.RunAsync<DiscardUploads>();
        Assert.False(File.Exists(unclaimed));
        Assert.Single(System.IO.Directory.GetFiles(Path.Combine(app.DataFolder, "files", "uploads"), "*", SearchOption.AllDirectories));
        Assert.NotEmpty(report.Reference);
    }
}
