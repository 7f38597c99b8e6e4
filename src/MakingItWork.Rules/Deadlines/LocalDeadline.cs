using System.Globalization;

namespace MakingItWork.Rules.Deadlines;

/// <summary>A deadline as people write it, day and hour in their zone, and the moment it stands for.</summary>
public static class LocalDeadline
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>
    /// The moment of a local day and hour. An hour that comes twice, when the clocks go back, is its first coming: a deadline is
    /// never later than people may have read it.
    /// </summary>
    /// <returns>Null for an hour that the zone skips when the clocks go forward.</returns>
    public static DateTimeOffset? Moment(DateOnly day, TimeOnly hour, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(hour, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local))
        {
            return null;
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>The first moment of a local day; the zone's first hour when midnight is skipped.</summary>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var hour = TimeOnly.MinValue;
        DateTimeOffset? moment;
        while ((moment = Moment(day, hour, zone)) is null)
        {
            hour = hour.AddMinutes(30);
        }

        return moment.Value;
    }

    /// <summary>For example "17:00 on Friday 27 November 2026, UK time". In the hour that comes twice the words say which of the two it is.</summary>
    public static string InWords(DateTimeOffset moment, TimeZoneInfo zone, string zoneName = "UK time")
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone);
        var twice = zone.IsAmbiguousTime(local.DateTime);
        var which = twice ? zone.IsDaylightSavingTime(moment) ? ", before the clocks go back" : ", after the clocks have gone back" : "";
        return $"{local.ToString("HH:mm 'on' dddd d MMMM yyyy", English)}, {zoneName}{which}";
    }

    /// <summary>Reads an hour such as "17:00", "17.00", "9:30", "5pm" or "5:30 pm".</summary>
    public static TimeOnly? ReadHour(string? typed)
    {
        var text = (typed ?? "").Replace(" ", "", StringComparison.Ordinal).Replace('.', ':').ToUpperInvariant();
        if (text == "NOON" || text == "MIDDAY")
        {
            return new TimeOnly(12, 0);
        }

        string[] shapes = ["H:mm", "HH:mm", "h:mmtt", "htt"];
        return TimeOnly.TryParseExact(text, shapes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour) ? hour : null;
    }

    /// <summary>Reads a day from what stands in three fields.</summary>
    public static DateOnly? ReadDay(string? day, string? month, string? year) =>
        int.TryParse(day, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var d)
        && int.TryParse(month, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var m)
        && int.TryParse(year, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var y)
        && y is >= 2000 and <= 2999 && m is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(y, m)
            ? new DateOnly(y, m, d)
            : null;
}
