using MakingItWork.Capture;
using MakingItWork.Plumbing.Web;

namespace MakingItWork.Redact;

/// <summary>What the reporter points at, in words for those who cannot see the line around it.</summary>
public static class Outlines
{
    /// <returns>For example "The reporter points at 2 places: the top left and the middle."; null when at none.</returns>
    public static string? Sentence(PictureNotes? notes, int width, int height)
    {
        if (notes is not { Outlines.Count: > 0 })
        {
            return null;
        }
        var places = notes.Outlines.Select(outline => Part(outline, width, height)).Distinct().ToList();
        return notes.Outlines.Count == 1
            ? $"The reporter points at {places[0]} of the picture."
            : $"The reporter points at {notes.Outlines.Count.CountOf("place")}: {string.Join(", ", places.SkipLast(1))}{(places.Count > 1 ? " and " : null)}{places[^1]} of the picture.";
    }

    private static string Part(Area outline, int width, int height)
    {
        var down = Third(outline.Y + (outline.Height / 2.0), height);
        var across = Third(outline.X + (outline.Width / 2.0), width);
        return (down, across) switch
        {
            (1, 1) => "the middle",
            (1, _) => across == 0 ? "the left side" : "the right side",
            (_, 1) => down == 0 ? "the top" : "the bottom",
            _ => $"the {(down == 0 ? "top" : "bottom")} {(across == 0 ? "left" : "right")}",
        };
    }

    private static int Third(double middle, int length) => Math.Clamp((int)(3 * middle / Math.Max(1, length)), 0, 2);
}
