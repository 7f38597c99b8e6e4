using System.Globalization;
using MakingItWork.Plumbing.Pictures;

namespace MakingItWork.Deduplicate.Commands;

/// <summary>./run.sh similar, without a server or a data folder.</summary>
public static class SimilarCommand
{
    private const int Top = 10;
    private const int MostTop = 100;
    private static readonly string[] AskedForHelp = ["--help", "-h", "-?"];

    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Any(AskedForHelp.Contains))
        {
            Console.WriteLine(SimilarLines.Help);
            return 0;
        }
        var top = Top;
        if (args.Length > 0 && !(args is ["--top", var given] && int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out top) && top is > 0 and <= MostTop))
        {
            await Console.Error.WriteLineAsync($"similar takes --top with a number from 1 to {MostTop}, and reads lines of JSON from standard input. See ./run.sh similar --help.");
            return 2;
        }
        if (!Console.IsInputRedirected)
        {
            await Console.Error.WriteLineAsync("""Reading lines of JSON, {"id": ..., "text": "...", "pictures": [...]}, from the keyboard. Ctrl+D ends it; --help explains.""");
        }
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();
        try
        {
            return await new SimilarLines(new VipsPictures(), Console.Error).RunAsync(input, output, top, stop.Token);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped. The answers written so far are whole.");
            return 1;
        }
        catch (IOException)
        {
            // whoever read the answers has gone
            return 1;
        }
    }
}
