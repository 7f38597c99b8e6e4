namespace MakingItWork.Plumbing.Web;

/// <summary>What has just happened, for the top of a page: done, or something the reader must know.</summary>
public sealed record Banner(string Text, bool Done = true)
{
    public string? More { get; init; }
    public string? LinkAddress { get; init; }
    public string? LinkText { get; init; }
    /// <summary>How to take back what was done; null when it cannot be.</summary>
    public BannerUndo? Undo { get; init; }
}

/// <summary>A form of one button that takes back what was just done.</summary>
/// <param name="Address">Where it is posted to.</param>
/// <param name="Fields">What it sends along, by name.</param>
public sealed record BannerUndo(string Address, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>The id of a form on the page that is sent instead, with all that is typed there, so that the undo loses none of it.</summary>
    public string? Form { get; init; }
}
