namespace MakingItWork.Triage;

/// <summary>One of the two risk scales as a question with one answer.</summary>
/// <param name="Name">Name of the field, and the id of its first answer.</param>
public sealed record ScaleField(
    string Name, string Question, string? Hint,
    IReadOnlyList<(string Value, string Name, string Definition, bool Chosen)> Answers, IReadOnlyDictionary<string, string> Errors)
{
    /// <summary>The key that leads to it on a report's page.</summary>
    public string? Key => Name switch
    {
        nameof(TriageReportModel.Severity) => "s",
        nameof(TriageReportModel.Likelihood) => "l",
        _ => null,
    };

    public bool HasError => Errors.ContainsKey(Name);
}
