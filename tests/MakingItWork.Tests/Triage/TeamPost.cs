using System.Collections.Concurrent;
using MakingItWork.Capture;
using MakingItWork.Classify;
using MakingItWork.Directory;
using MakingItWork.Plumbing.Mail;
using MakingItWork.Rules.Deadlines;
using MakingItWork.Tests.TestHost;
using MakingItWork.Triage.Actions;
using MakingItWork.Triage.Post;
using Microsoft.EntityFrameworkCore;
using NSubstitute;

namespace MakingItWork.Tests.Triage;

/// <summary>Runs the jobs that write to a team, and keeps the letters that they hand over.</summary>
public abstract class TeamPost(TestApp app)
{
    private readonly ConcurrentQueue<Letter> letters = new();

    protected TestApp App { get; } = app;

    protected IReadOnlyList<Letter> To(string email) => [.. letters.Where(letter => letter.To == email)];

    protected async Task<Report> HarmedAsync(string words, string organisation)
    {
        using var visitor = App.Visit();
        var sent = await visitor.ReportAsync(words, organisation: organisation, harm: "Severe");
        var report = await App.ReportAsync(sent.Reference);
        await App.WakeAsync(report.Id);
        Assert.Equal(ReportStage.AwaitingTriage, (await App.ReportAsync(sent.Reference)).Stage);
        Assert.False(await App.InDatabaseAsync(db => db.UrgentReports.AnyAsync(u => u.ReportId == report.Id)));
        return report;
    }

    /// <summary>An action of this person that is due in so many hours.</summary>
    protected async Task<(Report Report, Guid Id)> ActionAsync(Viewer owner, string reported, string what, int hours)
    {
        var report = await App.TriageableAsync(reported, organisation: owner.OrganisationCode);
        var now = App.Clock.GetUtcNow();
        var added = await App.SendAsync(new AddAction(owner, report.Reference, ActionForm.New(now, owner.PersonId) with { What = what }));
        var due = now.AddHours(hours);
        // as typed: to the minute
        due = new DateTimeOffset(due.Year, due.Month, due.Day, due.Hour, due.Minute, 0, TimeSpan.Zero);
        await App.InDatabaseAsync(db => db.SafetyActions.Where(a => a.Id == added.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.DueAt, due).SetProperty(a => a.RemindAt, Reminders.Next(due, now, 5, MakingItWork.Plumbing.Jobs.JobsSetup.London))));
        return (report, added.Id!.Value);
    }

    protected async Task AwayAsync(Viewer person, Viewer cover)
    {
        var (first, last) = (App.Clock.GetUtcNow().DayIn(), App.Clock.GetUtcNow().DayIn().AddDays(20));
        var set = await App.SendAsync(new SetAway(person, null, new AwayForm
        {
            FromDay = $"{first.Day}", FromMonth = $"{first.Month}", FromYear = $"{first.Year}",
            UntilDay = $"{last.Day}", UntilMonth = $"{last.Month}", UntilYear = $"{last.Year}", CoverId = cover.PersonId,
        }));
        Assert.NotNull(set.AbsenceId);
    }

    protected async Task RemindAsync()
    {
        await RunAsync<RemindOfActions>();
        await RunAsync<SendTeamMails>();
    }

    protected async Task EscalateAsync()
    {
        await RunAsync<EscalateUnopened>();
        await RunAsync<SendTeamMails>();
    }

    protected Task<bool> RunAsync<T>(IMailer? mailer = null)
        where T : MakingItWork.Plumbing.Jobs.IRecurringJob => App.InScopeAsync(async services =>
        {
            var job = typeof(T) == typeof(SendTeamMails) || typeof(T) == typeof(SendUrgentAlerts) ? ActivatorUtilities.CreateInstance<T>(services, mailer ?? Collecting()) : services.GetRequiredService<T>();
            await job.RunAsync(CancellationToken.None);
            return true;
        });

    protected IMailer Collecting()
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
