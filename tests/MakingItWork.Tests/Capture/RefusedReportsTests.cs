using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MakingItWork.Tests.Plumbing;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Capture;

/// <summary>Reports that are not taken: each gets its own message, and nothing of it stays.</summary>
public abstract class RefusedReportsTests(TestApp app) : IAsyncLifetime
{
    private const string Sentence = "The dose box shows milligrams while the label says micrograms.";
    private static readonly Dictionary<string, string> Complete = new() { ["description"] = Sentence, ["product"] = "Larkfield Screening" };
    private int rows;
    private string[] files = [];

    public static TheoryData<string, string> Files => new()
    {
        { "pdf", "The selected file must be a PNG, JPG, WebP, GIF, BMP or TIF" },
        { "svg", "The selected file is a web page or text, not a picture, whatever its name says" },
        { "web page", "The selected file is a web page or text, not a picture, whatever its name says" },
        { "heavy", "The selected file must be smaller than 10MB" },
        { "wide", "The selected file must be smaller than 40 megapixels – this one is 8000 by 5001" },
        { "huge", "The selected file must be smaller than 40 megapixels – this one is 60000 by 60000" },
        { "half png", "part of the picture is missing" },
        { "half jpeg", "part of the picture is missing" },
        { "half webp", "part of the picture is missing" },
        { "half gif", "part of the picture is missing" },
        { "empty", "The selected file is empty" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Submit_WrongFile_SaysWhatIsWrong(string kind, string message)
    {
        using var visitor = app.Visit();
        var errors = await visitor.RefusedAsync(Complete, [TestPictures.Png(), FileOf(kind)]);
        Assert.Contains(message, errors["pictures"], StringComparison.Ordinal);
        await NothingStaysAsync();
    }

    [Fact]
    public async Task Submit_SixFiles_SaysHowManyMaySend()
    {
        using var visitor = app.Visit();
        var errors = await visitor.RefusedAsync(Complete, Enumerable.Range(1, 6).Select(seed => TestPictures.Png(seed)));
        Assert.Equal("You can only select up to 5 files at the same time", errors["pictures"]);
        await NothingStaysAsync();
    }

    [Theory]
    [InlineData("product", "", "product", "Enter the name of the health record system")]
    [InlineData("description", "", "description", "Add a picture of the screen, or describe what is unsafe in a sentence")]
    [InlineData("description", "It is bad", "description", "Describe what is unsafe in at least one sentence, or add a picture of the screen")]
    [InlineData("degreeOfHarm", "Some", "degreeOfHarm", "Select the harm to the patient from the list")]
    [InlineData("role", "Wizard", "role", "Select your role from the list")]
    [InlineData("occurredOn", "31/2/2026", "occurredOn", "Date must be a real date, such as 27/3/2026")]
    [InlineData("occurredOn", "1/1/1980", "occurredOn", "Date must be in 1990 or later")]
    public async Task Submit_WrongField_SaysWhatIsWrong(string name, string value, string field, string message)
    {
        using var visitor = app.Visit();
        var errors = await visitor.RefusedAsync(new Dictionary<string, string>(Complete) { [name] = value });
        Assert.Equal([field], errors.Keys);
        Assert.StartsWith(message, errors[field], StringComparison.Ordinal);
        await NothingStaysAsync();
    }

    [Fact]
    public async Task Submit_FutureDate_IsRefusedAndItsPictureNotKept()
    {
        using var visitor = app.Visit();
        var tomorrow = app.Clock.GetUtcNow().AddDays(2).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var errors = await visitor.RefusedAsync(new Dictionary<string, string>(Complete) { ["occurredOn"] = tomorrow }, [TestPictures.Png()]);
        Assert.Equal("Date must be today or in the past", errors["occurredOn"]);
        await NothingStaysAsync();
    }

    [Theory]
    [InlineData("description", 4001)]
    [InlineData("product", 201)]
    [InlineData("productVersion", 101)]
    [InlineData("screen", 101)]
    [InlineData("unit", 201)]
    [InlineData("organisation", 201)]
    public async Task Submit_TooLongField_SaysHowLongItMayBe(string field, int length)
    {
        using var visitor = app.Visit();
        var errors = await visitor.RefusedAsync(new Dictionary<string, string>(Complete) { [field] = new string('a', length) }, [TestPictures.Png()]);
        Assert.Contains($"must be {length - 1} characters or fewer", errors[field], StringComparison.Ordinal);
        await NothingStaysAsync();
    }

    [Theory]
    [InlineData("application/json", "Unsupported Media Type")]
    [InlineData("application/x-www-form-urlencoded", "Unsupported Media Type")]
    [InlineData("multipart/form-data", "Send the report as multipart/form-data.")]
    public async Task Submit_NotMultipart_IsRefusedAsSuch(string type, string message)
    {
        using var visitor = app.Visit();
        using var content = new StringContent("{}");
        content.Headers.ContentType = new(type);
        using var answer = await visitor.Http.PostAsync(new Uri("/api/v1/reports", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains(message, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(5000)]
    public async Task Submit_BoundaryLongerThanAllowed_IsRefusedAsSuch(int length)
    {
        using var visitor = app.Visit();
        using var content = new ByteArrayContent([]);
        content.Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={new string('b', length)}");
        using var answer = await visitor.Http.PostAsync(new Uri("/api/v1/reports", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task Submit_BodyThatEndsInTheMiddleOfAPicture_SaysSo()
    {
        using var visitor = app.Visit();
        using var content = new ByteArrayContent(UnfinishedBody());
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=cut");
        using var answer = await visitor.Http.PostAsync(new Uri("/api/v1/reports", UriKind.Relative), content);
        var errors = await Visitor.RefusedAsync(answer);
        Assert.Contains("ended early", errors["body"], StringComparison.Ordinal);
        await NothingStaysAsync();
    }

    [Fact]
    public async Task Submit_ConnectionCutInTheMiddleOfAPicture_LeavesNothing()
    {
        using (var wire = new TcpClient())
        {
            await wire.ConnectAsync(app.Address.Host, app.Address.Port);
            var head = "POST /api/v1/reports HTTP/1.1\r\nHost: test\r\nContent-Type: multipart/form-data; boundary=cut\r\nContent-Length: 1000000\r\n\r\n";
            await wire.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
            await wire.GetStream().WriteAsync(UnfinishedBody());
            await Task.Delay(300);
        }
        await Eventually.HoldsAsync(() => FilesNow().SequenceEqual(files));
        await NothingStaysAsync();
    }

    public async Task InitializeAsync()
    {
        rows = await app.InDatabaseAsync(db => db.Reports.CountAsync());
        files = FilesNow();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private async Task NothingStaysAsync()
    {
        Assert.Equal(rows, await app.InDatabaseAsync(db => db.Reports.CountAsync()));
        Assert.Equal(files, FilesNow());
    }

    private string[] FilesNow() =>
        [.. System.IO.Directory.EnumerateFiles(Path.Combine(app.DataFolder, "files"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static byte[] UnfinishedBody() =>
    [
        .. "--cut\r\nContent-Disposition: form-data; name=product\r\n\r\nLarkfield Screening\r\n"u8,
        .. "--cut\r\nContent-Disposition: form-data; name=pictures; filename=a.png\r\n\r\n"u8,
        .. TestPictures.Png(),
        .. "\r\n--cut\r\nContent-Disposition: form-data; name=pictures; filename=b.png\r\n\r\n"u8,
        .. BadFiles.Half(TestPictures.Png(2)),
    ];

    private static byte[] FileOf(string kind) => kind switch
    {
        "pdf" => BadFiles.Pdf,
        "svg" => BadFiles.Svg,
        "web page" => BadFiles.WebPage,
        "heavy" => BadFiles.Heavy(),
        "wide" => BadFiles.PngClaiming(8000, 5001),
        "huge" => File.ReadAllBytes(TestScreens.Format("huge.png")),
        "half png" => BadFiles.Half(TestPictures.Png()),
        "half jpeg" => BadFiles.Half(File.ReadAllBytes(TestScreens.Format("plain.jpg"))),
        "half webp" => BadFiles.Half(File.ReadAllBytes(TestScreens.Format("lossless.webp"))),
        "half gif" => BadFiles.Half(File.ReadAllBytes(TestScreens.Format("animated.gif"))),
        "empty" => [],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such file."),
    };
}

[Collection(Apps.QuietSqlite)]
public sealed class RefusedReportsSqliteTests(QuietSqliteApp app) : RefusedReportsTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class RefusedReportsPostgreSqlTests(QuietPostgreSqlApp app) : RefusedReportsTests(app);
