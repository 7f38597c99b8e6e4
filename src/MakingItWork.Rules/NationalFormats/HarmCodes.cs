using MakingItWork.Rules.ClinicalRisk;

namespace MakingItWork.Rules.NationalFormats;

/// <summary>Degrees of harm in national codes. The two scales run in opposite directions.</summary>
public static class HarmCodes
{
    /// <summary>
    /// NRLS field PD09: 1 no harm to 5 death. The scale has no place for a hazard that reached nobody: we give it as 1, no harm,
    /// because that is the nearest true statement.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a degree of harm.</exception>
    public static string NrlsPd09(DegreeOfHarm harm) => harm switch
    {
        DegreeOfHarm.HazardOnly or DegreeOfHarm.NoHarm => "1",
        DegreeOfHarm.Low => "2",
        DegreeOfHarm.Moderate => "3",
        DegreeOfHarm.Severe => "4",
        DegreeOfHarm.Death => "5",
        _ => throw Unknown(harm),
    };

    /// <summary>LFPSE level of physical harm: 5 none to 1 fatal; nothing for a hazard that reached nobody.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a degree of harm.</exception>
    public static string? LfpsePhysicalHarm(DegreeOfHarm harm) => harm switch
    {
        DegreeOfHarm.HazardOnly => null,
        DegreeOfHarm.NoHarm => "5",
        DegreeOfHarm.Low => "4",
        DegreeOfHarm.Moderate => "3",
        DegreeOfHarm.Severe => "2",
        DegreeOfHarm.Death => "1",
        _ => throw Unknown(harm),
    };

    private static ArgumentOutOfRangeException Unknown(DegreeOfHarm harm) => new(nameof(harm), harm, "This is not a degree of harm.");
}
