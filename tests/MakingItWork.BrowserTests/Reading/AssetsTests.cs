using System.IO.Compression;
using System.Net.Http.Headers;
using MakingItWork.BrowserTests.TestHost;

namespace MakingItWork.BrowserTests.Reading;

/// <summary>How the files that a browser reads with are served: wards have slow networks and share few computers.</summary>
[Collection(HoldingSite.Name)]
public sealed class AssetsTests(HoldingSite site)
{
    private static readonly string Assets = Path.Combine(Repository.ProgramFolder, "wwwroot", "assets");
    private static readonly string Reading = Path.Combine(Assets, "read", Path.GetFileName(Assert.Single(Directory.GetDirectories(Path.Combine(Assets, "read")))));

    [Theory]
    [InlineData("ort-wasm-simd-threaded.wasm", "application/wasm")]
    [InlineData("ocr-recognise.onnx", "application/octet-stream")]
    [InlineData("reader.js", "text/javascript")]
    [InlineData("ocr-characters.txt", "text/plain")]
    public async Task Get_FileOfTheReader_IsPackedTypedAndKeptForEver(string name, string type)
    {
        var plain = await File.ReadAllBytesAsync(Path.Combine(Reading, name));
        foreach (var (accept, coding) in new[] { ("br, gzip", "br"), ("gzip", "gzip"), ("gzip, br;q=0", "gzip"), ("", null) })
        {
            using var answer = await GetAsync($"/assets/read/{Path.GetFileName(Reading)}/{name}", accept);
            var body = await answer.Content.ReadAsByteArrayAsync();

            Assert.True(answer.IsSuccessStatusCode);
            Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
            Assert.Equal(coding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
            Assert.Equal(plain, Unpacked(body, coding));
            Assert.True(coding is null || body.Length < plain.Length);
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.Contains("Accept-Encoding", answer.Headers.Vary);
            Assert.Equal("require-corp", answer.Headers.GetValues("Cross-Origin-Embedder-Policy").Single());
        }
    }

    [Fact]
    public async Task Get_PagesOwnScript_IsAskedForAgain()
    {
        using var answer = await GetAsync("/assets/report.js", "br");

        Assert.Equal("no-cache", answer.Headers.CacheControl!.ToString());
        Assert.Equal("br", answer.Content.Headers.ContentEncoding.Single());
    }

    /// <summary>About 10 MB; a second engine or the uncut networks would be seen here.</summary>
    [Fact]
    public void FilesOfTheReader_Packed_AreAtMostElevenMegabytes() =>
        Assert.InRange(Directory.GetFiles(Reading, "*.br", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length), 1, 11_000_000);

    private async Task<HttpResponseMessage> GetAsync(string path, string accept)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.None }) { BaseAddress = site.Program.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        foreach (var one in accept.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            request.Headers.AcceptEncoding.Add(StringWithQualityHeaderValue.Parse(one));
        }
        return await http.SendAsync(request);
    }

    private static byte[] Unpacked(byte[] body, string? coding)
    {
        if (coding is null)
        {
            return body;
        }
        using var packed = new MemoryStream(body);
        using Stream unpacking = coding == "br" ? new BrotliStream(packed, CompressionMode.Decompress) : new GZipStream(packed, CompressionMode.Decompress);
        using var plain = new MemoryStream();
        unpacking.CopyTo(plain);
        return plain.ToArray();
    }
}
