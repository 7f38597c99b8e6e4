namespace MakingItWork.Plumbing.Pictures;

/// <summary>Reads untrusted picture files into bare pixels, and writes pixels as clean files.</summary>
public interface IPictures
{
    bool Available { get; }

    /// <summary>The engine and its version, or why there is none.</summary>
    string Engine { get; }

    /// <exception cref="UnreadablePictureException">The file is no picture we accept, is too large, or is damaged.</exception>
    RawPicture Decode(string path);

    /// <inheritdoc cref="Decode(string)"/>
    RawPicture Decode(ReadOnlySpan<byte> bytes);

    /// <summary>A PNG of exactly these pixels, without any metadata.</summary>
    byte[] EncodePng(RawPicture picture);

    /// <summary>The picture scaled to fit the box, keeping its shape; never enlarged.</summary>
    RawPicture Shrink(RawPicture picture, int maxWidth, int maxHeight);

    /// <summary>Luma (Rec. 601), one byte a pixel, of the picture stretched to exactly this size.</summary>
    byte[] Grey(RawPicture picture, int width, int height);
}
