namespace MakingItWork.Web;

/// <summary>One line of text on a form, for _TextField.cshtml. The id is also the name.</summary>
/// <param name="Width">A width class of the design system, such as nhsuk-input--width-20.</param>
/// <param name="ListId">Id of a datalist with suggestions.</param>
public sealed record TextField(
    string Id, string Label, string? Value, FieldErrors Errors, string? Hint = null, string? Width = null, string? ListId = null, string? Type = null);
