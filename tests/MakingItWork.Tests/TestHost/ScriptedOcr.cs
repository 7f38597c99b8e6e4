using System.Collections.Concurrent;
using System.Security.Cryptography;
using MakingItWork.Plumbing.Ocr;
using MakingItWork.Plumbing.Pictures;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MakingItWork.Tests.TestHost;

/// <summary>
/// Reads in a picture the words that a test wrote down for it, and in one it does not know a few ordinary ones. Like a
/// real reader it looks at pixels: in a painted copy of a picture it reads only the words that the paint has left.
/// </summary>
public sealed class ScriptedOcr : IOcr
{
    private const byte Paint = 0x21;
    private readonly ConcurrentDictionary<string, Script> scripts = new();

    private sealed record Script(RawPicture Picture, IReadOnlyList<(ReadWord Word, int FromReading)> Words)
    {
        public int Readings;
    }

    public bool Available { get; set; } = true;

    public string Engine => "Scripted 1";

    public IReadOnlyList<ReadWord> Read(RawPicture picture, CancellationToken cancel, LineMemory? memory = null)
    {
        var script = scripts.GetValueOrDefault(KeyOf(picture)) ?? scripts.Values.FirstOrDefault(one => IsPaintedFrom(picture, one.Picture));
        if (script is null)
        {
            return Line("Appointments Results Letters Settings Search", 0, 0.99);
        }
        var reading = Interlocked.Increment(ref script.Readings);
        return [.. script.Words.Where(one => one.FromReading <= reading && !IsPainted(picture, one.Word)).Select(one => one.Word)];
    }

    /// <summary>One line of words from the left, 20 pixels high, each letter 10 wide.</summary>
    /// <param name="fromReading">Seen from this reading of the picture on: 2 is the first one after painting.</param>
    /// <returns>The words with their places.</returns>
    public IReadOnlyList<ReadWord> Says(RawPicture picture, string line, int top = 40, double confidence = 0.99, int fromReading = 1, int left = 20)
    {
        var words = Line(line, top, confidence, left);
        scripts.AddOrUpdate(
            KeyOf(picture),
            _ => new Script(picture, [.. words.Select(word => (word, fromReading))]),
            (_, before) => before with { Words = [.. before.Words, .. words.Select(word => (word, fromReading))] });
        return words;
    }

    private static List<ReadWord> Line(string line, int top, double confidence, int left = 20)
    {
        var words = new List<ReadWord>();
        foreach (var word in line.Split(' '))
        {
            words.Add(new ReadWord(word, left, top, word.Length * 10, 20, confidence, top));
            left += (word.Length * 10) + 10;
        }
        return words;
    }

    private static bool IsPainted(RawPicture picture, ReadWord word) => Enumerable.Range(word.Y, word.Height)
        .All(row => picture.Rgb.AsSpan(((row * picture.Width) + word.X) * 3, word.Width * 3).IndexOfAnyExcept(Paint) < 0);

    private static bool IsPaintedFrom(RawPicture painted, RawPicture picture)
    {
        if (painted.Width != picture.Width || painted.Height != picture.Height)
        {
            return false;
        }
        for (var at = 0; at < picture.Rgb.Length; at++)
        {
            if (painted.Rgb[at] != picture.Rgb[at] && painted.Rgb[at] != Paint)
            {
                return false;
            }
        }
        return true;
    }

    private static string KeyOf(RawPicture picture) => Convert.ToHexString(SHA256.HashData(picture.Rgb));
}

/// <summary>With jobs at work and a text reader that knows its lines.</summary>
public sealed class ScriptedSqliteApp : SqliteApp, IScripted
{
    public ScriptedOcr Ocr { get; } = new();

    protected override LogLevel LogsFrom => LogLevel.Debug;

    protected override void Replace(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<IOcr>(Ocr));
}

public sealed class ScriptedPostgreSqlApp : PostgreSqlApp, IScripted
{
    public ScriptedOcr Ocr { get; } = new();

    protected override LogLevel LogsFrom => LogLevel.Debug;

    protected override void Replace(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<IOcr>(Ocr));
}

public interface IScripted
{
    ScriptedOcr Ocr { get; }
}
