using System.Numerics;

namespace MakingItWork.Benchmarks.Duplicates;

/// <summary>What anybody would try first on pictures: 64 bits that say whether brightness falls from each pixel to its right neighbour.</summary>
internal static class PictureHash
{
    /// <param name="grey">72 bytes, 8 rows of 9 grey pixels, 0 black to 255 white.</param>
    public static ulong Difference(ReadOnlySpan<byte> grey)
    {
        var hash = 0UL;
        for (var y = 0; y < 8; y++)
        {
            for (var x = 0; x < 8; x++)
            {
                hash = (hash << 1) | (grey[(y * 9) + x] > grey[(y * 9) + x + 1] ? 1UL : 0);
            }
        }

        return hash;
    }

    /// <summary>In how many of the 64 bits two hashes differ.</summary>
    public static int Distance(ulong a, ulong b) => BitOperations.PopCount(a ^ b);
}
