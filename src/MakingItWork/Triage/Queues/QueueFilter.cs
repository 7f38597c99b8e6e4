using MakingItWork.Directory;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Store;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Queues;

public enum QueueOwner
{
    All,
    Mine,
    Unassigned,
}

/// <summary>Which reports of the queue to show. All of it stands in the address, so that a view can be linked, kept and sent.</summary>
public sealed record QueueFilter
{
    private const int LongestWords = 200;
    private const string Escape = "!";

    public QueueState State { get; init; }
    public QueueOwner Who { get; init; }
    public bool Unread { get; init; }
    public bool Urgent { get; init; }
    public bool Overdue { get; init; }
    public DegreeOfHarm? Harm { get; init; }
    public string? Type { get; init; }
    public Guid? Product { get; init; }
    public string? Unit { get; init; }
    public string? Organisation { get; init; }

    /// <summary>What a report's address carries, so that the way on is the way through the list it was opened from; nothing for the whole queue.</summary>
    /// <param name="query">A filter as it stands in an address.</param>
    public static string AddressPart(string? query) => From(query) is var filter && filter == new QueueFilter() ? "" : $"?in={Uri.EscapeDataString(filter.ToQuery())}";

    /// <summary>What is not understood is left out: an old or mistyped link shows more, never nothing.</summary>
    public static QueueFilter From(string? query)
    {
        var said = QueryHelpers.ParseQuery(query);
        string? Of(string name) => said.TryGetValue(name, out var values) && values.LastOrDefault(v => !string.IsNullOrWhiteSpace(v)) is { } value ? value.Trim() : null;
        T? One<T>(string name)
            where T : struct, Enum => Enum.TryParse<T>(Of(name), ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;
        return new QueueFilter
        {
            State = One<QueueState>("state") is { } state and not QueueState.Gone ? state : QueueState.Waiting,
            Who = One<QueueOwner>("who") ?? QueueOwner.All,
            Unread = Of("unread") is not null,
            Urgent = Of("urgent") is not null,
            Overdue = Of("overdue") is not null,
            Harm = One<DegreeOfHarm>("harm"),
            Type = Of("type") is { Length: <= 20 } type ? type : null,
            Product = Guid.TryParse(Of("product"), out var product) ? product : null,
            Unit = Of("unit") is { Length: <= LongestWords } unit ? unit : null,
            Organisation = Of("organisation") is { Length: <= 8 } organisation ? organisation.ToUpperInvariant() : null,
        };
    }

    /// <summary>The same filter is always the same text. Never empty, for a bare address opens what the person has chosen to open.</summary>
    public string ToQuery()
    {
        var parts = new Dictionary<string, string?> { ["who"] = Who.ToString().ToLowerInvariant() };
        void Put(string name, string? value)
        {
            if (value is not null)
            {
                parts[name] = value;
            }
        }
        Put("state", State == QueueState.Waiting ? null : State.ToString().ToLowerInvariant());
        Put("unread", Unread ? "yes" : null);
        Put("urgent", Urgent ? "yes" : null);
        Put("overdue", Overdue ? "yes" : null);
        Put("harm", Harm?.ToString());
        Put("type", Type);
        Put("product", Product?.ToString());
        Put("unit", Unit);
        Put("organisation", Organisation);
        return QueryHelpers.AddQueryString("", parts)[1..];
    }

    public IQueryable<QueueRow> Of(IQueryable<QueueRow> rows, ReportsDb db, Viewer viewer, ServiceTargets targets, DateTimeOffset now)
    {
        var state = State;
        var (me, harm, unit) = (viewer.PersonId, Harm is { } degree ? QueueOrder.RankOf(degree) : 0, BeginsWith(Unit));
        rows = rows.Where(r => r.State == state);
        rows = Who switch
        {
            QueueOwner.Mine => rows.Where(r => r.AssignedTo == me),
            QueueOwner.Unassigned => rows.Where(r => r.AssignedTo == null),
            _ => rows,
        };
        rows = Unread ? rows.Where(r => !db.ReportsOpened.Any(o => o.PersonId == me && o.ReportId == r.ReportId)) : rows;
        rows = Urgent ? state == QueueState.Waiting ? rows.Where(r => r.SortKey < QueueOrder.NotUrgentFrom) : rows.Where(r => r.UrgencyRank > 0) : rows;
        rows = Overdue ? targets.Overdue(rows, now) : rows;
        rows = Harm is null ? rows : rows.Where(r => r.HarmRank == harm);
        rows = Type is null ? rows : rows.Where(r => r.TypeCode == Type);
        rows = Product is null ? rows : rows.Where(r => r.ProductId == Product);
        rows = unit is null ? rows : rows.Where(r => EF.Functions.Like(r.Unit!, unit, Escape));
        return Organisation is null ? rows : rows.Where(r => r.OrganisationCode == Organisation);
    }

    private static string? BeginsWith(string? words) => words is null
        ? null
        : words.ToLowerInvariant().Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal)
            .Replace("_", "!_", StringComparison.Ordinal).Replace("[", "![", StringComparison.Ordinal) + "%";
}
