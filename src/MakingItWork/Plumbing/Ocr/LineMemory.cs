using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MakingItWork.Plumbing.Pictures;

namespace MakingItWork.Plumbing.Ocr;

/// <summary>
/// What was read in the lines of a picture, by their pixels. Given to a second reading of the same picture, painted in
/// places, it spares the recogniser the lines whose pixels are bit for bit those that it has read before: the network
/// would say the same again. Finding the lines, and reading whatever has changed, is not spared.
/// It holds what was read: it lives no longer than the work on its picture.
/// </summary>
public sealed class LineMemory
{
    private readonly HashSet<Box> _smallText = [];
    private readonly Dictionary<(int Width, int Height, UInt128 Pixels), List<ReadCharacter>> _lines = [];

    /// <summary>A part of the picture that has to be enlarged for its lines to be found: it need not be tried without.</summary>
    internal bool KnowsSmallText(Box tile) => _smallText.Contains(tile);

    internal void RememberSmallText(Box tile) => _smallText.Add(tile);

    internal bool TryRecall(RawPicture picture, Box line, [NotNullWhen(true)] out List<ReadCharacter>? read) => _lines.TryGetValue(KeyOf(picture, line), out read);

    internal void Remember(RawPicture picture, Box line, List<ReadCharacter> read) => _lines[KeyOf(picture, line)] = read;

    private static (int, int, UInt128) KeyOf(RawPicture picture, Box line)
    {
        // the sampler looks at one pixel more on each side
        var seen = new Box(line.Left - 1, line.Top - 1, line.Right + 1, line.Bottom + 1).Within(picture.Width, picture.Height);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var y = seen.Top; y < seen.Bottom; y++)
        {
            hash.AppendData(picture.Rgb.AsSpan(3 * ((y * picture.Width) + seen.Left), 3 * seen.Width));
        }

        return (line.Width, line.Height, MemoryMarshal.Read<UInt128>(hash.GetHashAndReset()));
    }
}
