namespace MakingItWork.Capture;

/// <summary>
/// Which problems a reporter may name as the same. They are known to a room further to the right; here it decides only
/// whether a report that says nothing else is worth taking.
/// </summary>
public interface INamedProblems
{
    /// <summary>Whether a safety team has accepted a report of this problem.</summary>
    Task<bool> IsKnownAsync(string reference, CancellationToken cancel);
}
