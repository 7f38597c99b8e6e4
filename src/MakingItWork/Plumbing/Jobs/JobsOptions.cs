namespace MakingItWork.Plumbing.Jobs;

/// <summary>Section "Jobs": how the work in the background is done.</summary>
public sealed class JobsOptions
{
    public const string Section = "Jobs";

    /// <summary>Whether this copy of the program works on reports, or only accepts and shows them.</summary>
    public bool RunHere { get; set; } = true;

    /// <summary>Reports worked on at the same time by this copy.</summary>
    public int Workers { get; set; } = 2;

    /// <summary>Name of this copy, different from every other copy's; empty: the machine's name.</summary>
    public string InstanceName { get; set; } = "";

    /// <summary>How long a copy may work on one stage of a report before another may take it over.</summary>
    public int LeaseSeconds { get; set; } = 300;

    /// <summary>How often the sweep looks for reports that stand still.</summary>
    public int SweepSeconds { get; set; } = 30;

    /// <summary>Wait before the first retry; each further one waits twice as long, up to an hour.</summary>
    public int BackOffSeconds { get; set; } = 10;

    /// <summary>After so many failed attempts at one stage a report is parked for an administrator.</summary>
    public int ParkAfterFailures { get; set; } = 6;

    /// <summary>After so many attempts that took the process down with them a report is parked.</summary>
    public int ParkAfterCrashes { get; set; } = 3;

    /// <summary>When the national export runs, as Quartz cron in Europe/London.</summary>
    public string ExportCron { get; set; } = "0 15 2 * * ?";

    /// <summary>When the digests to suppliers are sent, as Quartz cron in Europe/London.</summary>
    public string DigestCron { get; set; } = "0 0 7 ? * MON";

    /// <summary>When classification models are trained again, as Quartz cron in Europe/London.</summary>
    public string RetrainCron { get; set; } = "0 0 1 * * ?";

    public string Instance => InstanceName.Length > 0 ? InstanceName : Environment.MachineName;
}
