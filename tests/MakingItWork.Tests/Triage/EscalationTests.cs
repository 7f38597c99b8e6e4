using MakingItWork.Classify;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Tests.TestHost;
using MakingItWork.Tests.Triage.Queues;
using MakingItWork.Triage;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Triage;

/// <summary>What nobody opens or takes on is told to who can act; once, and once more.</summary>
public abstract class EscalationTests(TestApp app) : TeamPost(app)
{
    [Fact]
    public async Task Report_ThatNobodyOpens_IsMailedToTheTeamOnceAndThenToTheOfficerOnce()
    {
        var triager = await App.JoinAsync("Tilda Triager", "R1H", "Triager");
        var officer = await App.JoinAsync("Dr Otis Officer", "R1H", "ClinicalSafetyOfficer");
        var (team, safety) = (await App.EmailOfAsync(triager), await App.EmailOfAsync(officer));
        var opened = await HarmedAsync("The tortoise list of the paediatric ward shows the wrong cot.", "R1H");
        var unopened = await HarmedAsync("The giraffe list of the paediatric ward shows the wrong bed.", "R1H");
        Assert.NotNull(await App.SendAsync(new ReadReport(triager, opened.Reference)));
        App.Clock.Advance(TimeSpan.FromHours(3.9));
        await EscalateAsync();
        Assert.Empty(To(team));
        App.Clock.Advance(TimeSpan.FromHours(0.2));
        await EscalateAsync();
        await EscalateAsync();
        var first = Assert.Single(To(team));
        Assert.Equal($"Nobody has opened report {unopened.Reference} within the service target", first.Subject);
        Assert.DoesNotContain("giraffe", first.Text + first.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(opened.Reference, first.Text, StringComparison.Ordinal);
        Assert.Empty(To(safety));

        App.Clock.Advance(TimeSpan.FromHours(24.1));
        await EscalateAsync();
        await EscalateAsync();
        Assert.Single(To(team));
        Assert.Equal($"Still nobody has opened report {unopened.Reference}", Assert.Single(To(safety)).Subject);
        Assert.Equal(2, await App.InDatabaseAsync(db => db.AuditEntries.CountAsync(e => e.ReportId == unopened.Id && e.Act == "escalated")));
        Assert.Equal(0, await App.InDatabaseAsync(db => db.AuditEntries.CountAsync(e => e.ReportId == opened.Id && e.Act == "escalated")));
    }

    [Fact]
    public async Task Report_WhoseTriagerIsAway_IsMailedToTheCoverOnly()
    {
        var (away, cover) = (await App.JoinAsync("Ansel Away", "RJZ", "Triager"), await App.JoinAsync("Cleo Cover", "RJZ", "Triager"));
        await AwayAsync(away, cover);
        await HarmedAsync("The badger list of the dialysis unit shows the wrong chair.", "RJZ");
        App.Clock.Advance(TimeSpan.FromHours(4.1));
        await EscalateAsync();
        Assert.Empty(To(await App.EmailOfAsync(away)));
        Assert.Single(To(await App.EmailOfAsync(cover)));
    }

    [Fact]
    public async Task Report_OfAnOrganisationWithNobodyToMail_IsMailedToTheNationalTeamOnceAndOnceMore()
    {
        var national = await App.JoinAsync("Nadia National", null, "NationalTriager");
        var report = await HarmedAsync("The lynx list of the burns unit shows the wrong dressing.", "RWJ");
        App.Clock.Advance(TimeSpan.FromHours(4.1));
        await EscalateAsync();
        await EscalateAsync();
        var about = To(await App.EmailOfAsync(national)).Where(letter => letter.Text.Contains(report.Reference, StringComparison.Ordinal)).ToList();
        Assert.Contains("Stockport", Assert.Single(about).Text, StringComparison.Ordinal);
        App.Clock.Advance(TimeSpan.FromHours(24.1));
        await EscalateAsync();
        await EscalateAsync();
        Assert.Equal(2, To(await App.EmailOfAsync(national)).Count(letter => letter.Text.Contains(report.Reference, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Reports_ThatNobodyAtAllCanBeMailedAbout_HoldUpNoOtherOrganisation()
    {
        var triager = await App.JoinAsync("Tova Triager", "RTG", "Triager");
        List<Guid> national = [];
        try
        {
            var stuck = new List<Guid>();
            for (var n = 0; n < 500; n++)
            {
                stuck.Add((await App.WaitingAsync("RNA", DegreeOfHarm.Severe, TimeSpan.FromDays(40), row: false)).Id);
            }
            var report = await HarmedAsync("The puffin list of the eye unit shows the wrong drops.", "RTG");
            App.Clock.Advance(TimeSpan.FromHours(4.1));
            national = await App.InDatabaseAsync(db => db.Users.Where(p => p.OrganisationCode == null && p.DeactivatedAt == null).Select(p => p.Id).ToListAsync());
            await SetGoneAsync(national, App.Clock.GetUtcNow());

            await EscalateAsync();

            Assert.Equal($"Nobody has opened report {report.Reference} within the service target", Assert.Single(To(await App.EmailOfAsync(triager))).Subject);
            Assert.False(await App.InDatabaseAsync(db => db.Escalations.AnyAsync(e => stuck.Contains(e.ReportId))));
            await SetGoneAsync(national, null);
            await EscalateAsync();
            Assert.True(await App.InDatabaseAsync(db => db.Escalations.AnyAsync(e => stuck.Contains(e.ReportId))));
        }
        finally
        {
            await SetGoneAsync(national, null);
            await App.InDatabaseAsync(db => db.Reports.Where(r => r.OrganisationCode == "RNA").ExecuteDeleteAsync());
        }
    }

    [Fact]
    public async Task UrgentReport_ThatNobodyTakesOn_AlertsAtOnceThenTheTeamThenTheOfficerAndOnCall()
    {
        const string OnCall = "oncall.newcastle@example.org";
        var triager = await App.JoinAsync("Tomas Triager", "RVW", "Triager");
        var officer = await App.JoinAsync("Dr Orla Officer", "RVW", "ClinicalSafetyOfficer");
        Assert.Empty((await App.SendAsync(new SetOnCallAddress(await App.ViewerAsync(Acts.Administrator), "RVW", OnCall))).Errors);
        var report = await App.TriageableAsync("The patient was given the wrong drug because the walrus chart was shown. Please call us immediately.", organisation: "RVW");
        Assert.Equal(AlertState.Waiting, await App.InDatabaseAsync(db => db.UrgentReports.Where(u => u.ReportId == report.Id).Select(u => u.Alert).SingleAsync()));
        await RunAsync<SendUrgentAlerts>();
        Assert.Single(To(OnCall));
        // to have opened it is not enough: somebody has to say that they deal with it
        Assert.NotNull(await App.SendAsync(new ReadReport(triager, report.Reference)));
        await EscalateAsync();
        Assert.Empty(To(await App.EmailOfAsync(triager)));
        App.Clock.Advance(TimeSpan.FromMinutes(31));
        await EscalateAsync();
        var called = Assert.Single(To(await App.EmailOfAsync(triager)));
        Assert.Equal($"URGENT: nobody has taken on report {report.Reference}", called.Subject);
        Assert.DoesNotContain("walrus", called.Text + called.Html, StringComparison.Ordinal);
        App.Clock.Advance(TimeSpan.FromMinutes(31));
        await EscalateAsync();
        await EscalateAsync();
        Assert.Single(To(await App.EmailOfAsync(triager)));
        Assert.StartsWith("URGENT, second call", Assert.Single(To(await App.EmailOfAsync(officer))).Subject, StringComparison.Ordinal);
        Assert.Equal(2, To(OnCall).Count);
    }

    [Fact]
    public async Task UrgentReport_ThatSomebodyTookOn_IsNotEscalated()
    {
        var triager = await App.JoinAsync("Tess Taker", "RVJ", "Triager");
        var report = await App.TriageableAsync("The patient was given the wrong drug because the otter chart was shown. Please call us immediately.", organisation: "RVJ");
        await App.SendAsync(new JudgeUrgency(triager, report.Reference, UrgencyVerdict.Seen, "The ward changes the drug."));
        App.Clock.Advance(TimeSpan.FromHours(2));
        await EscalateAsync();
        Assert.False(await App.InDatabaseAsync(db => db.Escalations.AnyAsync(e => e.ReportId == report.Id)));
        Assert.DoesNotContain(To(await App.EmailOfAsync(triager)), letter => letter.Subject.Contains(report.Reference, StringComparison.Ordinal));
    }

    private Task<int> SetGoneAsync(IReadOnlyList<Guid> people, DateTimeOffset? at) =>
        App.InDatabaseAsync(db => db.Users.Where(p => people.Contains(p.Id)).ExecuteUpdateAsync(set => set.SetProperty(p => p.DeactivatedAt, at)));
}

[Collection(Apps.QuietSqlite)]
public sealed class EscalationSqliteTests(QuietSqliteApp app) : EscalationTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class EscalationPostgreSqlTests(QuietPostgreSqlApp app) : EscalationTests(app);
