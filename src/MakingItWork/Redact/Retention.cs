using MakingItWork.Capture;
using MakingItWork.Store;

namespace MakingItWork.Redact;

/// <summary>Section "Redact": what is kept of what was sent.</summary>
public sealed class RedactOptions
{
    public const string Section = "Redact";

    /// <summary>Days after which the encrypted original words of a report are deleted; the masked ones stay.</summary>
    public int KeepOriginalsDays { get; set; } = 30;

    /// <summary>Days after which a held picture that nobody has decided on is deleted; its report goes on without it.</summary>
    public int KeepHeldDays { get; set; } = 30;

    /// <summary>Released pictures that are read again each night when the rules have become better, at most.</summary>
    public int ReadAgainANight { get; set; } = 500;
}

/// <summary>What is old enough to go: said once, for the live data and for their backups.</summary>
internal static class Retention
{
    /// <summary>Original words of reports sent before the given time. Those that Redact has not read yet stay: a report is never lost.</summary>
    public static IQueryable<ReportOriginal> OriginalsBefore(this ReportsDb db, DateTimeOffset time) => db.ReportOriginals
        .Where(o => db.Reports.Any(r => r.Id == o.ReportId && r.SubmittedAt < time && r.Stage != ReportStage.Received && r.Stage != ReportStage.Cleaned));

    /// <summary>Reports whose pictures have waited for a person since before the given time.</summary>
    public static IQueryable<Report> HeldBefore(this ReportsDb db, DateTimeOffset time) => db.Reports
        .Where(r => r.Stage == ReportStage.Held && r.StageSince < time);

    /// <summary>How long a held picture has left, in whole days at least; pictures go at night, so it may be a day more.</summary>
    public static int DaysLeft(this RedactOptions options, DateTimeOffset heldSince, DateTimeOffset now) =>
        Math.Max(0, (int)Math.Floor((heldSince.AddDays(options.KeepHeldDays) - now).TotalDays));
}
