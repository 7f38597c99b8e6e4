using MakingItWork.Capture;
using MakingItWork.Plumbing.Web;

namespace MakingItWork.Redact;

/// <summary>A released picture on a page, with the reporter's outlines drawn over it and said in words.</summary>
/// <param name="What">What the picture is, as a sentence without its stop.</param>
public sealed record ShownPicture(Screenshot Picture, string What, bool Lazy = false)
{
    public string? Points => Outlines.Sentence(Picture.Notes, Picture.Width, Picture.Height);

    /// <summary>Who covered how much: the reporter's own page before it sent anything, then the program.</summary>
    public string Covered => (Picture.Notes?.Covers ?? 0, Picture.CoveredWords) switch
    {
        (0, 0) => "Nothing had to be covered.",
        (0, var here) => $"{here.CountOf("cover")} over patient details.",
        (var before, 0) => $"{before.CountOf("cover")} over patient details, put there before the picture was sent; the program found nothing more to cover.",
        var (before, here) => $"{before.CountOf("cover")} over patient details, put there before the picture was sent, and {here} more by the program.",
    };

    public string Alt => Points is null ? $"{What}. Open it in full size" : $"{What}. {Points} Open it in full size";
}
