using System.Collections.Concurrent;
using MakingItWork.Capture;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Plumbing.Mail;
using MakingItWork.Tests.TestHost;
using MakingItWork.Triage.Keyboard;
using MakingItWork.Triage.Post;
using Microsoft.EntityFrameworkCore;
using NSubstitute;

namespace MakingItWork.Tests.Triage;

/// <summary>An urgent report that somebody has decided calls nobody, also while the decision can be taken back; taken back, it calls.</summary>
public abstract class EscalationUndoTests(TestApp app)
{
    private static readonly TimeSpan BeyondUrgent = TimeSpan.FromMinutes(31);
    private readonly ConcurrentQueue<Letter> letters = new();

    [Fact]
    public async Task UrgentReport_DecidedAMomentAgo_MailsNobodyUntilTheDecisionIsTakenBack()
    {
        var triager = await app.JoinAsync("Tariq Triager", "RTD", "Triager");
        var email = await app.EmailOfAsync(triager);
        var report = await UrgentAsync("copper stoat", "RTD");
        app.Clock.Advance(BeyondUrgent);
        await app.ApproveAsync(report.Reference);
        Assert.Equal(ReportStage.Decided, (await app.ReportAsync(report.Reference)).Stage);
        await EscalateAsync();
        Assert.Empty(To(email));
        Assert.False(await app.InDatabaseAsync(db => db.Escalations.AnyAsync(e => e.ReportId == report.Id)));

        Assert.Equal(UndoOutcome.Done, await UndoAsync(report.Reference));
        await EscalateAsync();
        await EscalateAsync();
        Assert.Equal($"URGENT: nobody has taken on report {report.Reference}", Assert.Single(To(email)).Subject);
    }

    [Fact]
    public async Task UrgentReport_DecidedBetweenPlanningAndSending_MailsOnlyOnceTheDecisionIsTakenBack()
    {
        var triager = await app.JoinAsync("Tabea Triager", "RFR", "Triager");
        var email = await app.EmailOfAsync(triager);
        var (decided, other) = (await UrgentAsync("copper weasel", "RFR"), await UrgentAsync("copper polecat", "RFR"));
        app.Clock.Advance(BeyondUrgent);
        await RunAsync<EscalateUnopened>();
        await app.ApproveAsync(decided.Reference);
        await RunAsync<SendTeamMails>();
        var first = Assert.Single(To(email));
        Assert.Contains(other.Reference, first.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(decided.Reference, first.Text, StringComparison.Ordinal);

        Assert.Equal(UndoOutcome.Done, await UndoAsync(decided.Reference));
        await EscalateAsync();
        Assert.Equal(2, To(email).Count);
        Assert.Contains(decided.Reference, To(email)[1].Subject, StringComparison.Ordinal);
        Assert.DoesNotContain(other.Reference, To(email)[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UrgentReport_OfWhichTheTeamWasMailedBeforeTheDecision_IsNotMailedTwiceAfterUndo()
    {
        var triager = await app.JoinAsync("Tilda Triager", "RX1", "Triager");
        var report = await UrgentAsync("copper marten", "RX1");
        app.Clock.Advance(BeyondUrgent);
        await EscalateAsync();
        await app.ApproveAsync(report.Reference);
        Assert.Equal(UndoOutcome.Done, await UndoAsync(report.Reference));
        await EscalateAsync();
        Assert.Single(To(await app.EmailOfAsync(triager)));
    }

    private async Task<Report> UrgentAsync(string animal, string organisation)
    {
        var report = await app.TriageableAsync($"The patient was given the wrong drug because the {animal} chart was shown. Please call us immediately.", organisation: organisation);
        Assert.True(await app.InDatabaseAsync(db => db.UrgentReports.AnyAsync(u => u.ReportId == report.Id)));
        return report;
    }

    private async Task<UndoOutcome> UndoAsync(string reference) => await app.SendAsync(new UndoDecision(await app.ViewerAsync(Acts.National), reference));

    private IReadOnlyList<Letter> To(string email) => [.. letters.Where(letter => letter.To == email)];

    private async Task EscalateAsync()
    {
        await RunAsync<EscalateUnopened>();
        await RunAsync<SendTeamMails>();
    }

    private Task<bool> RunAsync<T>()
        where T : IRecurringJob => app.InScopeAsync(async services =>
        {
            var mailer = Substitute.For<IMailer>();
            mailer.SendAsync(default!, default).ReturnsForAnyArgs(call =>
            {
                letters.Enqueue(call.Arg<Letter>());
                return Task.CompletedTask;
            });
            await ActivatorUtilities.CreateInstance<T>(services, typeof(T) == typeof(SendTeamMails) ? [mailer] : []).RunAsync(CancellationToken.None);
            return true;
        });
}

[Collection(UndoSqliteTests.Name)]
public sealed class EscalationUndoSqliteTests(UndoSqliteApp app) : EscalationUndoTests(app);

[Collection(UndoPostgreSqlTests.Name)]
public sealed class EscalationUndoPostgreSqlTests(UndoPostgreSqlApp app) : EscalationUndoTests(app);
