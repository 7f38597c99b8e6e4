using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using MakingItWork.Plumbing.Pictures;

namespace MakingItWork.Tests.Plumbing;

public class RefusedPictureTests
{
    private static readonly VipsPictures Pictures = new();

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")]
    [InlineData("<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")]
    [InlineData("%PDF-1.7\n1 0 obj<<>>endobj")]
    [InlineData("<!DOCTYPE html><html><body>GIF89a</body></html>")]
    [InlineData("P1\n1 1\n1\n")]
    [InlineData("MZ\0\0")]
    public void Decode_NotAScreenshotFormat_IsRefused(string content)
    {
        var refusal = Assert.Throws<UnreadablePictureException>(() => Pictures.Decode(Encoding.UTF8.GetBytes(content)));

        Assert.Contains("not a picture we can read", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rgb.png")]
    [InlineData("rgb16.png")]
    [InlineData("plain.jpg")]
    [InlineData("cmyk.jpg")]
    [InlineData("lossless.webp")]
    [InlineData("animated.gif")]
    [InlineData("lzw.tiff")]
    [InlineData("rgb24.bmp")]
    public void Decode_CutShort_IsRefused(string file)
    {
        var whole = File.ReadAllBytes(TestScreens.Format(file));

        Assert.Throws<UnreadablePictureException>(() => Pictures.Decode(whole.AsSpan(0, whole.Length / 2)));
    }

    [Fact]
    public void Decode_Empty_IsRefused() =>
        Assert.Throws<UnreadablePictureException>(() => Pictures.Decode(ReadOnlySpan<byte>.Empty));

    [Fact]
    public void Decode_PaletteBmp_IsRefusedWithAWayOut()
    {
        var refusal = Assert.Throws<UnreadablePictureException>(() => Pictures.Decode(TestScreens.Format("palette.bmp")));

        Assert.Contains("save the picture as PNG", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_HugePng_IsRefusedBeforeItsPixelsAreDecoded()
    {
        Pictures.Decode(TestScreens.Format("rgb.png"));
        var allocated = GC.GetTotalAllocatedBytes();
        var clock = Stopwatch.StartNew();

        var refusal = Assert.Throws<UnreadablePictureException>(() => Pictures.Decode(TestScreens.Format("huge.png")));

        Assert.Contains("60000 × 60000", refusal.Message, StringComparison.Ordinal);
        Assert.True(clock.ElapsedMilliseconds < 1000, $"{clock.ElapsedMilliseconds} ms");
        Assert.True(GC.GetTotalAllocatedBytes() - allocated < 50_000_000);
    }

    [Theory]
    [InlineData(60_001, 1)]
    [InlineData(7_000, 6_000)]
    [InlineData(int.MaxValue, int.MinValue)]
    [InlineData(-5, 5)]
    public void Decode_BmpClaimingTooMuch_IsRefused(int width, int height)
    {
        var bmp = File.ReadAllBytes(TestScreens.Format("rgb24.bmp"));
        BinaryPrimitives.WriteInt32LittleEndian(bmp.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(bmp.AsSpan(22), height);

        Assert.Throws<UnreadablePictureException>(() => Pictures.Decode(bmp));
    }

    [Fact]
    public void Decode_BytesChangedAtRandom_GivesAPictureOrARefusal()
    {
        var random = new Random(20261122);
        foreach (var file in System.IO.Directory.GetFiles(TestScreens.Format("."), "*.*").Where(f => !f.EndsWith(".md", StringComparison.Ordinal)))
        {
            var original = File.ReadAllBytes(file);
            for (var round = 0; round < 40; round++)
            {
                var changed = (byte[])original.Clone();
                for (var hit = 0; hit < 1 + (round % 5); hit++)
                {
                    changed[random.Next(changed.Length)] = (byte)random.Next(256);
                }

                var failure = Record.Exception(() => Pictures.Decode(changed));
                Assert.True(failure is null or UnreadablePictureException, $"{Path.GetFileName(file)}: {failure}");
            }
        }
    }
}
