using System.Collections.Concurrent;
using MakingItWork.Capture;
using MakingItWork.Classify;
using MakingItWork.Directory;
using MakingItWork.Plumbing.Mail;
using MakingItWork.Rules.Deadlines;
using MakingItWork.Tests.TestHost;
using MakingItWork.Triage;
using MakingItWork.Triage.Actions;
using MakingItWork.Triage.Post;
using Microsoft.EntityFrameworkCore;
using NSubstitute;

namespace MakingItWork.Tests.Triage;

/// <summary>Reminders go to who is there, escalations to who can act; each once, and never with reported words.</summary>
public abstract class TeamMailTests(TestApp app)
{
    private readonly ConcurrentQueue<Letter> letters = new();

    [Fact]
    public async Task Reminder_OfAnAction_ComesADayBeforeAtTheHourAndDailyUntilTheLimit()
    {
        var owner = await app.JoinAsync("Odile Owner", "REP", "Triager");
        var (report, id) = await ActionAsync(owner, "The heron clock of the delivery room runs on winter time.", "Mend the clock", hours: 48);
        var email = await app.EmailOfAsync(owner);
        await RemindAsync();
        Assert.Empty(To(email));
        app.Clock.Advance(TimeSpan.FromHours(24.2));
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
            app.Clock.Advance(TimeSpan.FromHours(24.1));
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
        var (away, cover, second) = (await app.JoinAsync("Alva Away", "RYJ", "Triager"), await app.JoinAsync("Cora Cover", "RYJ", "Triager"), await app.JoinAsync("Sami Second", "RYJ", "Triager"));
        var officer = await app.JoinAsync("Dr Olga Officer", "RYJ", "ClinicalSafetyOfficer");
        await ActionAsync(away, "The stair lift button list of the clinic is empty.", "Fill the list", hours: 20);
        await AwayAsync(away, cover);
        app.Clock.Advance(TimeSpan.FromHours(21));
        await RemindAsync();
        Assert.Empty(To(await app.EmailOfAsync(away)));
        var covered = Assert.Single(To(await app.EmailOfAsync(cover)));
        Assert.Contains("in place of Alva Away", covered.Text, StringComparison.Ordinal);

        // the cover is away too: their cover
        await AwayAsync(cover, second);
        app.Clock.Advance(TimeSpan.FromHours(24));
        await RemindAsync();
        Assert.Single(To(await app.EmailOfAsync(cover)));
        Assert.Single(To(await app.EmailOfAsync(second)));

        // a circle: nobody is there, and the safety officer is told
        await AwayAsync(second, away);
        app.Clock.Advance(TimeSpan.FromHours(24));
        await RemindAsync();
        Assert.Single(To(await app.EmailOfAsync(second)));
        Assert.Empty(To(await app.EmailOfAsync(away)));
        Assert.Single(To(await app.EmailOfAsync(officer)));
    }

    [Fact]
    public async Task Reminder_WhoseCoverHasLeft_GoesToTheSafetyOfficer()
    {
        var (away, cover) = (await app.JoinAsync("Anton Away", "RD8", "Triager"), await app.JoinAsync("Luca Left", "RD8", "Triager"));
        var officer = await app.JoinAsync("Dr Ona Officer", "RD8", "ClinicalSafetyOfficer");
        await ActionAsync(away, "The pager roster of the night doctors ends at eleven.", "Mend the roster", hours: 20);
        await AwayAsync(away, cover);
        await app.InDatabaseAsync(db => db.Users.Where(p => p.Id == cover.PersonId).ExecuteUpdateAsync(set => set.SetProperty(p => p.DeactivatedAt, app.Clock.GetUtcNow())));
        app.Clock.Advance(TimeSpan.FromHours(21));
        await RemindAsync();
        Assert.Empty(To(await app.EmailOfAsync(cover)));
        Assert.Empty(To(await app.EmailOfAsync(away)));
        Assert.Contains("in place of Anton Away", Assert.Single(To(await app.EmailOfAsync(officer))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reminder_OfWhatIsDoneOrGivenAwayBeforeItIsSent_IsNotSent()
    {
        var (one, other) = (await app.JoinAsync("Olin One", "RPG", "Triager"), await app.JoinAsync("Otto Other", "RPG", "Triager"));
        var (_, done) = await ActionAsync(one, "The menu of the pharmacy robot shows last week.", "Update the menu", hours: 20);
        var (_, moved) = await ActionAsync(one, "The label printer of the milk kitchen prints the wrong day.", "Mend the printer", hours: 20);
        app.Clock.Advance(TimeSpan.FromHours(21));
        await RunAsync<RemindOfActions>();
        Assert.Equal(ActionOutcome.Done, (await app.SendAsync(new CloseAction(one, done, 1, ActionState.Done, "Done."))).Outcome);
        var action = await app.InDatabaseAsync(db => db.SafetyActions.AsNoTracking().SingleAsync(a => a.Id == moved));
        Assert.Equal(ActionOutcome.Done, (await app.SendAsync(new ChangeAction(one, moved, 1, ActionForm.Of(action) with { AssigneeId = other.PersonId }))).Outcome);
        await RunAsync<SendTeamMails>();
        Assert.Empty(To(await app.EmailOfAsync(one)));
        Assert.Equal([TeamMailState.NotNeeded, TeamMailState.NotNeeded], await app.InDatabaseAsync(db => db.TeamMails.Where(m => m.ActionId == done || m.ActionId == moved).Select(m => m.State).ToListAsync()));
    }

    [Fact]
    public async Task Reminder_ThatFourCopiesPlanAndSend_IsHandedOverOnce()
    {
        var owner = await app.JoinAsync("Fay Four", "RTE", "Triager");
        await ActionAsync(owner, "The ambulance board forgets arrivals after midnight.", "Mend the board", hours: 20);
        app.Clock.Advance(TimeSpan.FromHours(21));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RunAsync<RemindOfActions>())));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RunAsync<SendTeamMails>())));
        Assert.Single(To(await app.EmailOfAsync(owner)));
    }

    [Fact]
    public async Task Mail_ThatIsNotHandedOver_IsTriedAgainUnderTheSameIdentifier()
    {
        var owner = await app.JoinAsync("Tara Tryagain", "RXP", "Triager");
        var (_, id) = await ActionAsync(owner, "The shelf plan of the sterile store is mirrored.", "Turn the plan", hours: 20);
        app.Clock.Advance(TimeSpan.FromHours(21));
        await RunAsync<RemindOfActions>();
        var broken = Substitute.For<IMailer>();
        broken.SendAsync(default!, default).ReturnsForAnyArgs<Task>(_ => throw new MailFailedException("The message could not be handed over.", new IOException()));
        await RunAsync<SendTeamMails>(broken);
        var waiting = await app.InDatabaseAsync(db => db.TeamMails.AsNoTracking().SingleAsync(m => m.ActionId == id));
        Assert.Equal((TeamMailState.Waiting, 1), (waiting.State, waiting.Attempts));
        await RunAsync<SendTeamMails>();
        Assert.Empty(To(await app.EmailOfAsync(owner)));
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await RunAsync<SendTeamMails>();
        Assert.Equal(waiting.MessageId, Assert.Single(To(await app.EmailOfAsync(owner))).MessageId);
    }

    [Fact]
    public async Task Report_ThatNobodyOpens_IsMailedToTheTeamOnceAndThenToTheOfficerOnce()
    {
        var triager = await app.JoinAsync("Tilda Triager", "R1H", "Triager");
        var officer = await app.JoinAsync("Dr Otis Officer", "R1H", "ClinicalSafetyOfficer");
        var (team, safety) = (await app.EmailOfAsync(triager), await app.EmailOfAsync(officer));
        var opened = await HarmedAsync("The tortoise list of the paediatric ward shows the wrong cot.", "R1H");
        var unopened = await HarmedAsync("The giraffe list of the paediatric ward shows the wrong bed.", "R1H");
        Assert.NotNull(await app.SendAsync(new ReadReport(triager, opened.Reference)));
        app.Clock.Advance(TimeSpan.FromHours(3.9));
        await EscalateAsync();
        Assert.Empty(To(team));
        app.Clock.Advance(TimeSpan.FromHours(0.2));
        await EscalateAsync();
        await EscalateAsync();
        var first = Assert.Single(To(team));
        Assert.Equal($"Nobody has opened report {unopened.Reference} within the service target", first.Subject);
        Assert.DoesNotContain("giraffe", first.Text + first.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(opened.Reference, first.Text, StringComparison.Ordinal);
        Assert.Empty(To(safety));

        app.Clock.Advance(TimeSpan.FromHours(24.1));
        await EscalateAsync();
        await EscalateAsync();
        Assert.Single(To(team));
        Assert.Equal($"Still nobody has opened report {unopened.Reference}", Assert.Single(To(safety)).Subject);
        Assert.Equal(2, await app.InDatabaseAsync(db => db.AuditEntries.CountAsync(e => e.ReportId == unopened.Id && e.Act == "escalated")));
        Assert.Equal(0, await app.InDatabaseAsync(db => db.AuditEntries.CountAsync(e => e.ReportId == opened.Id && e.Act == "escalated")));
    }

    [Fact]
    public async Task Report_WhoseTriagerIsAway_IsMailedToTheCoverOnly()
    {
        var (away, cover) = (await app.JoinAsync("Ansel Away", "RJZ", "Triager"), await app.JoinAsync("Cleo Cover", "RJZ", "Triager"));
        await AwayAsync(away, cover);
        await HarmedAsync("The badger list of the dialysis unit shows the wrong chair.", "RJZ");
        app.Clock.Advance(TimeSpan.FromHours(4.1));
        await EscalateAsync();
        Assert.Empty(To(await app.EmailOfAsync(away)));
        Assert.Single(To(await app.EmailOfAsync(cover)));
    }

    [Fact]
    public async Task UrgentReport_ThatNobodyTakesOn_AlertsAtOnceThenTheTeamThenTheOfficerAndOnCall()
    {
        const string OnCall = "oncall.newcastle@example.org";
        var triager = await app.JoinAsync("Tomas Triager", "RVW", "Triager");
        var officer = await app.JoinAsync("Dr Orla Officer", "RVW", "ClinicalSafetyOfficer");
        Assert.Empty((await app.SendAsync(new SetOnCallAddress(await app.ViewerAsync(Acts.Administrator), "RVW", OnCall))).Errors);
        var report = await app.TriageableAsync("The patient was given the wrong drug because the walrus chart was shown. Please call us immediately.", organisation: "RVW");
        Assert.Equal(AlertState.Waiting, await app.InDatabaseAsync(db => db.UrgentReports.Where(u => u.ReportId == report.Id).Select(u => u.Alert).SingleAsync()));
        await RunAsync<SendUrgentAlerts>();
        Assert.Single(To(OnCall));
        // to have opened it is not enough: somebody has to say that they deal with it
        Assert.NotNull(await app.SendAsync(new ReadReport(triager, report.Reference)));
        await EscalateAsync();
        Assert.Empty(To(await app.EmailOfAsync(triager)));
        app.Clock.Advance(TimeSpan.FromMinutes(31));
        await EscalateAsync();
        var called = Assert.Single(To(await app.EmailOfAsync(triager)));
        Assert.Equal($"URGENT: nobody has taken on report {report.Reference}", called.Subject);
        Assert.DoesNotContain("walrus", called.Text + called.Html, StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromMinutes(31));
        await EscalateAsync();
        await EscalateAsync();
        Assert.Single(To(await app.EmailOfAsync(triager)));
        Assert.StartsWith("URGENT, second call", Assert.Single(To(await app.EmailOfAsync(officer))).Subject, StringComparison.Ordinal);
        Assert.Equal(2, To(OnCall).Count);
    }

    [Fact]
    public async Task UrgentReport_ThatSomebodyTookOn_IsNotEscalated()
    {
        var triager = await app.JoinAsync("Tess Taker", "RVJ", "Triager");
        var report = await app.TriageableAsync("The patient was given the wrong drug because the otter chart was shown. Please call us immediately.", organisation: "RVJ");
        await app.SendAsync(new JudgeUrgency(triager, report.Reference, UrgencyVerdict.Seen, "The ward changes the drug."));
        app.Clock.Advance(TimeSpan.FromHours(2));
        await EscalateAsync();
        Assert.False(await app.InDatabaseAsync(db => db.Escalations.AnyAsync(e => e.ReportId == report.Id)));
        Assert.DoesNotContain(To(await app.EmailOfAsync(triager)), letter => letter.Subject.Contains(report.Reference, StringComparison.Ordinal));
    }

    private IReadOnlyList<Letter> To(string email) => [.. letters.Where(letter => letter.To == email)];

    private async Task<Report> HarmedAsync(string words, string organisation)
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync(words, organisation: organisation, harm: "Severe");
        var report = await app.ReportAsync(sent.Reference);
        await app.WakeAsync(report.Id);
        Assert.Equal(ReportStage.AwaitingTriage, (await app.ReportAsync(sent.Reference)).Stage);
        Assert.False(await app.InDatabaseAsync(db => db.UrgentReports.AnyAsync(u => u.ReportId == report.Id)));
        return report;
    }

    /// <summary>An action of this person that is due in so many hours.</summary>
    private async Task<(Report Report, Guid Id)> ActionAsync(Viewer owner, string reported, string what, int hours)
    {
        var report = await app.TriageableAsync(reported, organisation: owner.OrganisationCode);
        var now = app.Clock.GetUtcNow();
        var added = await app.SendAsync(new AddAction(owner, report.Reference, ActionForm.New(now, owner.PersonId) with { What = what }));
        var due = now.AddHours(hours);
        // as typed: to the minute
        due = new DateTimeOffset(due.Year, due.Month, due.Day, due.Hour, due.Minute, 0, TimeSpan.Zero);
        await app.InDatabaseAsync(db => db.SafetyActions.Where(a => a.Id == added.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.DueAt, due).SetProperty(a => a.RemindAt, Reminders.Next(due, now, 5, MakingItWork.Plumbing.Jobs.JobsSetup.London))));
        return (report, added.Id!.Value);
    }

    private async Task AwayAsync(Viewer person, Viewer cover)
    {
        var (first, last) = (app.Clock.GetUtcNow().DayIn(), app.Clock.GetUtcNow().DayIn().AddDays(20));
        var set = await app.SendAsync(new SetAway(person, null, new AwayForm
        {
            FromDay = $"{first.Day}", FromMonth = $"{first.Month}", FromYear = $"{first.Year}",
            UntilDay = $"{last.Day}", UntilMonth = $"{last.Month}", UntilYear = $"{last.Year}", CoverId = cover.PersonId,
        }));
        Assert.NotNull(set.AbsenceId);
    }

    private async Task RemindAsync()
    {
        await RunAsync<RemindOfActions>();
        await RunAsync<SendTeamMails>();
    }

    private async Task EscalateAsync()
    {
        await RunAsync<EscalateUnopened>();
        await RunAsync<SendTeamMails>();
    }

    private Task<bool> RunAsync<T>(IMailer? mailer = null)
        where T : MakingItWork.Plumbing.Jobs.IRecurringJob => app.InScopeAsync(async services =>
        {
            var job = typeof(T) == typeof(SendTeamMails) || typeof(T) == typeof(SendUrgentAlerts) ? ActivatorUtilities.CreateInstance<T>(services, mailer ?? Collecting()) : services.GetRequiredService<T>();
            await job.RunAsync(CancellationToken.None);
            return true;
        });

    private IMailer Collecting()
    {
        var mailer = Substitute.For<IMailer>();
        mailer.SendAsync(default!, default).ReturnsForAnyArgs(call =>
        {
            letters.Enqueue(call.Arg<Letter>());
            return Task.CompletedTask;
        });
        return mailer;
    }
}

[Collection(Apps.QuietSqlite)]
public sealed class TeamMailSqliteTests(QuietSqliteApp app) : TeamMailTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class TeamMailPostgreSqlTests(QuietPostgreSqlApp app) : TeamMailTests(app);
