using MakingItWork.Directory;
using MakingItWork.Rules.ClinicalRisk;

namespace MakingItWork.Capture;

/// <summary>
/// One report of an unsafe screen. Free text stands in <see cref="ReportOriginal"/> until Redact has masked it;
/// the texts here are masked or null.
/// </summary>
public sealed class Report
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Reference { get; init; }
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>SHA-256 of the secret in the private follow-up link, in hex; the secret itself is not stored.</summary>
    public required string FollowUpHash { get; init; }
    public string? IdempotencyKey { get; init; }
    /// <summary>A mark of all that was sent, so that a key used for another report is noticed; it outlives the words and tells nothing of them.</summary>
    public required string Fingerprint { get; init; }

    public required ReporterRole Role { get; init; }
    public string? OrganisationCode { get; init; }
    public Organisation? Organisation { get; init; }
    public Guid? ProductId { get; init; }
    public Product? Product { get; init; }
    public DegreeOfHarm DegreeOfHarm { get; init; }
    public DateOnly? OccurredOn { get; init; }
    /// <summary>Reference of the hazard that the reporter says it is; it may turn out not to be known.</summary>
    public string? SaysSameAs { get; init; }

    public string? Description { get; set; }
    public string? Unit { get; set; }
    public string? OrganisationText { get; set; }
    public string? ProductText { get; set; }
    public string? ProductVersion { get; set; }
    /// <summary>The screen or part of the system that it is about, in the reporter's words.</summary>
    public string? Screen { get; set; }

    /// <summary>Where the report stands in its journey: the only truth about it; the job engine is an alarm clock.</summary>
    public ReportStage Stage { get; private set; } = ReportStage.Received;
    public DateTimeOffset StageSince { get; private set; }
    public DateTimeOffset? CoveredAt { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public DateTimeOffset? PassedOnAt { get; private set; }
    public ReportWork Work { get; init; } = new();
    public List<Screenshot> Screenshots { get; init; } = [];

    /// <summary>The masked words, or in words that there are none.</summary>
    public string DescriptionInWords => Description
        ?? (SaysSameAs is null ? "The reporter sent the picture without a description." : $"The reporter wrote nothing, and says that it is the problem of hazard {SaysSameAs}.");

    /// <summary>
    /// The one way to change the stage. The update carries the old stage in its WHERE clause, so of two
    /// that try at once one fails with a concurrency error and changes nothing.
    /// </summary>
    /// <exception cref="InvalidOperationException">The report is not at the stage the caller believes.</exception>
    public void Move(ReportStage from, ReportStage to, DateTimeOffset at)
    {
        if (Stage != from)
        {
            throw new InvalidOperationException($"Report {Reference} is at {Stage}, not at {from}.");
        }
        Stage = to;
        StageSince = at;
        Work.Reset();
        switch (to)
        {
            case ReportStage.Redacted:
                CoveredAt = at;
                break;
            case ReportStage.AwaitingTriage:
                DecidedAt = null;
                break;
            case ReportStage.Decided:
                DecidedAt = at;
                break;
            case ReportStage.Approved or ReportStage.Rejected:
                DecidedAt ??= at;
                break;
            case ReportStage.Exported:
                PassedOnAt = at;
                break;
        }
    }

    /// <summary>
    /// Takes back the words and pictures at the reporter's wish. Reference, dates and product stay, so that no report
    /// vanishes without trace.
    /// </summary>
    /// <returns>Keys of the files to delete once this is saved.</returns>
    public IReadOnlyList<string> Withdraw(DateTimeOffset at)
    {
        Move(Stage, ReportStage.Withdrawn, at);
        (Description, Unit, OrganisationText, ProductText, ProductVersion, Screen) = (null, null, null, null, null, null);
        return [.. Screenshots.SelectMany(screenshot => screenshot.TakeBack())];
    }

    /// <summary>Sets the first stage's time; called once when the report is made.</summary>
    public Report Begin()
    {
        StageSince = SubmittedAt;
        return this;
    }
}

/// <summary>The stages of a report, in the order of its journey.</summary>
public enum ReportStage
{
    Received,
    Cleaned,
    Held,
    Redacted,
    Classified,
    AwaitingTriage,
    /// <summary>Approved or rejected so lately that whoever decided may still take it back. Nobody outside the safety team learns of it.</summary>
    Decided,
    Approved,
    Exported,
    Rejected,
    /// <summary>Taken back by its reporter: words and pictures are gone.</summary>
    Withdrawn,
}

/// <summary>The reporter's staff group, in the words of the report page.</summary>
public enum ReporterRole
{
    NotSaid,
    Doctor,
    Nurse,
    Midwife,
    Pharmacist,
    AlliedHealthProfessional,
    HealthcareScientist,
    Administrator,
    Other,
}
