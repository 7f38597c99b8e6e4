using MakingItWork.Rules.Classification;

namespace MakingItWork.Classify.Commands;

/// <summary>./run.sh classify: what the job suggests for a report, without a server, a database or a data folder.</summary>
public static class ClassifyCommands
{
    private static readonly string[] AskedForHelp = ["--help", "-h", "-?"];

    public static int Lines(string[] args)
    {
        if (args.Any(AskedForHelp.Contains))
        {
            Console.WriteLine(ClassifyLines.Help);
            return 0;
        }
        var names = ClassifierModel.Shipped.Select(model => model.Codes.Name).ToList();
        var wanted = args switch
        {
            [] => names[0],
            ["--taxonomy", var name] => name,
            [var both] when both.StartsWith("--taxonomy=", StringComparison.Ordinal) => both["--taxonomy=".Length..],
            _ => null,
        };
        if (wanted is null)
        {
            return Wrong("classify takes no arguments but --taxonomy NAME: it reads lines of JSON from standard input.");
        }
        if (!names.Contains(wanted))
        {
            return Wrong($"No model gives types of the taxonomy \"{wanted}\". There are: {string.Join(", ", names)}.");
        }
        if (!Console.IsInputRedirected)
        {
            Console.Error.WriteLine("""Reading lines of JSON, {"id": ..., "text": "..."}, from the keyboard. Ctrl+D ends it; --help explains.""");
        }
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();
        try
        {
            return new ClassifyLines(wanted).Run(input, output, Console.Error);
        }
        catch (IOException)
        {
            // whoever read the answers has gone
            return 1;
        }
    }

    private static int Wrong(string trouble)
    {
        Console.Error.WriteLine($"{trouble} See ./run.sh classify --help.");
        return 2;
    }
}
