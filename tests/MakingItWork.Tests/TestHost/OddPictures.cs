using MakingItWork.Plumbing.Pictures;

namespace MakingItWork.Tests.TestHost;

/// <summary>The real picture library, of which a test breaks one part.</summary>
public sealed class OddPictures : IPictures
{
    private readonly VipsPictures real = new();

    public OddPictures()
    {
        Decoded = bytes => real.Decode(bytes);
        Encoded = real.EncodePng;
        Shrunk = real.Shrink;
    }

    public Func<byte[], RawPicture> Decoded { get; set; }

    public Func<RawPicture, byte[]> Encoded { get; set; }

    public Func<RawPicture, int, int, RawPicture> Shrunk { get; set; }

    public bool Available => true;

    public string Engine => "Odd";

    public RawPicture Decode(string path) => Decode(File.ReadAllBytes(path));

    public RawPicture Decode(ReadOnlySpan<byte> bytes) => Decoded(bytes.ToArray());

    public byte[] EncodePng(RawPicture picture) => Encoded(picture);

    public RawPicture Shrink(RawPicture picture, int maxWidth, int maxHeight) => Shrunk(picture, maxWidth, maxHeight);

    public byte[] Grey(RawPicture picture, int width, int height) => real.Grey(picture, width, height);
}
