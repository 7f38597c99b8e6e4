using MakingItWork.Classify.Commands;
using MakingItWork.Deduplicate.Commands;
using MakingItWork.Redact.Commands;

namespace MakingItWork.Journey;

/// <summary>The words that may follow ./run.sh. Without one the program serves its pages.</summary>
public static class Commands
{
    public const string Demo = "demo";
    public const string AddAccount = "add-account";

    public const string VerifyAudit = "verify-audit";

    private static readonly (string Name, string What)[] All =
    [
        (Demo, "sends 20 sample screens through the whole journey and prints what became of each"),
        (AddAccount, "makes an account: --email --name --roles [--organisation] [--supplier]"),
        (VerifyAudit, "reads the whole audit trail and says whether it is as it was written, or where it is not"),
        ("redact", "covers every picture of a folder: redact IN_FOLDER OUT_FOLDER"),
        ("redact-text", "masks lines of JSON from standard input"),
        ("classify", "suggests hazard types for lines of JSON from standard input"),
        ("similar", "finds like ones among lines of JSON from standard input: similar [--top N]"),
    ];

    /// <summary>The command that the arguments begin with; empty when there is none, or it is none of ours.</summary>
    public static string Of(string[] args) => args is [var first, ..] && All.Any(command => command.Name == first) ? first : "";

    /// <summary>Runs what needs no server.</summary>
    /// <returns>The exit code, or null when the program must start for this.</returns>
    public static async Task<int?> RunAloneAsync(string[] args)
    {
        switch (args)
        {
            case ["redact", .. var rest]:
                return await RedactCommands.FolderAsync(rest);
            case ["redact-text", .. var rest]:
                return await RedactCommands.TextAsync(rest);
            case ["classify", .. var rest]:
                return ClassifyCommands.Lines(rest);
            case ["similar", .. var rest]:
                return await SimilarCommand.RunAsync(rest);
            case ["help", ..]:
            case [.., "--help"]:
                Console.WriteLine($"Usage: ./run.sh [command]{Environment.NewLine}{Environment.NewLine}Without a command it serves its pages. Commands:{Environment.NewLine}{List()}");
                return 0;
            case [var first, ..] when !first.StartsWith('-') && Of(args).Length == 0:
                await Console.Error.WriteLineAsync($"There is no command {first}. These exist:{Environment.NewLine}{List()}");
                return 2;
            default:
                return null;
        }
    }

    private static string List() => string.Join(Environment.NewLine, All.Select(command => $"  {command.Name,-12} {command.What}"));
}
