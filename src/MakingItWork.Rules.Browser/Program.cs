using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;
using MakingItWork.Rules.Identifiers;

[assembly: SupportedOSPlatform("browser")]

namespace MakingItWork.Rules.Browser;

/// <summary>What scripts may ask of the rules. No logic here: the same rules run on the server.</summary>
public static partial class Program
{
    private static void Main()
    {
        // The scripts call; nothing runs by itself.
    }

    [JSExport]
    internal static string Version() => IdentifierRules.Version;

    /// <param name="texts">The words as read.</param>
    /// <param name="places">Five numbers for each: left, top, width, height, line.</param>
    /// <param name="confidences">How sure the reader was of each.</param>
    /// <returns>Three texts for each word to cover: its place in the list, the kind, the reason.</returns>
    [JSExport]
    internal static string[] Judge(string[] texts, int[] places, double[] confidences)
    {
        var words = texts.Select((text, i) => new ScreenWord(
            LookAlikes.Resolve(text), places[5 * i], places[(5 * i) + 1], places[(5 * i) + 2], places[(5 * i) + 3], confidences[i], places[(5 * i) + 4])).ToList();
        return [.. ScreenIdentifiers.Find(words).SelectMany(found => new[] { Number(found.Index), found.Kind.ToString(), found.Reason })];
    }

    /// <returns>Five texts for each finding: start, length, kind, reason, and the token that would stand there.</returns>
    [JSExport]
    internal static string[] FindInText(string text) =>
        [.. IdentifierFinder.Find(text).SelectMany(found => new[]
        {
            Number(found.Start), Number(found.Length), found.Kind.ToString(), found.Reason, MaskTokens.Of(found.Kind),
        })];

    [JSExport]
    internal static string MaskText(string text) => TextMask.Mask(text).Text;

    private static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
