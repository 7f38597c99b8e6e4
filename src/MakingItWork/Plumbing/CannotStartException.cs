namespace MakingItWork.Plumbing;

/// <summary>The program must not run like this. The message says in plain words why, and what to do.</summary>
public sealed class CannotStartException(string message, Exception? cause = null) : Exception(message, cause);
