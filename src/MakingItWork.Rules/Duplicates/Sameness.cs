using System.Globalization;

namespace MakingItWork.Rules.Duplicates;

/// <summary>
/// Judges whether two reports speak of the same hazard. Reports are linked, never merged: the count is the signal. Linking needs
/// the same product, because the same words about two products are two hazards; where it is not named, a picture of the same
/// screen shows it.
/// </summary>
public static class Sameness
{
    /// <summary>A total from which two reports on one product are linked.</summary>
    public const double LinkFrom = 0.6;

    /// <summary>A total from which a pair is shown to a person.</summary>
    public const double SuggestFrom = 0.28;

    /// <summary>A total from which somebody who is still typing is asked whether it is the same problem.</summary>
    public const double AskFrom = 0.45;

    /// <summary>A likeness of pictures from which they show the same screen.</summary>
    public const double SameScreenFrom = 0.45;

    /// <summary>A likeness of two screens' titles from which they count as the same.</summary>
    public const double SameTitleFrom = 0.5;

    // a screen shown twice may have two things wrong with it: beside words that differ a picture never links
    private const double TextNeededToLink = 0.45;
    private const double SamePictureFrom = 0.5;
    private const double TextShare = 0.65;
    private const double SameEventPictureFrom = 0.7;
    private const double SameEventTextFrom = 0.9;
    private static readonly TimeSpan EventLasts = TimeSpan.FromDays(3);
    private const double OneSided = 0.8;
    private const double OtherProduct = 0.6;
    private const double Bonus = 0.04;
    private const int FewestWords = 4;

    /// <summary>Scores a pair, every word counting the same. Symmetric; a report compared with itself has a total of 1.</summary>
    public static SamenessScore Score(ReportPrint a, ReportPrint b) => Score(a, b, WordWeights.Even);

    /// <summary>Scores a pair with words weighed by how telling they are.</summary>
    public static SamenessScore Score(ReportPrint a, ReportPrint b, WordWeights weights)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        ArgumentNullException.ThrowIfNull(weights);
        double? text = Math.Min(a.Text.Words.Count, b.Text.Words.Count) >= FewestWords ? TextLikeness.Of(a.Text, b.Text, weights) : null;
        var picture = NearestPictures(a, b);
        double? screen = a.Screen.Words.Count == 0 || b.Screen.Words.Count == 0 ? null : TextLikeness.Of(a.Screen, b.Screen, weights);
        var (product, version, type) = (Same(a.Product, b.Product), Same(a.Version, b.Version), Same(a.HazardType, b.HazardType));
        var total = Total(a, b, text, picture, weights);
        if (total is > 0 and < 1)
        {
            total = Math.Min(1, total + (Bonus * total * ((screen ?? 0) + (type == true ? 1 : 0) + (version == true ? 0.5 : 0))));
        }

        total *= product == false ? OtherProduct : 1;
        var isOneProduct = product == true || (product is null && picture >= SameScreenFrom);
        var decision =
            isOneProduct && total >= LinkFrom && (text >= TextNeededToLink || (text is null && picture >= SamePictureFrom && Wordless(a) && Wordless(b))) ? SamenessDecision.Link
            : total >= SuggestFrom && (text is not null || picture >= SameScreenFrom) ? SamenessDecision.Suggest
            : SamenessDecision.None;
        return new(total, text, picture, product, version, screen, type, decision, Why(text, picture, product, screen));
    }

    /// <summary>
    /// Whether a pair is alike enough to ask a reporter about it. A wrong question costs a tired person more than a missed one, so
    /// it is asked later than a triager is shown the pair, and when the product is not known only of what would be linked if it were.
    /// </summary>
    public static bool IsWorthAsking(SamenessScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        return score.Decision != SamenessDecision.None && score.Total >= (score.SameProduct is null ? LinkFrom : AskFrom) && score.SameProduct != false;
    }

    /// <summary>
    /// Whether two reports of one hazard tell of the same event: from one organisation, near in time, with the same picture or
    /// nearly the same words. Such a pair is shown once in statistics; the same hazard in another event counts.
    /// </summary>
    public static bool IsSameEvent(SamenessScore score, bool sameOrganisation, TimeSpan apart)
    {
        ArgumentNullException.ThrowIfNull(score);
        return sameOrganisation && apart <= EventLasts && score.SameProduct != false && (score.Picture >= SameEventPictureFrom || (score.Picture is null && score.Text >= SameEventTextFrom));
    }

    // an unlike picture takes nothing away: one hazard shows on many screens
    private static double Total(ReportPrint a, ReportPrint b, double? text, double? picture, WordWeights weights) => text is { } words
        ? Math.Max(words, (TextShare * words) + ((1 - TextShare) * (picture ?? 0)))
        // one says what is wrong with the screen and the other does not
        : picture is { } likeness ? likeness * (Wordless(a) == Wordless(b) ? 1 : OneSided)
        : TextLikeness.Of(a.Text, b.Text, weights);

    private static bool Wordless(ReportPrint report) => report.Text.Words.Count == 0;

    private static bool? Same(uint a, uint b) => a == 0 || b == 0 ? null : a == b;

    private static double? NearestPictures(ReportPrint a, ReportPrint b) =>
        (from x in a.Pictures from y in b.Pictures select (double?)PictureLikeness.Of(x, y)).Max();

    private static string Why(double? text, double? picture, bool? same, double? screen)
    {
        var product = same switch { true => "Same product", false => "Different products", null => "Product not known" };
        var words = text is { } share ? $"{Percent(share)} of the words agree, the telling ones counting more" : "too few words to compare";
        var pictures = picture switch
        {
            null => "no pictures to compare",
            >= SamePictureFrom => $"the pictures show the same screen ({Percent(picture.Value)} of their marks meet)",
            >= SameScreenFrom => $"the pictures may show the same screen ({Percent(picture.Value)} of their marks meet)",
            _ => "the pictures differ",
        };
        return $"{product}; {words}; {pictures}{(screen >= SameTitleFrom ? "; the screens have the same title" : "")}.";
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(share * 100)}%");
}
