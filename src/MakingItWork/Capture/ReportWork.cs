namespace MakingItWork.Capture;

/// <summary>
/// How the work on a report's present stage goes. Attempts are counted before they begin, so that one
/// that kills the process is counted too.
/// </summary>
public sealed class ReportWork
{
    public int Attempts { get; set; }
    /// <summary>Attempts that began and never ended: the process died, or the lease ran out.</summary>
    public int Crashes { get; set; }
    /// <summary>Which copy of the program works on it, and until when nobody else may.</summary>
    public string? ClaimedBy { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }
    public DateTimeOffset? NotBefore { get; set; }
    /// <summary>Set when the work failed too often: an administrator looks at it and lets it try again.</summary>
    public DateTimeOffset? ParkedAt { get; set; }
    public string? ParkedWhy { get; set; }

    public void Reset()
    {
        Attempts = 0;
        Crashes = 0;
        ClaimedBy = null;
        LeaseUntil = null;
        NotBefore = null;
        ParkedAt = null;
        ParkedWhy = null;
    }
}
