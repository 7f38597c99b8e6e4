using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Logging.Abstractions;

namespace MakingItWork.Plumbing.Web;

public static class MaskingLogsSetup
{
    /// <summary>Logs to the console through a formatter that masks what looks like an NHS number or an e-mail address.</summary>
    public static void AddMasking(this ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddConsole(console => console.FormatterName = MaskingFormatter.FormatterName);
        logging.AddConsoleFormatter<MaskingFormatter, ConsoleFormatterOptions>();
    }
}

/// <summary>The last net under the rule that no log call takes a request, an entity, a text or a picture.</summary>
internal sealed partial class MaskingFormatter(IOptions<ConsoleFormatterOptions> options) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "masking";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter?.Invoke(logEntry.State, logEntry.Exception);
        var time = (options.Value.UseUtcTimestamp ? DateTimeOffset.UtcNow : DateTimeOffset.Now).ToString("HH:mm:ss.fff", System.Globalization.CultureInfo.InvariantCulture);
        textWriter.WriteLine(Mask($"{time} {logEntry.LogLevel,-11} {logEntry.Category}: {message}"));
        if (logEntry.Exception is { } exception)
        {
            textWriter.WriteLine(Mask(exception.ToString()));
        }
    }

    public static string Mask(string line) => Email().Replace(NhsNumber().Replace(line, "[number]"), "[email]");

    // not inside a longer run of digits, letters or dashes: those are identifiers of rows
    [GeneratedRegex(@"(?<![\w-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w-])")]
    private static partial Regex NhsNumber();

    [GeneratedRegex(@"[\w.+-]+@[\w-]+\.[\w.-]+")]
    private static partial Regex Email();
}
