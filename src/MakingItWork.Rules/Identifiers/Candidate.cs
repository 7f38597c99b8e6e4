namespace MakingItWork.Rules.Identifiers;

/// <summary>A finding before overlaps are merged; where two overlap, the one with more weight names the kind.</summary>
internal readonly record struct Candidate(int Start, int Length, IdentifierKind Kind, string Reason, int Weight)
{
    public const int Shape = 1;
    public const int StrongShape = 2;
    public const int Labelled = 3;

    public int End => Start + Length;
}
