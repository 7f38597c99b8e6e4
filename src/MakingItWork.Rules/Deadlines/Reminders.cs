namespace MakingItWork.Rules.Deadlines;

/// <summary>When somebody is reminded of a deadline: a day before, at the hour itself, and then daily up to a limit.</summary>
public static class Reminders
{
    /// <summary>
    /// The next reminder after a moment. "A day" is a day on the local clock: over a change of the clocks the hour stays.
    /// </summary>
    /// <returns>Null when the last one has been.</returns>
    public static DateTimeOffset? Next(DateTimeOffset due, DateTimeOffset after, int daysLate, TimeZoneInfo zone)
    {
        for (var day = -1; day <= daysLate; day++)
        {
            var at = DaysFrom(due, day, zone);
            if (at > after)
            {
                return at;
            }
        }

        return null;
    }

    private static DateTimeOffset DaysFrom(DateTimeOffset due, int days, TimeZoneInfo zone)
    {
        if (days == 0)
        {
            return due;
        }

        var local = TimeZoneInfo.ConvertTime(due, zone).DateTime.AddDays(days);
        var (day, hour) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        // an hour that the clocks skip that day is the next one that there is
        return LocalDeadline.Moment(day, hour, zone) ?? LocalDeadline.Moment(day, hour.AddHours(1), zone)!.Value;
    }
}
