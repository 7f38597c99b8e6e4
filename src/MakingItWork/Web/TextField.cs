namespace MakingItWork.Web;

/// <summary>One line of text on a form, for _TextField.cshtml. The id is also the name.</summary>
/// <param name="Width">A width class of the design system, such as nhsuk-input--width-20.</param>
/// <param name="Suggest">Address that answers a beginning with what is listed; without a script the field takes any text.</param>
/// <param name="Missing">What the script says when the field is left empty; the server says the same.</param>
public sealed record TextField(
    string Id, string Label, string? Value, FieldErrors Errors, string? Hint = null, string? Suggest = null, string? Width = null, string? Missing = null)
{
    /// <summary>A short list that browsers suggest from when there is no script.</summary>
    public IReadOnlyList<string> Listed { get; init; } = [];
}
