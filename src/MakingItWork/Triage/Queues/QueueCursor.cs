using System.Globalization;

namespace MakingItWork.Triage.Queues;

/// <summary>A place in the queue, as links carry it: what follows it, or what comes before it.</summary>
public sealed record QueueCursor(long Key, Guid ReportId, bool Backwards = false)
{
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Key}-{ReportId:N}");

    /// <returns>Null when it is none, or was changed by hand: the list then begins at its head.</returns>
    public static QueueCursor? From(string? after, string? before)
    {
        var text = after ?? before;
        var cut = text?.IndexOf('-', StringComparison.Ordinal) ?? -1;
        return cut > 0
            && long.TryParse(text.AsSpan(0, cut), NumberStyles.None, CultureInfo.InvariantCulture, out var key)
            && Guid.TryParseExact(text![(cut + 1)..], "N", out var id)
            ? new QueueCursor(key, id, after is null)
            : null;
    }
}
