using System.Net;
using AngleSharp.Dom;
using MakingItWork.Capture;
using MakingItWork.Plumbing.Web;
using MakingItWork.Tests.TestHost;
using MakingItWork.Triage.Actions;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Triage;

public abstract class ActionsTests(TestApp app)
{
    [Fact]
    public async Task Action_FromTheReportToDone_IsShownWithItsHourAndZoneAndKeptInHistory()
    {
        var report = await app.TriageableAsync("The waiting time board of the eye clinic counts the days twice.");
        using var visitor = await app.SignedInAsync(Acts.Cambridge);
        var address = $"/triage/{report.Reference}/actions";
        var refused = await SendAsync(visitor, address, "#add", new() { ["What"] = "", ["Day"] = "31", ["Month"] = "2", ["Hour"] = "late" });
        Assert.Equal(["What-error", "Day-error"], refused.QuerySelectorAll(".nhsuk-error-message").Select(e => e.Id));
        Assert.Equal("late", refused.QuerySelector("#Hour")!.GetAttribute("value"));

        var year = app.Clock.GetUtcNow().Year + 1;
        var page = await SendAsync(visitor, address, "#add", new() { ["What"] = "Ask the ward about Edwina Thistlewood, 999 000 0018", ["Day"] = "5", ["Month"] = "7", ["Year"] = $"{year}", ["Hour"] = "5pm" });
        Assert.Contains("The action is added", page.QuerySelector(".nhsuk-notification-banner")!.TextContent, StringComparison.Ordinal);
        Assert.Contains($"5 July {year}, UK time", page.QuerySelector("#action")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("999 000 0018", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        var action = await ActionAsync(report);
        // summer time: an hour before what the clock on the wall says
        Assert.Equal(new DateTimeOffset(year, 7, 5, 16, 0, 0, TimeSpan.Zero), action.DueAt);
        Assert.Contains($"/actions/{action.Id}", (await visitor.PageAsync($"/triage/{report.Reference}")).DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Contains(action.Id.ToString(), (await visitor.PageAsync("/actions")).DocumentElement.OuterHtml, StringComparison.Ordinal);

        var own = $"/actions/{action.Id}";
        var missing = await SendAsync(visitor, own, "#close", [], "Done");
        Assert.Contains("Enter what was done", missing.QuerySelector("#Reason-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(own, missing.QuerySelector("#change")!.GetAttribute("action"));
        var done = await SendAsync(visitor, own, "#close", new() { ["Reason"] = "The board was mended." }, "Done");
        Assert.Contains("The action is done", done.QuerySelector(".nhsuk-notification-banner")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await ActionAsync(report)).RemindAt);
        var undone = await SendAsync(visitor, done.QuerySelector(".nhsuk-notification-banner form")!, []);
        Assert.Contains("taken back", undone.QuerySelector(".nhsuk-notification-banner")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((ActionState.Open, 3), ((await ActionAsync(report)).State, (await ActionAsync(report)).Version));
        Assert.NotNull((await ActionAsync(report)).RemindAt);
        Assert.Equal(3, undone.QuerySelectorAll("#history ~ ol li").Length);
        Assert.Equal(
            ["action added", "action done", "action change taken back"],
            await app.InDatabaseAsync(db => db.AuditEntries.Where(e => e.ReportId == report.Id && e.Act.StartsWith("action")).OrderBy(e => e.Sequence).Select(e => e.Act).ToListAsync()));
    }

    [Fact]
    public async Task Change_OfWhatSomebodyElseHasChanged_IsRefusedAndLosesNothing()
    {
        var report = await app.TriageableAsync("The lung function curve is drawn upside down on the small screens.");
        using var mine = await app.SignedInAsync(Acts.Cambridge);
        await SendAsync(mine, $"/triage/{report.Reference}/actions", "#add", new() { ["What"] = "Call the supplier" });
        var action = await ActionAsync(report);
        var address = $"/actions/{action.Id}";
        var seen = await mine.PageAsync(address);
        var officer = await app.ViewerAsync("officer.cambridge@example.org");
        Assert.Equal(ActionOutcome.Done, (await app.SendAsync(new ChangeAction(officer, action.Id, 1, ActionForm.Of(action) with { AssigneeId = officer.PersonId }))).Outcome);

        var refused = await SendAsync(mine, seen.QuerySelector("#change")!, new() { ["What"] = "Call the supplier twice" }, address);
        Assert.Contains("For Cambridge clinical safety officer, before for Cambridge patient safety team", refused.QuerySelector("#overtaken")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Call the supplier twice", refused.QuerySelector("#What")!.TextContent.Trim());
        Assert.Equal("Call the supplier", (await ActionAsync(report)).What);
        Assert.Equal(ActionOutcome.Stale, (await app.SendAsync(new CloseAction(officer, action.Id, 1, ActionState.Done, "Done."))).Outcome);
        Assert.Equal(ActionOutcome.Stale, (await app.SendAsync(new UndoAction(await app.ViewerAsync(Acts.Cambridge), action.Id, 2))).Outcome);
    }

    [Fact]
    public async Task Actions_OfAHazardReportedByTwoOrganisations_AreKeptApart()
    {
        const string Words = "The heart rate on the monitor overview freezes when another bed raises an alarm.";
        var ours = await app.TriageableAsync(Words);
        var sibling = await app.TriageableAsync(Words + " Again.");
        var theirs = await app.TriageableAsync(Words, organisation: "RRK");
        var cambridge = await app.ViewerAsync(Acts.Cambridge);
        var birmingham = await app.ViewerAsync(Acts.Birmingham);
        var form = ActionForm.New(app.Clock.GetUtcNow(), cambridge.PersonId) with { What = "Tell all wards of the velvet monitor", OnHazard = true };
        var id = (await app.SendAsync(new AddAction(cambridge, ours.Reference, form))).Id!.Value;
        using var ourTeam = await app.SignedInAsync(Acts.Cambridge);
        Assert.Contains("velvet monitor", (await ourTeam.PageAsync($"/triage/{sibling.Reference}")).Body!.TextContent, StringComparison.Ordinal);
        using var theirTeam = await app.SignedInAsync(Acts.Birmingham);
        Assert.DoesNotContain("velvet monitor", (await theirTeam.PageAsync($"/triage/{theirs.Reference}")).Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("velvet monitor", (await theirTeam.PageAsync("/actions?show=Team")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await theirTeam.StatusAsync($"/actions/{id}"));
        Assert.Equal(ActionOutcome.NotFound, (await app.SendAsync(new CloseAction(birmingham, id, 1, ActionState.Done, "Done."))).Outcome);
        Assert.True((await app.SendAsync(new AddAction(birmingham, ours.Reference, form))).NotFound);
        // nobody of another organisation is given one
        Assert.Equal(["AssigneeId"], (await app.SendAsync(new AddAction(cambridge, ours.Reference, form with { AssigneeId = birmingham.PersonId }))).Errors.Keys);
    }

    [Fact]
    public async Task Actions_ThatAreDueAtTheSameHour_AreListedInPagesWithoutGaps()
    {
        var team = await app.JoinAsync("Wren Listkeeper", "RNS", "Triager");
        var report = await app.TriageableAsync("The parking place of the blood fridge trolley is wrong on the map.", organisation: "RNS");
        var form = ActionForm.New(app.Clock.GetUtcNow(), team.PersonId);
        for (var n = 0; n < 30; n++)
        {
            Assert.NotNull((await app.SendAsync(new AddAction(team, report.Reference, form with { What = $"Step {n}" }))).Id);
        }
        var first = await app.SendAsync(new ListActions(team, ActionView.Mine, null));
        var second = await app.SendAsync(new ListActions(team, ActionView.Mine, first.Next));
        Assert.Equal((25, 5, null), (first.Items.Count, second.Items.Count, second.Next));
        Assert.Equal(30, first.Items.Concat(second.Items).Select(item => item.Id).Distinct().Count());
        Assert.Equal((30, 30, 0), (first.Counts[ActionView.Mine], first.Counts[ActionView.Team], first.Counts[ActionView.Overdue]));
        Assert.Equal(25, (await app.SendAsync(new ListActions(team, ActionView.Team, "nonsense"))).Items.Count);
        await app.InDatabaseAsync(db => db.SafetyActions.Where(a => a.AssigneeId == team.PersonId && a.What == "Step 7").ExecuteUpdateAsync(set => set.SetProperty(a => a.DueAt, app.Clock.GetUtcNow().AddHours(-2))));
        var overdue = Assert.Single((await app.SendAsync(new ListActions(team, ActionView.Overdue, null))).Items);
        Assert.Equal("Step 7", overdue.What);
    }

    [Fact]
    public async Task Actions_ThatAreClosed_AreListedNewestFirstInPagesWithTheDay()
    {
        var team = await app.JoinAsync("Clara Closer", "RGN", "Triager");
        var report = await app.TriageableAsync("The lamp of the dental chair blinks when the record is saved.", organisation: "RGN");
        var form = ActionForm.New(app.Clock.GetUtcNow(), team.PersonId);
        for (var n = 0; n < 28; n++)
        {
            var id = (await app.SendAsync(new AddAction(team, report.Reference, form with { What = $"Step {n}" }))).Id!.Value;
            Assert.Equal(ActionOutcome.Done, (await app.SendAsync(new CloseAction(team, id, 1, n % 2 == 0 ? ActionState.Done : ActionState.Cancelled, "It is settled."))).Outcome);
        }
        Assert.NotNull((await app.SendAsync(new AddAction(team, report.Reference, form with { What = "Still to do" }))).Id);
        var (first, second) = (await app.SendAsync(new ListActions(team, ActionView.Closed, null)), await app.SendAsync(new ListActions(team, ActionView.Closed, "nonsense")));
        Assert.Equal(first.Items, second.Items);
        second = await app.SendAsync(new ListActions(team, ActionView.Closed, first.Next));
        Assert.Equal(Enumerable.Range(0, 28).Reverse().Select(n => $"Step {n}"), first.Items.Concat(second.Items).Select(item => item.What));
        Assert.Equal((25, null, 28, 1), (first.Items.Count, second.Next, first.Counts[ActionView.Closed], first.Counts[ActionView.Team]));
        // opened again and closed once more, it is the newest; what is open again is not closed
        var (again, open) = (first.Items[^1].Id, first.Items[^2].Id);
        Assert.Equal(ActionOutcome.Done, (await app.SendAsync(new CloseAction(team, again, 2, ActionState.Open, "It came back."))).Outcome);
        Assert.Equal(ActionOutcome.Done, (await app.SendAsync(new CloseAction(team, again, 3, ActionState.Done, "Now it is settled."))).Outcome);
        Assert.Equal(ActionOutcome.Done, (await app.SendAsync(new CloseAction(team, open, 2, ActionState.Open, "It came back too."))).Outcome);
        using var visitor = await app.SignedInAsync(await app.EmailOfAsync(team));
        var page = await visitor.PageAsync("/actions?show=Closed");
        var rows = page.QuerySelectorAll("tbody tr");
        Assert.Contains($"/actions/{again}", rows[0].InnerHtml, StringComparison.Ordinal);
        Assert.Contains($"Closed on {app.Clock.GetUtcNow().DayInWords()}", rows[0].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain($"/actions/{open}", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Equal("page", page.QuerySelector("a[href='/actions?show=Closed']")!.GetAttribute("aria-current"));
        Assert.Equal(2, (await visitor.PageAsync(page.QuerySelector("#next")!.GetAttribute("href")!)).QuerySelectorAll("tbody tr").Length);

        var stranger = await app.JoinAsync("Sid Stranger", "RNU", "Triager");
        Assert.Empty((await app.SendAsync(new ListActions(stranger, ActionView.Closed, null))).Items);
    }

    [Fact]
    public async Task Away_SetForOneselfAndForSomebodyWhoIsIll_IsShownAndTakenBack()
    {
        var ill = await app.JoinAsync("Ivo Illname", "RTF", "Triager");
        var well = await app.JoinAsync("Wanda Wellname", "RTF", "Triager");
        var stranger = await app.JoinAsync("Sten Stranger", "RTH", "Triager");
        var administrator = await app.JoinAsync("Ada Minister", "RTF", "Administrator");
        using var visitor = await app.SignedInAsync(await app.EmailOfAsync(well));
        var address = $"/account/away?person={ill.PersonId}";
        var refused = await SendAsync(visitor, address, "#away", new() { ["FromDay"] = "1" });
        Assert.Equal(["FromDay-error", "UntilDay-error", "CoverId-error"], refused.QuerySelectorAll(".nhsuk-error-message").Select(e => e.Id));
        var set = await SendAsync(visitor, address, "#away", Days(app.Clock.GetUtcNow(), 3, well.PersonId));
        Assert.Contains("Ivo Illname is set away", set.QuerySelector(".nhsuk-notification-banner")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Covered by Wanda Wellname. Set by Wanda Wellname", set.QuerySelector("#absence")!.TextContent, StringComparison.Ordinal);
        var back = await SendAsync(visitor, set.QuerySelector(".nhsuk-notification-banner form")!, []);
        Assert.Contains("not away any more", back.QuerySelector(".nhsuk-notification-banner")!.TextContent, StringComparison.Ordinal);
        Assert.Null(back.QuerySelector("#absence"));

        var form = new AwayForm { FromDay = "1", FromMonth = "1", FromYear = "2026", UntilDay = $"{app.Clock.GetUtcNow().AddDays(5).DayIn().Day}", UntilMonth = $"{app.Clock.GetUtcNow().AddDays(5).DayIn().Month}", UntilYear = $"{app.Clock.GetUtcNow().AddDays(5).DayIn().Year}", CoverId = well.PersonId };
        Assert.NotNull((await app.SendAsync(new SetAway(administrator, ill.PersonId, form))).AbsenceId);
        Assert.True((await app.SendAsync(new SetAway(stranger, ill.PersonId, form))).NotFound);
        Assert.Null(await app.SendAsync(new ReadAway(stranger, ill.PersonId)));
        Assert.Equal(["CoverId"], (await app.SendAsync(new SetAway(ill, null, form with { CoverId = stranger.PersonId }))).Errors.Keys);
        Assert.Equal(["CoverId"], (await app.SendAsync(new SetAway(ill, null, form with { CoverId = ill.PersonId }))).Errors.Keys);
        var absence = await app.InDatabaseAsync(db => db.Absences.SingleAsync(a => a.PersonId == ill.PersonId && a.EndedAt == null));
        Assert.False(await app.SendAsync(new EndAway(stranger, absence.Id)));
        Assert.Equal(HttpStatusCode.NotFound, await visitor.StatusAsync($"/account/away?person={stranger.PersonId}"));
    }

    private static Dictionary<string, string> Days(DateTimeOffset from, int days, Guid cover)
    {
        var (first, last) = (from.DayIn(), from.DayIn().AddDays(days));
        return new()
        {
            ["FromDay"] = $"{first.Day}", ["FromMonth"] = $"{first.Month}", ["FromYear"] = $"{first.Year}",
            ["UntilDay"] = $"{last.Day}", ["UntilMonth"] = $"{last.Month}", ["UntilYear"] = $"{last.Year}", ["CoverId"] = $"{cover}",
        };
    }

    private Task<SafetyAction> ActionAsync(Report report) => app.InDatabaseAsync(db => db.SafetyActions.AsNoTracking().SingleAsync(a => a.ReportId == report.Id));

    private static async Task<IDocument> SendAsync(Visitor visitor, string address, string form, Dictionary<string, string> fields, string? handler = null)
    {
        var page = await visitor.PageAsync(address);
        return await SendAsync(visitor, page.QuerySelector(form)!, fields, handler is null ? address : $"{address}?handler={handler}");
    }

    /// <summary>Sends a form as a browser would, with these fields instead of its own.</summary>
    private static Task<IDocument> SendAsync(Visitor visitor, IElement form, Dictionary<string, string> fields, string? address = null)
    {
        var all = new Dictionary<string, string>();
        foreach (var input in form.QuerySelectorAll("input:not([type=checkbox]):not([type=radio]), textarea, select"))
        {
            var value = input.LocalName == "textarea" ? input.TextContent.Trim() : input.LocalName == "select" ? input.QuerySelector("option[selected]")?.GetAttribute("value") : input.GetAttribute("value");
            all[input.GetAttribute("name")!] = value ?? "";
        }
        foreach (var (name, value) in fields)
        {
            all[name] = value;
        }
        return visitor.SendAsync(new Uri(address ?? form.GetAttribute("action")!, UriKind.Relative), all);
    }
}

[Collection(Apps.QuietSqlite)]
public sealed class ActionsSqliteTests(QuietSqliteApp app) : ActionsTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class ActionsPostgreSqlTests(QuietPostgreSqlApp app) : ActionsTests(app);
