using System.Net;
using System.Net.Http.Headers;
using System.Text;
using MakingItWork.Capture;
using MakingItWork.Plumbing.Pictures;
using MakingItWork.Redact;
using MakingItWork.Tests.TestHost;

namespace MakingItWork.Tests.Plumbing;

/// <summary>Whoever copies the data folder sees no picture in it, at any moment of a report's journey.</summary>
public sealed class CopiedFolderSqliteTests(QuietSqliteApp app) : IClassFixture<QuietSqliteApp>
{
    private const string Sentence = "The quincunx of Zephyrine Oddbottle is drawn beside the wrong bed.";
    private static readonly byte[] Picture = Noise(300, 300);
    private static readonly byte[][] Signatures =
    [
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, 0x4A, 0x46], "GIF89a"u8.ToArray(), "WEBPVP8"u8.ToArray(),
    ];

    [Fact]
    public async Task CopiedFolder_WhileAReportIsOnItsWay_ShowsNoPictureAndNoWordAsTyped()
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync(Sentence, pictures: [Picture]);
        var report = await app.ReportAsync(sent.Reference);
        Assert.Equal(Picture, await app.StoredAsync(Assert.Single(report.Screenshots).UploadKey!));
        await NothingShowsAsync(Picture, wordsToo: true);

        await app.WakeAsync(report.Id);
        var held = Assert.Single((await app.ReportAsync(sent.Reference)).Screenshots);
        Assert.Equal(PictureVerdict.NeedsPerson, held.Verdict);
        await NothingShowsAsync(await app.StoredAsync(held.CleanKey!));

        await app.SendAsync(new DecideHeldPicture(await app.ViewerAsync(Acts.Cambridge), held.Id, Pass: true, [new Area(10, 10, 50, 50)]));
        await app.WakeAsync(report.Id);
        var released = Assert.Single((await app.ReportAsync(sent.Reference)).Screenshots);
        await NothingShowsAsync(await app.StoredAsync(released.PictureKey!));
        await NothingShowsAsync(await app.StoredAsync(released.ThumbnailKey!));
    }

    [Theory]
    [InlineData("/report")]
    [InlineData("/api/v1/reports")]
    public async Task CopiedFolder_WhileAPictureArrives_ShowsNothingOfIt(string address)
    {
        using var visitor = app.Visit();
        using var arriving = new Arriving(Picture, Picture.Length * 9 / 10);
        using var form = new MultipartFormDataContent { { new StringContent("Larkfield Screening"), "Product" }, { new StringContent(Sentence), "Description" } };
        arriving.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        form.Add(arriving, "Pictures", "screen.png");
        var before = Unfinished().Count;
        var sending = visitor.Http.PostAsync(new Uri(address, UriKind.Relative), form);
        // its first chunk lies on the disk, and the rest has not been sent
        await Eventually.HoldsAsync(() => Unfinished().Count > before && Unfinished().Exists(path => new FileInfo(path).Length >= 65_536));
        await NothingShowsAsync(Picture);
        Assert.DoesNotContain(System.IO.Directory.EnumerateFiles(Path.GetTempPath(), "ASPNETCORE_*"), path => Holds(File.ReadAllBytes(path), Sample(Picture)));
        arriving.GoOn();
        using var answer = await sending;
        Assert.True(answer.IsSuccessStatusCode);
        await Eventually.HoldsAsync(() => Unfinished().Count == before);
    }

    [Fact]
    public async Task CopiedFolder_WithoutItsKeys_StartsNoProgram()
    {
        using var visitor = app.Visit();
        await visitor.ReportAsync(Sentence, pictures: [Picture]);
        var copy = System.IO.Directory.CreateTempSubdirectory("making-it-work-copy-").FullName;
        try
        {
            foreach (var path in System.IO.Directory.EnumerateFiles(Path.Combine(app.DataFolder, "files"), "*", SearchOption.AllDirectories))
            {
                var to = Path.Combine(copy, "data", Path.GetRelativePath(app.DataFolder, path));
                System.IO.Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(path, to);
            }
            var refusal = await Assert.ThrowsAnyAsync<Exception>(() => RealProgram.StartAsync(app, new Dictionary<string, string>
            {
                ["Storage:DataFolder"] = Path.Combine(copy, "data"),
                ["Database:ConnectionString"] = "",
            }));
            Assert.Contains("Cannot start: The keys in", refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", refusal.Message.Split("Cannot start")[1].Split("Stack")[0], StringComparison.Ordinal);
        }
        finally
        {
            System.IO.Directory.Delete(copy, recursive: true);
        }
    }

    [Fact]
    public async Task Picture_ThatWasChangedOnTheDisk_IsNotShownAndTheLogSaysWhy()
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync("", pictures: [TestPictures.Png(92)]);
        await app.WakeAsync((await app.ReportAsync(sent.Reference)).Id);
        var held = Assert.Single((await app.ReportAsync(sent.Reference)).Screenshots);
        using var redactor = app.Visit();
        await redactor.SignInAsync(Acts.Cambridge, app.DemoPassword);
        Assert.Equal((HttpStatusCode.OK, "image/png"), await OpenAsync(redactor, held.Id));

        await using (var file = File.Open(app.PathOf(held.CleanKey!), FileMode.Open))
        {
            file.Position = file.Length / 2;
            var was = file.ReadByte();
            file.Position--;
            file.WriteByte((byte)(was ^ 1));
        }
        Assert.Equal((HttpStatusCode.InternalServerError, "image/svg+xml"), await OpenAsync(redactor, held.Id));
        Assert.Equal(HeldPictureResult.CannotBeOpened, await app.SendAsync(new DecideHeldPicture(await app.ViewerAsync(Acts.Cambridge), held.Id, Pass: true, [])));
        Assert.Contains(app.Logs.Lines, line => line.Contains($"Picture {held.Id} was not shown. What was stored cannot be opened: it was changed", StringComparison.Ordinal));
    }

    /// <summary>A picture that no compression makes small: it comes to the disk in several chunks.</summary>
    private static byte[] Noise(int width, int height)
    {
        var pixels = new byte[width * height * 3];
        new Random(91).NextBytes(pixels);
        return new VipsPictures().EncodePng(new RawPicture(width, height, pixels));
    }

    private List<string> Unfinished() => [.. System.IO.Directory.EnumerateFiles(Path.Combine(app.DataFolder, "files", "unfinished"))];

    private async Task NothingShowsAsync(byte[] picture, bool wordsToo = false)
    {
        var files = 0;
        foreach (var path in System.IO.Directory.EnumerateFiles(app.DataFolder, "*", SearchOption.AllDirectories))
        {
            var bytes = await ReadSharedAsync(path);
            files++;
            Assert.All(Signatures, signature => Assert.False(Holds(bytes, signature), $"{path} holds the beginning of a picture."));
            Assert.False(bytes.AsSpan().StartsWith("BM"u8) || bytes.AsSpan().StartsWith("II*\0"u8) || bytes.AsSpan().StartsWith("MM\0*"u8), $"{path} begins as a picture does.");
            Assert.False(Holds(bytes, Sample(picture)), $"{path} holds part of the picture.");
            Assert.False(wordsToo && Encoding.Latin1.GetString(bytes).Contains("Oddbottle", StringComparison.OrdinalIgnoreCase), $"{path} holds the words as typed.");
        }
        Assert.True(files > 3, "There is nothing to look at.");
    }

    private static byte[] Sample(byte[] picture) => picture[(picture.Length / 2)..((picture.Length / 2) + 24)];

    private static bool Holds(byte[] bytes, byte[] part) => bytes.AsSpan().IndexOf(part) >= 0;

    private static async Task<(HttpStatusCode, string?)> OpenAsync(Visitor visitor, Guid picture)
    {
        using var answer = await visitor.Http.GetAsync(new Uri($"/pictures/{picture}/held", UriKind.Relative));
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType);
    }

    private static async Task<byte[]> ReadSharedAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    /// <summary>A picture whose sender stops in the middle until told to go on.</summary>
    private sealed class Arriving(byte[] bytes, int first) : HttpContent
    {
        private readonly TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void GoOn() => goOn.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(bytes.AsMemory(0, first));
            await stream.FlushAsync();
            await goOn.Task;
            await stream.WriteAsync(bytes.AsMemory(first));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return true;
        }
    }
}
