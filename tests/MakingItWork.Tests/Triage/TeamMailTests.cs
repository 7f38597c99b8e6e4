using MakingItWork.Plumbing.Mail;
using MakingItWork.Tests.TestHost;
using MakingItWork.Triage.Actions;
using MakingItWork.Triage.Post;
using Microsoft.EntityFrameworkCore;
using NSubstitute;

namespace MakingItWork.Tests.Triage;

/// <summary>Reminders go to who is there, each once, and never with reported words.</summary>
public abstract class TeamMailTests(TestApp app) : TeamPost(app)
{
    [Fact]
    public async Task Reminder_OfAnAction_ComesADayBeforeAtTheHourAndDailyUntilTheLimit()
    {
        var owner = await App.JoinAsync("Odile Owner", "REP", "Triager");
        var (report, id) = await ActionAsync(owner, "The heron clock of the delivery room runs on winter time.", "Mend the clock", hours: 48);
        var email = await App.EmailOfAsync(owner);
        await RemindAsync();
        Assert.Empty(To(email));
        App.Clock.Advance(TimeSpan.FromHours(24.2));
        await RemindAsync();
        var before = Assert.Single(To(email));
        Assert.StartsWith("Action due by ", before.Subject, StringComparison.Ordinal);
        Assert.EndsWith($"UK time: report {report.Reference}", before.Subject, StringComparison.Ordinal);
        Assert.Contains("Mend the clock", before.Text, StringComparison.Ordinal);
        Assert.Contains($"/actions/{id}", before.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("heron", before.Text + before.Html, StringComparison.Ordinal);
        await RemindAsync();
        Assert.Single(To(email));
        for (var day = 0; day < 9; day++)
        {
            App.Clock.Advance(TimeSpan.FromHours(24.1));
            await RemindAsync();
        }
        // a day before, at the hour, and five days late: not one more
        Assert.Equal(7, To(email).Count);
        Assert.Equal($"Overdue action: report {report.Reference}", To(email)[^1].Subject);
        Assert.Equal(7, To(email).Select(letter => letter.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task Reminder_ToSomebodyAway_GoesToTheCoverAndNotToThem()
    {
        var (away, cover, second) = (await App.JoinAsync("Alva Away", "RYJ", "Triager"), await App.JoinAsync("Cora Cover", "RYJ", "Triager"), await App.JoinAsync("Sami Second", "RYJ", "Triager"));
        var officer = await App.JoinAsync("Dr Olga Officer", "RYJ", "ClinicalSafetyOfficer");
        await ActionAsync(away, "The stair lift button list of the clinic is empty.", "Fill the list", hours: 20);
        await AwayAsync(away, cover);
        App.Clock.Advance(TimeSpan.FromHours(21));
        await RemindAsync();
        Assert.Empty(To(await App.EmailOfAsync(away)));
        var covered = Assert.Single(To(await App.EmailOfAsync(cover)));
        Assert.Contains("in place of Alva Away", covered.Text, StringComparison.Ordinal);

        // the cover is away too: their cover
        await AwayAsync(cover, second);
        App.Clock.Advance(TimeSpan.FromHours(24));
        await RemindAsync();
        Assert.Single(To(await App.EmailOfAsync(cover)));
        Assert.Single(To(await App.EmailOfAsync(second)));

        // a circle: nobody is there, and the safety officer is told
        await AwayAsync(second, away);
        App.Clock.Advance(TimeSpan.FromHours(24));
        await RemindAsync();
        Assert.Single(To(await App.EmailOfAsync(second)));
        Assert.Empty(To(await App.EmailOfAsync(away)));
        Assert.Single(To(await App.EmailOfAsync(officer)));
    }

    [Fact]
    public async Task Reminder_WhoseCoverHasLeft_GoesToTheSafetyOfficer()
    {
        var (away, cover) = (await App.JoinAsync("Anton Away", "RD8", "Triager"), await App.JoinAsync("Luca Left", "RD8", "Triager"));
        var officer = await App.JoinAsync("Dr Ona Officer", "RD8", "ClinicalSafetyOfficer");
        await ActionAsync(away, "The pager roster of the night doctors ends at eleven.", "Mend the roster", hours: 20);
        await AwayAsync(away, cover);
        await App.InDatabaseAsync(db => db.Users.Where(p => p.Id == cover.PersonId).ExecuteUpdateAsync(set => set.SetProperty(p => p.DeactivatedAt, App.Clock.GetUtcNow())));
        App.Clock.Advance(TimeSpan.FromHours(21));
        await RemindAsync();
        Assert.Empty(To(await App.EmailOfAsync(cover)));
        Assert.Empty(To(await App.EmailOfAsync(away)));
        Assert.Contains("in place of Anton Away", Assert.Single(To(await App.EmailOfAsync(officer))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reminder_OfWhatIsDoneOrGivenAwayBeforeItIsSent_IsNotSent()
    {
        var (one, other) = (await App.JoinAsync("Olin One", "RPG", "Triager"), await App.JoinAsync("Otto Other", "RPG", "Triager"));
        var (_, done) = await ActionAsync(one, "The menu of the pharmacy robot shows last week.", "Update the menu", hours: 20);
        var (_, moved) = await ActionAsync(one, "The label printer of the milk kitchen prints the wrong day.", "Mend the printer", hours: 20);
        App.Clock.Advance(TimeSpan.FromHours(21));
        await RunAsync<RemindOfActions>();
        Assert.Equal(ActionOutcome.Done, (await App.SendAsync(new CloseAction(one, done, 1, ActionState.Done, "Done."))).Outcome);
        var action = await App.InDatabaseAsync(db => db.SafetyActions.AsNoTracking().SingleAsync(a => a.Id == moved));
        Assert.Equal(ActionOutcome.Done, (await App.SendAsync(new ChangeAction(one, moved, 1, ActionForm.Of(action) with { AssigneeId = other.PersonId }))).Outcome);
        await RunAsync<SendTeamMails>();
        Assert.Empty(To(await App.EmailOfAsync(one)));
        Assert.Equal([TeamMailState.NotNeeded, TeamMailState.NotNeeded], await App.InDatabaseAsync(db => db.TeamMails.Where(m => m.ActionId == done || m.ActionId == moved).Select(m => m.State).ToListAsync()));
    }

    [Fact]
    public async Task Reminder_ThatFourCopiesPlanAndSend_IsHandedOverOnce()
    {
        var owner = await App.JoinAsync("Fay Four", "RTE", "Triager");
        await ActionAsync(owner, "The ambulance board forgets arrivals after midnight.", "Mend the board", hours: 20);
        App.Clock.Advance(TimeSpan.FromHours(21));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RunAsync<RemindOfActions>())));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RunAsync<SendTeamMails>())));
        Assert.Single(To(await App.EmailOfAsync(owner)));
    }

    [Fact]
    public async Task Mail_ThatIsNotHandedOver_IsTriedAgainUnderTheSameIdentifier()
    {
        var owner = await App.JoinAsync("Tara Tryagain", "RXP", "Triager");
        var (_, id) = await ActionAsync(owner, "The shelf plan of the sterile store is mirrored.", "Turn the plan", hours: 20);
        App.Clock.Advance(TimeSpan.FromHours(21));
        await RunAsync<RemindOfActions>();
        var broken = Substitute.For<IMailer>();
        broken.SendAsync(default!, default).ReturnsForAnyArgs<Task>(_ => throw new MailFailedException("The message could not be handed over.", new IOException()));
        await RunAsync<SendTeamMails>(broken);
        var waiting = await App.InDatabaseAsync(db => db.TeamMails.AsNoTracking().SingleAsync(m => m.ActionId == id));
        Assert.Equal((TeamMailState.Waiting, 1), (waiting.State, waiting.Attempts));
        await RunAsync<SendTeamMails>();
        Assert.Empty(To(await App.EmailOfAsync(owner)));
        App.Clock.Advance(TimeSpan.FromMinutes(2));
        await RunAsync<SendTeamMails>();
        Assert.Equal(waiting.MessageId, Assert.Single(To(await App.EmailOfAsync(owner))).MessageId);
    }
}

[Collection(Apps.QuietSqlite)]
public sealed class TeamMailSqliteTests(QuietSqliteApp app) : TeamMailTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class TeamMailPostgreSqlTests(QuietPostgreSqlApp app) : TeamMailTests(app);
