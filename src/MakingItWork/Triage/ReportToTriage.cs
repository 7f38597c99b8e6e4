using MakingItWork.Capture;
using MakingItWork.Classify;
using MakingItWork.Deduplicate;
using MakingItWork.Directory;
using MakingItWork.Redact;

namespace MakingItWork.Triage;

/// <summary>One report with all that helps to decide on it.</summary>
public sealed record ReportToTriage(
    Report Report,
    IReadOnlyDictionary<Guid, PictureReading> Readings,
    IReadOnlyList<Suggestion> Suggestions,
    Decision? Decision,
    HazardLink? Link,
    IReadOnlyList<LinkedReport> SameHazard,
    int ReportsOfHazardElsewhere,
    IReadOnlyList<HazardCandidate> Candidates,
    IReadOnlyDictionary<Guid, LinkedReport> CandidateReports,
    IReadOnlyList<AuditEntry> History,
    IReadOnlyList<ReportMessage> Messages)
{
    /// <summary>What a mark in the description says that speaks for urgency.</summary>
    public const string UrgentKey = "urgent";

    /// <summary>Codes of further taxonomies.</summary>
    public IReadOnlyList<SuggestedCode> Codes { get; init; } = [];

    public UrgentReport? Urgent { get; init; }

    /// <summary>Why the words contradict the degree of harm that the reporter gave.</summary>
    public string? Contradiction { get; init; }

    /// <summary>The words have changed since they were classified, so no place in them is known any more.</summary>
    public bool WordsHaveMoved { get; init; }

    /// <summary>What to mark in the description: for each suggestion its number, and what is urgent.</summary>
    public IReadOnlyList<MarkedText.Mark> Marks() => WordsHaveMoved
        ? []
        :
        [
            .. Suggestions.SelectMany(s => s.Evidence.Where(e => e.Weight > 0).Select(e => new MarkedText.Mark(e.Start, e.Length, s.Rank.ToString(System.Globalization.CultureInfo.InvariantCulture)))),
            .. Places.FromText(Urgent?.Evidence ?? "").Select(place => new MarkedText.Mark(place.Start, place.Length, UrgentKey)),
        ];
}

/// <summary>Another report, of the same hazard or the one a candidate was found by, that this viewer may open.</summary>
public sealed record LinkedReport(string Reference, DateTimeOffset SubmittedAt, string? Description, string? ProductVersion, string? Screen, string? Why);
