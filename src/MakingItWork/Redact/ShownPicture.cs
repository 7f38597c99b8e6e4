using MakingItWork.Capture;

namespace MakingItWork.Redact;

/// <summary>A released picture on a page, with the reporter's outlines drawn over it and said in words.</summary>
/// <param name="What">What the picture is, as a sentence without its stop.</param>
public sealed record ShownPicture(Screenshot Picture, string What, bool Lazy = false)
{
    public string? Points => Outlines.Sentence(Picture.Notes, Picture.Width, Picture.Height);

    public string Alt => Points is null ? $"{What}. Open it in full size" : $"{What}. {Points} Open it in full size";
}
