using System.Globalization;
using MakingItWork.Capture;

namespace MakingItWork.Redact;

/// <summary>A cover as it is typed: four whole numbers of pixels, of which anything may be missing or wrong.</summary>
public sealed class NewCover
{
    public string? Left { get; set; }
    public string? Top { get; set; }
    public string? Width { get; set; }
    public string? Height { get; set; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Left) && string.IsNullOrWhiteSpace(Top) && string.IsNullOrWhiteSpace(Width) && string.IsNullOrWhiteSpace(Height);

    /// <returns>The cover, cut off at the picture's edges; or null with what is wrong, by field.</returns>
    public (Area? Cover, IReadOnlyDictionary<string, string> Errors) Read(int pictureWidth, int pictureHeight)
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        var left = Number(Left, "Left", 0, pictureWidth - 1, errors);
        var top = Number(Top, "Top", 0, pictureHeight - 1, errors);
        var width = Number(Width, "Width", 1, pictureWidth, errors);
        var height = Number(Height, "Height", 1, pictureHeight, errors);
        return errors.Count > 0
            ? (null, errors)
            : (new Area(left, top, Math.Min(width, pictureWidth - left), Math.Min(height, pictureHeight - top)), errors);
    }

    private static int Number(string? typed, string field, int least, int most, Dictionary<string, string> errors)
    {
        if (int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }
        errors[field] = $"{field} must be a whole number from {least} to {most}";
        return 0;
    }
}
