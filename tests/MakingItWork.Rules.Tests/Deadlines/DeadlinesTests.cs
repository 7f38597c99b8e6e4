using FsCheck;
using FsCheck.Fluent;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Rules.Deadlines;

namespace MakingItWork.Rules.Tests.Deadlines;

public class DeadlinesTests
{
    private static readonly Gen<(bool Here, bool Away, int Cover)[]> AnyTeam =
        (from here in Gen.Elements(true, true, true, false) from away in Gen.Elements(true, true, false) from cover in Gen.Choose(0, 20) select (here, away, cover)).ArrayOf();

    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    [Theory]
    [InlineData("2026-11-27", "17:00", "2026-11-27T17:00:00Z", "17:00 on Friday 27 November 2026, UK time")]
    [InlineData("2026-07-03", "17:00", "2026-07-03T16:00:00Z", "17:00 on Friday 3 July 2026, UK time")]
    // the clocks go back on 25 October 2026: this hour comes twice, and the first is meant
    [InlineData("2026-10-25", "01:30", "2026-10-25T00:30:00Z", "01:30 on Sunday 25 October 2026, UK time, before the clocks go back")]
    [InlineData("2026-10-25", "02:00", "2026-10-25T02:00:00Z", "02:00 on Sunday 25 October 2026, UK time")]
    public void Deadline_OnTheClocksOfLondon_IsTheRightMomentAndReadsTheSame(string day, string hour, string moment, string words)
    {
        var made = LocalDeadline.Moment(DateOnly.Parse(day, null), TimeOnly.Parse(hour, null), London);
        Assert.Equal(DateTimeOffset.Parse(moment, null), made);
        Assert.Equal(words, LocalDeadline.InWords(made!.Value, London));
    }

    [Fact]
    public void Deadline_InTheHourThatIsSkipped_IsNone() => Assert.Null(LocalDeadline.Moment(new DateOnly(2027, 3, 28), new TimeOnly(1, 30), London));

    [Fact]
    public void Deadline_InTheSecondOfTheHourThatComesTwice_SaysSo() =>
        Assert.EndsWith("after the clocks have gone back", LocalDeadline.InWords(new DateTimeOffset(2026, 10, 25, 1, 30, 0, TimeSpan.Zero), London), StringComparison.Ordinal);

    [Theory]
    [InlineData("17:00", "17:00")]
    [InlineData(" 9.30 ", "09:30")]
    [InlineData("5pm", "17:00")]
    [InlineData("5:30 PM", "17:30")]
    [InlineData("midday", "12:00")]
    [InlineData("25:00", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Hour_AsPeopleTypeIt_IsReadOrRefused(string? typed, string? hour) => Assert.Equal(hour, LocalDeadline.ReadHour(typed)?.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("29", "2", "2027", false)]
    [InlineData("29", "2", "2028", true)]
    [InlineData("31", "11", "2026", false)]
    [InlineData("1", "13", "2026", false)]
    [InlineData("0", "1", "2026", false)]
    [InlineData("1", "1", "26", false)]
    [InlineData("x", null, "", false)]
    public void Day_InThreeFields_IsReadOrRefused(string? day, string? month, string? year, bool real) => Assert.Equal(real, LocalDeadline.ReadDay(day, month, year) is not null);

    [Fact]
    public void Reminders_OverTheEndOfSummerTime_KeepTheirHourOnTheWall()
    {
        // due at 17:00 on the Sunday when the clocks go back: UTC 17:00; the day before is still summer time
        var due = LocalDeadline.Moment(new DateOnly(2026, 10, 25), new TimeOnly(17, 0), London)!.Value;
        var made = new DateTimeOffset(2026, 10, 20, 9, 0, 0, TimeSpan.Zero);
        var all = new List<DateTimeOffset>();
        for (DateTimeOffset? next = Reminders.Next(due, made, daysLate: 2, London); next is { } at; next = Reminders.Next(due, at, daysLate: 2, London))
        {
            all.Add(at);
        }
        Assert.Equal(["2026-10-24T16:00:00", "2026-10-25T17:00:00", "2026-10-26T17:00:00", "2026-10-27T17:00:00"], all.Select(one => one.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Reminder_OnTheDayWhoseHourIsSkipped_ComesAnHourLater()
    {
        var due = LocalDeadline.Moment(new DateOnly(2027, 3, 29), new TimeOnly(1, 30), London)!.Value;
        Assert.Equal(new DateTimeOffset(2027, 3, 28, 1, 30, 0, TimeSpan.Zero), Reminders.Next(due, due.AddDays(-3), 2, London));
    }

    [Fact]
    public void Reminder_AfterALongPause_IsOneAndNotAll()
    {
        var due = new DateTimeOffset(2026, 11, 27, 17, 0, 0, TimeSpan.Zero);
        Assert.Equal(due.AddDays(4), Reminders.Next(due, due.AddDays(3.5), 5, London));
        Assert.Null(Reminders.Next(due, due.AddDays(5), 5, London));
    }

    [Fact]
    public void Cover_OfCoverOfCover_IsTheFirstWhoIsThere()
    {
        var (a, b, c) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var people = new Dictionary<Guid, Colleague> { [a] = new(true, true, b), [b] = new(true, true, c), [c] = new(true, false, null) };
        Assert.Equal(c, Cover.For(a, people.GetValueOrDefault));
        people[c] = new(Here: false, false, null);
        Assert.Null(Cover.For(a, people.GetValueOrDefault));
        people[c] = new(true, true, a);
        Assert.Null(Cover.For(a, people.GetValueOrDefault));
    }

    /// <summary>Whatever the covers are, the search ends, and never with somebody who is away or has left.</summary>
    [Fact]
    public void Cover_InAnyTeam_IsSomebodyWhoIsThere() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(
        AnyTeam.ToArbitrary(),
        team =>
        {
            var ids = Enumerable.Range(0, team.Length + 1).Select(n => new Guid(n, 0, 0, new byte[8])).ToList();
            var people = team.Select((one, index) => (ids[index], new Colleague(one.Here, one.Away, ids[one.Cover % ids.Count]))).ToDictionary();
            return ids.All(id => Cover.For(id, people.GetValueOrDefault) is not { } cover || people[cover] is { Here: true, Away: false });
        }));

    [Fact]
    public void Target_ByHarm_IsShorterForWorse()
    {
        var target = new ServiceTarget(TimeSpan.FromHours(4), TimeSpan.FromHours(24), TimeSpan.FromHours(72));
        Assert.Equal([72d, 72, 72, 24, 4, 4], Enum.GetValues<DegreeOfHarm>().Select(harm => target.For(harm).TotalHours));
    }
}
