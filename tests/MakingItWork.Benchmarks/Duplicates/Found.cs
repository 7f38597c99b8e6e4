using System.Globalization;
using MakingItWork.Rules.Duplicates;

namespace MakingItWork.Benchmarks.Duplicates;

/// <summary>Counts over pairs: those that are duplicates and those that are not, at a threshold.</summary>
internal sealed class Found
{
    public int True { get; private set; }

    public int TrueOf { get; private set; }

    public int False { get; private set; }

    public int FalseOf { get; private set; }

    public void Add(bool isDuplicate, bool found)
    {
        (True, TrueOf) = isDuplicate ? (True + (found ? 1 : 0), TrueOf + 1) : (True, TrueOf);
        (False, FalseOf) = isDuplicate ? (False, FalseOf) : (False + (found ? 1 : 0), FalseOf + 1);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"recall {(TrueOf == 0 ? 0 : (double)True / TrueOf):0.000}  precision {(True + False == 0 ? 1 : (double)True / (True + False)):0.000}  ({True} of {TrueOf} found, {False} of {FalseOf} others with them)");
}

internal static class Decisions
{
    public static bool IsAtLeast(this SamenessScore score, SamenessDecision decision) => score.Decision >= decision;
}
