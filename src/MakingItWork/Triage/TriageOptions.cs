namespace MakingItWork.Triage;

/// <summary>Section "Triage": how safety teams decide, and within how many hours of its sending a report is to be decided.</summary>
public sealed class TriageOptions
{
    public const string Section = "Triage";

    /// <summary>Seconds for which a decision may be taken back; until then nobody outside the safety team learns of it. 0: it stands at once.</summary>
    public int UndoSeconds { get; set; } = 60;

    public int TargetHoursUrgent { get; set; } = 4;

    /// <summary>Death or severe harm.</summary>
    public int TargetHoursSevere { get; set; } = 24;

    public int TargetHoursModerate { get; set; } = 72;

    public int TargetHoursOther { get; set; } = 168;
}
