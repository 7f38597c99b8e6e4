using System.Net;
using MakingItWork.Tests.TestHost;

namespace MakingItWork.Tests.Capture;

/// <summary>A disk that is full or gone is not the sender's fault, and the report can be sent again.</summary>
public sealed class StoreFailedSqliteTests(QuietSqliteApp app) : IClassFixture<QuietSqliteApp>
{
    private static readonly Dictionary<string, string> Fields = new() { ["product"] = "Larkfield Screening" };

    [Fact]
    public async Task Submit_WhileTheStoreCannotBeWritten_SaysSoAndIsTakenLater()
    {
        using var visitor = app.Visit();
        using (var first = await visitor.SendReportAsync(Fields, [TestPictures.Png()]))
        {
            Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        }
        var folder = Path.Combine(app.DataFolder, "files", "unfinished");
        System.IO.Directory.Move(folder, folder + "-gone");
        using (var refused = await visitor.SendReportAsync(Fields, [TestPictures.Png(2)]))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Contains("Send it again in a minute", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        System.IO.Directory.Move(folder + "-gone", folder);
        using var answer = await visitor.SendReportAsync(Fields, [TestPictures.Png(2)]);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }
}
