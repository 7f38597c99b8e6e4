using MakingItWork.Plumbing.Ocr;
using MakingItWork.Plumbing.Pictures;

namespace MakingItWork.Redact.Commands;

/// <summary>What the program does without a server, a database or a data folder: only what pictures and words need is made.</summary>
public static class RedactCommands
{
    private static readonly string[] AskedForHelp = ["--help", "-h", "-?"];

    /// <summary>./run.sh redact IN_FOLDER OUT_FOLDER</summary>
    public static async Task<int> FolderAsync(string[] args)
    {
        if (args.Any(AskedForHelp.Contains))
        {
            Console.WriteLine(RedactFolder.Help);
            return 0;
        }
        if (args is not [var from, var to] || from.StartsWith('-') || to.StartsWith('-'))
        {
            return Wrong("redact takes two folders: IN_FOLDER OUT_FOLDER.", "redact");
        }
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        await using var services = new ServiceCollection()
            .AddSingleton<IPictures, VipsPictures>()
            .AddOcr(settings)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<JudgePicture>()
            .AddSingleton<RedactPicture>()
            .AddSingleton<PictureCover>()
            .AddSingleton(Console.Error)
            .AddSingleton<RedactFolder>()
            .BuildServiceProvider();
        try
        {
            return await services.GetRequiredService<RedactFolder>().RunAsync(from, to, stop.Token);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped. What is written is whole.");
            return 1;
        }
    }

    /// <summary>./run.sh redact-text</summary>
    public static Task<int> TextAsync(string[] args)
    {
        if (args.Any(AskedForHelp.Contains))
        {
            Console.WriteLine(RedactTextLines.Help);
            return Task.FromResult(0);
        }
        if (args.Length > 0)
        {
            return Task.FromResult(Wrong("redact-text takes no arguments: it reads lines of JSON from standard input.", "redact-text"));
        }
        if (!Console.IsInputRedirected)
        {
            Console.Error.WriteLine("""Reading lines of JSON, {"id": ..., "text": "..."}, from the keyboard. Ctrl+D ends it; --help explains.""");
        }
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();
        try
        {
            return Task.FromResult(RedactTextLines.Run(input, output, Console.Error));
        }
        catch (IOException)
        {
            // whoever read the answers has gone
            return Task.FromResult(1);
        }
    }

    private static int Wrong(string trouble, string command)
    {
        Console.Error.WriteLine($"{trouble} See ./run.sh {command} --help.");
        return 2;
    }
}
