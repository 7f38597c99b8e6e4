namespace MakingItWork.Rules.Identifiers;

/// <summary>A stretch of text that identifies, or may identify, a person.</summary>
/// <param name="Start">First character, as a UTF-16 offset into the text searched.</param>
/// <param name="Length">Length in UTF-16 units, at least 1.</param>
/// <param name="Kind">What it is taken for.</param>
/// <param name="Reason">A plain sentence that says why; it never repeats the identifier.</param>
public sealed record IdentifierFinding(int Start, int Length, IdentifierKind Kind, string Reason)
{
    /// <summary>The offset just after the last character.</summary>
    public int End => Start + Length;
}
