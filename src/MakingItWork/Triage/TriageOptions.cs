namespace MakingItWork.Triage;

/// <summary>Section "Triage": how safety teams decide.</summary>
public sealed class TriageOptions
{
    public const string Section = "Triage";

    /// <summary>Seconds for which a decision may be taken back; until then nobody outside the safety team learns of it. 0: it stands at once.</summary>
    public int UndoSeconds { get; set; } = 60;
}
