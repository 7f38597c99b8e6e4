using System.Globalization;
using MakingItWork.Plumbing.Jobs;

namespace MakingItWork.Plumbing.Web;

/// <summary>Times as people in the UK read them.</summary>
public static class LondonTime
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>For example 22 November 2026 at 4:05pm.</summary>
    public static string InWords(this DateTimeOffset time) => $"{time.DayInWords()} at {time.TimeInWords()}";

    /// <summary>For example 4:05pm.</summary>
    public static string TimeInWords(this DateTimeOffset time)
    {
        var local = TimeZoneInfo.ConvertTime(time, JobsSetup.London);
        return local.ToString(local.Minute == 0 ? "htt" : "h:mmtt", English).ToLowerInvariant();
    }

    /// <summary>For example 22 November 2026.</summary>
    public static string DayInWords(this DateTimeOffset time) =>
        TimeZoneInfo.ConvertTime(time, JobsSetup.London).ToString("d MMMM yyyy", English);

    public static string InWords(this DateOnly day) => day.ToString("d MMMM yyyy", English);
}
