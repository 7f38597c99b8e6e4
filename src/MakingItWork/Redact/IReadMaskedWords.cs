using MakingItWork.Capture;

namespace MakingItWork.Redact;

/// <summary>
/// Told of a report's words as soon as they are masked: reading its pictures can take minutes, and a person's look at them
/// days. What it makes of them is known to a room further to the right.
/// </summary>
public interface IReadMaskedWords
{
    Task ReadAsync(Report report, CancellationToken cancel);
}
