using System.Collections.Concurrent;
using System.Security.Cryptography;
using MakingItWork.Plumbing.Ocr;
using MakingItWork.Plumbing.Pictures;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MakingItWork.Tests.TestHost;

/// <summary>Reads in a picture the words that a test wrote down for it; nothing in one it does not know.</summary>
public sealed class ScriptedOcr : IOcr
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<ReadWord>> script = new();

    public bool Available => true;

    public string Engine => "Scripted 1";

    public IReadOnlyList<ReadWord> Read(RawPicture picture, CancellationToken cancel) =>
        script.GetValueOrDefault(KeyOf(picture), []);

    /// <summary>One line of words from the left, 20 pixels high, each letter 10 wide.</summary>
    /// <returns>The words with their places.</returns>
    public IReadOnlyList<ReadWord> Says(RawPicture picture, string line, int top = 40)
    {
        var left = 20;
        var words = new List<ReadWord>();
        foreach (var word in line.Split(' '))
        {
            words.Add(new ReadWord(word, left, top, word.Length * 10, 20, 0.99, top));
            left += (word.Length * 10) + 10;
        }
        script.AddOrUpdate(KeyOf(picture), words, (_, before) => [.. before, .. words]);
        return words;
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
