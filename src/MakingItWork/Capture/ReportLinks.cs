using System.Globalization;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Plumbing.Secrets;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace MakingItWork.Capture;

/// <summary>What a link to the report page says about the place where it hangs, so that nobody there has to type it.</summary>
/// <param name="Organisation">ODS code.</param>
/// <param name="Until">The last day on which the link counts, in London.</param>
public sealed record ReportPlace(string? Organisation, string? Unit, string? Product, string? Version, DateOnly? Until = null)
{
    public bool IsEmpty => Organisation is null && Unit is null && Product is null && Version is null;
}

/// <summary>How a link to the report page is to be taken.</summary>
public enum LinkWorth
{
    /// <summary>It says nothing about a place.</summary>
    Plain,
    /// <summary>Signed by this installation, whole and in time: what it says counts as said by the organisation.</summary>
    Good,
    /// <summary>Not signed, changed, or out of date: what it says is not used.</summary>
    Void,
}

/// <summary>
/// Links that carry the place, for electronic records, intranets and posters. A report goes to the safety team of the
/// organisation in its link: a link that anybody could write would let anybody send a ward's reports astray, so it is signed.
/// </summary>
public sealed class ReportLinks(ServerSecret secret, IOptions<CaptureOptions> options, TimeProvider clock)
{
    private const string Purpose = "report link";
    private const string DayFormat = "yyyy-MM-dd";

    public string Address(ReportPlace place) => $"{options.Value.PublicAddress.TrimEnd('/')}/report{Query(place)}";

    /// <summary>The signed query, with the question mark.</summary>
    public string Query(ReportPlace place) => QueryHelpers.AddQueryString("", Parts(place).Append(new("sig", secret.Sign(Purpose, Text(place)))).Where(part => part.Value is not null)!);

    public LinkWorth Judge(ReportPlace place, string? signature)
    {
        if (place.IsEmpty && signature is null)
        {
            return LinkWorth.Plain;
        }
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), JobsSetup.London).DateTime);
        return signature is not null && secret.IsSignature(Purpose, Text(place), signature) && (place.Until is null || place.Until >= today)
            ? LinkWorth.Good
            : LinkWorth.Void;
    }

    /// <summary>The last day as the link holds it; a day that cannot be read makes the signature wrong.</summary>
    public static DateOnly? Day(string? until) =>
        until is null ? null : DateOnly.TryParseExact(until, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : DateOnly.MinValue;

    private static string Text(ReportPlace place) => string.Join('\n', Parts(place).Select(part => $"{part.Key}={Uri.EscapeDataString(part.Value ?? "")}"));

    private static IEnumerable<KeyValuePair<string, string?>> Parts(ReportPlace place) =>
    [
        new("org", place.Organisation),
        new("unit", place.Unit),
        new("product", place.Product),
        new("version", place.Version),
        new("until", place.Until?.ToString(DayFormat, CultureInfo.InvariantCulture)),
    ];
}
