using System.Text.RegularExpressions;

namespace MakingItWork.Rules.Identifiers;

/// <summary>A date of birth typed into separate boxes for day, month and year, with or without a caption over each.</summary>
internal static class ScreenDateBoxes
{
    private const double FarthestBelow = 7;
    private const double FarthestRight = 30;
    private const string Reason = "Part of a date in boxes under a label for a date of birth.";
    private static readonly Regex Part = Pattern.AnyCase("^(?:[0-9OIl|]{1,2}|(?:19|20|l9|I9|2O)[0-9OIl|]{2}|jan[a-z]*|feb[a-z]*|mar[a-z]*|apr[a-z]*|may|june?|july?|aug[a-z]*|sep[a-z]*|oct[a-z]*|nov[a-z]*|dec[a-z]*)$");

    /// <summary>Covers the boxes and returns each date as one text.</summary>
    public static IReadOnlyList<string> Cover(ScreenCover cover)
    {
        List<string> dates = [];
        foreach (var label in cover.Fields.Where(f => ScreenLabels.KindOf(f) == IdentifierKind.DateOfBirth))
        {
            var near = cover.Fields
                .Where(f => f != label && Part.IsMatch(f.Text) && f.Left >= label.Left - label.Height && f.Left - label.Left <= FarthestRight * label.Height
                    && f.Bottom > label.Top && f.Top - label.Bottom <= FarthestBelow * label.Height)
                .ToList();

            // at least two in one row, the first under or right of the label, and none far from the one before
            foreach (var first in near.Where(f => Starts(label, f)))
            {
                var boxes = near.Where(f => f.SameRow(first) && f.Left >= first.Left).OrderBy(f => f.Left).Take(3).ToList();
                if (boxes.Count >= 2 && boxes.Zip(boxes.Skip(1)).All(p => p.Second.Left - p.First.Right <= 6 * label.Height))
                {
                    boxes.ForEach(box => cover.Add(box, IdentifierKind.DateOfBirth, Reason));
                    dates.Add(string.Join(' ', boxes.Select(box => box.Text)));
                    break;
                }
            }
        }

        return dates;
    }

    private static bool Starts(ScreenField label, ScreenField box) =>
        box.SameRow(label) ? box.Left > label.Right : box.Top >= label.Bottom - (label.Height / 3) && box.Left - label.Left <= 3 * label.Height;
}
