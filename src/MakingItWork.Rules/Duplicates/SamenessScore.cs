namespace MakingItWork.Rules.Duplicates;

/// <summary>What to do with two reports.</summary>
public enum SamenessDecision
{
    /// <summary>Leave them apart.</summary>
    None,

    /// <summary>Show the pair to a person.</summary>
    Suggest,

    /// <summary>Link them to one hazard; a person can take it back.</summary>
    Link,
}

/// <summary>How alike two reports are.</summary>
/// <param name="Total">0 to 1.</param>
/// <param name="Text">How much of the words agree, 0 to 1; nothing when either report has too few.</param>
/// <param name="Picture">How alike the nearest two pictures are, 0 to 1; nothing when either report has none.</param>
/// <param name="SameProduct">Nothing when either product is not known.</param>
/// <param name="SameVersion">Nothing when either version is not known.</param>
/// <param name="Screen">How much of the screens' titles agree; nothing when either is not known.</param>
/// <param name="SameType">Nothing when either type of hazard is not known.</param>
/// <param name="Decision">What follows.</param>
/// <param name="Why">A sentence for the person who checks the pair.</param>
public sealed record SamenessScore(
    double Total, double? Text, double? Picture, bool? SameProduct, bool? SameVersion, double? Screen, bool? SameType, SamenessDecision Decision, string Why);
