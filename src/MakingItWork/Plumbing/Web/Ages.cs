using System.Globalization;

namespace MakingItWork.Plumbing.Web;

public static class Ages
{
    /// <summary>How long ago in the largest unit that fits, for example "3 hours".</summary>
    public static string AgeInWords(this DateTimeOffset since, DateTimeOffset now) => (now - since) switch
    {
        { TotalMinutes: < 1 } => "less than a minute",
        { TotalHours: < 1 } age => Count(age.TotalMinutes, "minute"),
        { TotalDays: < 1 } age => Count(age.TotalHours, "hour"),
        var age => Count(age.TotalDays, "day"),
    };

    /// <summary>For example "1 report" and "3 reports".</summary>
    public static string CountOf(this int number, string one, string? many = null) =>
        $"{number.ToString("N0", CultureInfo.InvariantCulture)} {(number == 1 ? one : many ?? one + "s")}";

    private static string Count(double whole, string unit) => CountOf((int)whole, unit);
}
