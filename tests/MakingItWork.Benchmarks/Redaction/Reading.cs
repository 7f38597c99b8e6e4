using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MakingItWork.Plumbing.Ocr;
using MakingItWork.Plumbing.Pictures;
using MakingItWork.Rules.Identifiers;

namespace MakingItWork.Benchmarks.Redaction;

/// <summary>What a text reader made of a picture.</summary>
internal sealed record Reading(int Width, int Height, IReadOnlyList<ScreenWord> Words, double Seconds, double MegaBytes);

/// <summary>A rectangle to paint, and what the rules say stands there.</summary>
internal sealed record Cover(int X, int Y, int Width, int Height, IdentifierKind Kind, string Reason);

/// <summary>A text reader under measurement.</summary>
internal interface IReader
{
    string Name { get; }

    Reading Read(byte[] file, RawPicture picture);
}

/// <summary>The program's own reader, exactly as the job uses it.</summary>
internal sealed class OwnReader(IOcr ocr) : IReader
{
    public string Name => ocr.Engine;

    public Reading Read(byte[] file, RawPicture picture)
    {
        var watch = Stopwatch.StartNew();
        var words = ocr.Read(picture, CancellationToken.None)
            .Select(word => new ScreenWord(word.Text, word.X, word.Y, word.Width, word.Height, word.Confidence, word.Line))
            .ToList();
        return new(picture.Width, picture.Height, words, watch.Elapsed.TotalSeconds, Process.GetCurrentProcess().PeakWorkingSet64 / 1e6);
    }
}

/// <summary>Names of kept files.</summary>
internal static class Kept
{
    public static string Name(params string[] of) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', of))))[..24];
}

/// <summary>Remembers readings in a folder, by picture and reader.</summary>
internal sealed class KeptReadings(string? folder, IPictures pictures)
{
    public Reading Read(IReader reader, byte[] file)
    {
        if (folder is null)
        {
            return reader.Read(file, pictures.Decode(file));
        }

        System.IO.Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, Kept.Name(Convert.ToHexStringLower(SHA256.HashData(file)), reader.Name) + ".reading.json");
        if (File.Exists(path))
        {
            return JsonSerializer.Deserialize<Reading>(File.ReadAllText(path))!;
        }

        var reading = reader.Read(file, pictures.Decode(file));
        File.WriteAllText(path, JsonSerializer.Serialize(reading));
        return reading;
    }
}
