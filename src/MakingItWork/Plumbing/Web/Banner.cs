namespace MakingItWork.Plumbing.Web;

/// <summary>What has just happened, for the top of a page: done, or something the reader must know.</summary>
public sealed record Banner(string Text, bool Done = true)
{
    public string? More { get; init; }
    public string? LinkAddress { get; init; }
    public string? LinkText { get; init; }
}
