namespace MakingItWork.Plumbing.Pictures;

/// <summary>The message is fit to show to the person who sent the picture; <see cref="Detail"/> is the engine's own words, for a log.</summary>
public sealed class UnreadablePictureException : Exception
{
    public UnreadablePictureException(string reason, string? detail = null)
        : base(reason) => Detail = detail;

    public string? Detail { get; }
}
