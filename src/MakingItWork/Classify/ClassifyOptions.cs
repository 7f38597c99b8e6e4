namespace MakingItWork.Classify;

/// <summary>Section "Classify": alerts and learning.</summary>
public sealed class ClassifyOptions
{
    public const string Section = "Classify";

    /// <summary>Where urgent reports are mailed to when their organisation has no address of its own. Empty: nowhere.</summary>
    public string OnCallAddress { get; set; } = "";

    /// <summary>New decisions from which the schedule trains again.</summary>
    public int RetrainAfterDecisions { get; set; } = 30;
}
