using MakingItWork.Capture;
using MakingItWork.Rules.Identifiers;

namespace MakingItWork.Redact;

/// <summary>A part of a picture that is painted out, or that the machine proposes to paint out; never the words in it.</summary>
/// <param name="Kind">What it is taken for; null when that cannot be told.</param>
/// <param name="Reason">A plain sentence that says why.</param>
public sealed record Cover(Area Area, IdentifierKind? Kind, string Reason, CoverFrom From);

/// <summary>Who or what asked for a cover. The numbers are stored.</summary>
public enum CoverFrom
{
    Reading = 0,
    /// <summary>The second reading, of the picture as it was stored.</summary>
    SecondReading = 1,
    /// <summary>Letters that could not be read surely.</summary>
    Unclear = 2,
    /// <summary>The rules ask for it and the reporter had taken it off.</summary>
    Disputed = 3,
    Person = 4,
}

/// <summary>Where a word stands in a picture, how surely it was read, and whether it is covered.</summary>
/// <param name="Confidence">In hundredths.</param>
public sealed record SeenWord(Area Area, int Confidence, bool Covered);
