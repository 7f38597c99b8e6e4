extern alias program;

using System.Text.Json;
using MakingItWork.BrowserTests.TestHost;
using MakingItWork.Rules.Identifiers;
using program::MakingItWork.Plumbing.Ocr;
using program::MakingItWork.Plumbing.Pictures;

namespace MakingItWork.BrowserTests.Reading;

/// <summary>The browser has its own code for pixels, in TypeScript; this holds it to the server's, on the same screens.</summary>
[Collection(HoldingSite.Name)]
public sealed class SameAsServerTests(HoldingSite site, SameAsServerTests.Server server) : IClassFixture<SameAsServerTests.Server>
{
    /// <summary>
    /// Pixels that an edge may lie elsewhere. On the samples none did; but the two runtimes add up their products in another
    /// order, and a gap between two words can tip by that.
    /// </summary>
    private const int Tolerance = 3;

    [Theory]
    [InlineData("clinic-list-status.png")]
    [InlineData("participant-details-flat.png")]
    [InlineData("appointment-should-not-proceed.png")]
    [InlineData("school-patient-card.png")]
    public async Task ReadPicture_SampleScreen_CoversWhatTheServerCovers(string sample)
    {
        var (words, expected) = server.Read(sample);
        await using var clinician = await site.VisitAsync();
        await clinician.GoToAsync("/report");

        var read = await clinician.ReadAsync(sample);

        Assert.Null(read.Error);
        Assert.NotEmpty(expected);
        Assert.Equal(words, read.Words);
        Assert.Equal(expected.Count, read.Covers!.Count);
        Assert.All(expected, cover => Assert.Contains(read.Covers, found => Same(cover, found)));
        Assert.StartsWith("PP-OCRv4 on ONNX Runtime Web 1.", read.Engine, StringComparison.Ordinal);
        Assert.Equal(IdentifierRules.Version, read.Rules);
        Assert.Equal("done", read.Phases[^1]);
        // Before the end a cover never goes; at the end all stand as the result says.
        Assert.Equal(read.CoversOnTheWay.SkipLast(1).Order(), read.CoversOnTheWay.SkipLast(1));
        Assert.Equal(read.Covers.Count, read.CoversOnTheWay[^1]);
        clinician.Watch.HasSeenNothingWrong();
    }

    [Fact]
    public async Task CheckText_Sentences_FindsWhatTheServerFinds()
    {
        string[] texts =
        [
            "Mrs Odette Quillfeather (NHS 999 000 0018, born 12/03/1950) was given the wrong dose.",
            "Call 07700 900123 or write to o.quillfeather@example.org about the bed in SW1A 1AA.",
            "The allergy box lies below the fold 👀 and José’s MRN 123456 was beside it.",
            "Paracetamol 500 mg was shown twice on the second page.",
        ];
        await using var clinician = await site.VisitAsync();
        await clinician.GoToAsync("/report");

        foreach (var text in texts)
        {
            var said = await clinician.Page.EvaluateAsync<string>("""
                async (text) => {
                  const reading = await import("/assets/reading.js");
                  return JSON.stringify([await reading.checkText(text), await reading.maskText(text)]);
                }
                """, text);
            var expected = JsonSerializer.Serialize(new object[]
            {
                IdentifierFinder.Find(text).Select(f => new { start = f.Start, length = f.Length, kind = f.Kind.ToString(), reason = f.Reason, token = MaskTokens.Of(f.Kind) }),
                TextMask.Mask(text).Text,
            });
            Assert.Equal(Plain(expected), Plain(said));
        }
        // Words alone need no networks.
        Assert.DoesNotContain(clinician.Watch.Requests, address => address.AbsolutePath.EndsWith(".onnx", StringComparison.Ordinal));
        clinician.Watch.HasSeenNothingWrong();
    }

    private static bool Same(FoundCover a, FoundCover b) =>
        a.Kind == b.Kind && a.Reason == b.Reason && Math.Abs(a.X - b.X) <= Tolerance && Math.Abs(a.Y - b.Y) <= Tolerance
        && Math.Abs(a.X + a.Width - b.X - b.Width) <= Tolerance && Math.Abs(a.Y + a.Height - b.Y - b.Height) <= Tolerance;

    private static string Plain(string json) => JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(json));

    /// <summary>The server's reader and rules, in this process.</summary>
    public sealed class Server : IDisposable
    {
        private readonly PaddleOcr ocr = new();
        private readonly VipsPictures pictures = new();

        internal (int Words, IReadOnlyList<FoundCover> Covers) Read(string sample)
        {
            var words = ocr.Read(pictures.Decode(File.ReadAllBytes(Repository.Sample(sample))), CancellationToken.None);
            var found = ScreenIdentifiers.Find([.. words.Select(w => new ScreenWord(w.Text, w.X, w.Y, w.Width, w.Height, w.Confidence, w.Line))]);
            return (words.Count, [.. found.Select(f => new FoundCover(words[f.Index].X, words[f.Index].Y, words[f.Index].Width, words[f.Index].Height, f.Kind.ToString(), f.Reason))]);
        }

        public void Dispose() => ocr.Dispose();
    }
}
