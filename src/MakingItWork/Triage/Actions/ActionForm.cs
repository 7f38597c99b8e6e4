using MakingItWork.Plumbing.Jobs;
using MakingItWork.Rules.Deadlines;

namespace MakingItWork.Triage.Actions;

/// <summary>An action as typed.</summary>
public sealed record ActionForm
{
    public string? What { get; init; }
    public Guid? AssigneeId { get; init; }
    public string? Day { get; init; }
    public string? Month { get; init; }
    public string? Year { get; init; }
    public string? Hour { get; init; }
    /// <summary>About the hazard, and so of all its reports.</summary>
    public bool OnHazard { get; init; }

    /// <summary>The moment that was typed; null when it is none.</summary>
    public DateTimeOffset? DueAt() => LocalDeadline.ReadDay(Day, Month, Year) is { } day && LocalDeadline.ReadHour(Hour) is { } hour ? LocalDeadline.Moment(day, hour, JobsSetup.London) : null;

    /// <summary>What is wrong, by field.</summary>
    /// <param name="before">The due date that it had: one that has passed may stay.</param>
    public Dictionary<string, string> Errors(DateTimeOffset now, DateTimeOffset? before = null)
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        if (string.IsNullOrWhiteSpace(What))
        {
            errors[nameof(What)] = "Enter what is to be done";
        }
        else if (What.Trim().Length > SafetyAction.WhatLength)
        {
            errors[nameof(What)] = $"What is to be done must be {SafetyAction.WhatLength} characters or fewer";
        }
        if (AssigneeId is null)
        {
            errors[nameof(AssigneeId)] = "Select who does it";
        }
        if (LocalDeadline.ReadDay(Day, Month, Year) is null)
        {
            errors[nameof(Day)] = "Enter the day by which it is done, like 27 11 2026";
        }
        else if (LocalDeadline.ReadHour(Hour) is null)
        {
            errors[nameof(Hour)] = "Enter the time by which it is done, like 17:00";
        }
        else if (DueAt() is not { } due)
        {
            errors[nameof(Hour)] = "There is no such time on that day: the clocks go forward. Enter an earlier or later one";
        }
        else if (due != before && due <= now)
        {
            errors[nameof(Day)] = "The day and time must be in the future";
        }
        else if (due > now.AddYears(2))
        {
            errors[nameof(Day)] = "The day must be within two years";
        }
        return errors;
    }

    /// <summary>The form of an action as it stands.</summary>
    public static ActionForm Of(SafetyAction action)
    {
        var local = TimeZoneInfo.ConvertTime(action.DueAt, JobsSetup.London);
        return At(DateOnly.FromDateTime(local.DateTime), TimeOnly.FromDateTime(local.DateTime)) with { What = action.What, AssigneeId = action.AssigneeId, OnHazard = action.HazardId is not null };
    }

    /// <summary>An empty form that proposes the end of a working day three days on.</summary>
    public static ActionForm New(DateTimeOffset now, Guid viewer)
    {
        var day = now.DayIn().AddDays(3);
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
        {
            day = day.AddDays(1);
        }
        return At(day, new TimeOnly(17, 0)) with { AssigneeId = viewer };
    }

    private static ActionForm At(DateOnly day, TimeOnly hour) => new()
    {
        Day = day.Day.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Month = day.Month.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Year = day.Year.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Hour = hour.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture),
    };
}
