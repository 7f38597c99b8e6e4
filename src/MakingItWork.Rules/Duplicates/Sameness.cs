using System.Globalization;

namespace MakingItWork.Rules.Duplicates;

/// <summary>
/// Judges whether two reports speak of the same hazard. Reports are linked, never merged: the count is the signal. Linking needs
/// the same product, because the same words about two products are two hazards.
/// </summary>
public static class Sameness
{
    /// <summary>A total from which two reports on one product are linked.</summary>
    public const double LinkFrom = 0.7;

    /// <summary>A total from which a pair is shown to a person.</summary>
    public const double SuggestFrom = 0.3;

    /// <summary>
    /// A total from which somebody who is still typing is asked whether it is the same problem. On 600 reports of one tracker, each
    /// against 200 others, the best of the others came so far in 2.7 of 100 cases; of 1,140 true pairs 20 of 100 did.
    /// </summary>
    public const double AskFrom = 0.5;

    /// <summary>Pictures that differ in this many bits or more count as unlike.</summary>
    public const int UnlikeFrom = 20;

    // a screen shown twice may have two things wrong with it: a picture alone never links
    private const double TextNeededToLink = 0.5;
    private const double TextShare = 0.65;
    private const double OtherProduct = 0.6;
    private const int FewestWords = 4;

    /// <summary>Scores a pair, every word counting the same. Symmetric; a report compared with itself has a total of 1.</summary>
    public static SamenessScore Score(ReportFeatures a, ReportFeatures b) => Score(a, b, WordWeights.Even);

    /// <summary>Scores a pair with words weighed by how telling they are.</summary>
    public static SamenessScore Score(ReportFeatures a, ReportFeatures b, WordWeights weights)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var (words, otherWords) = (TextSignature.Stems(a.Text), TextSignature.Stems(b.Text));
        var text = TextSignature.Agreement(words, otherWords, weights);
        var distance = NearestPictures(a, b);
        double? picture = distance is { } d ? Math.Max(0, 1 - ((double)d / UnlikeFrom)) : null;
        bool? same = a.ProductKey is null || b.ProductKey is null ? null : a.ProductKey == b.ProductKey;

        // an unlike picture takes nothing away: one hazard shows on many screens
        var total = Math.Max(text, (TextShare * text) + ((1 - TextShare) * (picture ?? 0))) * (same == false ? OtherProduct : 1);
        var enoughWords = Math.Min(words.Count, otherWords.Count) >= FewestWords;
        var decision =
            total >= LinkFrom && same == true && text >= TextNeededToLink && enoughWords ? SamenessDecision.Link
            : total >= SuggestFrom && (enoughWords || picture > 0) ? SamenessDecision.Suggest
            : SamenessDecision.None;
        return new(total, text, picture, same, decision, Why(text, distance, same, enoughWords));
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

    private static int? NearestPictures(ReportFeatures a, ReportFeatures b) =>
        (from x in a.PictureHashes from y in b.PictureHashes select (int?)PictureHash.Distance(x, y)).Min();

    private static string Why(double text, int? distance, bool? same, bool enoughWords)
    {
        var product = same switch { true => "Same product", false => "Different products", null => "Product not known" };
        var words = enoughWords ? string.Create(CultureInfo.InvariantCulture, $"{Math.Round(text * 100)}% of the words agree") : "too few words to compare";
        var pictures = distance switch
        {
            null => "no pictures to compare",
            < UnlikeFrom / 2 => $"the pictures look alike (distance {distance} of 64)",
            < UnlikeFrom => $"the pictures are somewhat alike (distance {distance} of 64)",
            _ => $"the pictures differ (distance {distance} of 64)",
        };
        return $"{product}; {words}; {pictures}.";
    }
}
