namespace MakingItWork.Plumbing.Pictures;

internal enum PictureFormat
{
    Unknown,
    Png,
    Jpeg,
    Gif,
    WebP,
    Tiff,
    Bmp,
}

/// <summary>The loader is chosen by the first bytes alone: file names and content types are the sender's to invent.</summary>
internal static class PictureFormats
{
    public static PictureFormat Of(ReadOnlySpan<byte> file) => file switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => PictureFormat.Png,
        [0xFF, 0xD8, 0xFF, ..] => PictureFormat.Jpeg,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => PictureFormat.Gif,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => PictureFormat.WebP,
        [(byte)'I', (byte)'I', 42, 0, ..] or [(byte)'M', (byte)'M', 0, 42, ..] => PictureFormat.Tiff,
        [(byte)'B', (byte)'M', ..] => PictureFormat.Bmp,
        _ => PictureFormat.Unknown,
    };
}
