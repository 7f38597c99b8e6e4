using MakingItWork.Rules.Deadlines;

namespace MakingItWork.Triage.Post;

/// <summary>Section "Targets": how soon somebody opens a report, and who is told when nobody does.</summary>
public sealed class TargetsOptions
{
    public const string Section = "Targets";

    /// <summary>Hours within which a waiting report of death or severe harm is opened.</summary>
    public int SevereHarmHours { get; set; } = 4;

    public int ModerateHarmHours { get; set; } = 24;

    /// <summary>For all other reports.</summary>
    public int OtherHours { get; set; } = 72;

    /// <summary>Hours after the mail to the triagers from which the safety officers and the on-call address are mailed.</summary>
    public int EscalateAfterHours { get; set; } = 24;

    /// <summary>Minutes within which somebody takes on a report that may mean imminent harm, after its alert.</summary>
    public int UrgentMinutes { get; set; } = 30;

    /// <summary>Minutes after that mail from which the safety officers and the on-call address are mailed.</summary>
    public int UrgentEscalateAfterMinutes { get; set; } = 30;

    /// <summary>Days after its due date for which an open action is still reminded of.</summary>
    public int RemindDays { get; set; } = 5;

    public ServiceTarget Target() => new(TimeSpan.FromHours(SevereHarmHours), TimeSpan.FromHours(ModerateHarmHours), TimeSpan.FromHours(OtherHours));
}
