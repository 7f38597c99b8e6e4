using System.Net;
using MakingItWork.Capture;
using MakingItWork.Classify;
using MakingItWork.Plumbing.Mail;
using MakingItWork.Tests.TestHost;
using MakingItWork.Triage;
using MakingItWork.Triage.Queues;
using Microsoft.EntityFrameworkCore;
using NSubstitute;

namespace MakingItWork.Tests.Classify;

/// <summary>A report that may mean imminent harm reaches a person at once.</summary>
public abstract class UrgencyTests(TestApp app)
{
    private const string Words = "The patient was given the wrong drug because the chart of Edwina Quillfeather (999 000 0018) was shown. Please call us immediately.";

    [Fact]
    public async Task UrgentReport_OfATeamWithAnAddress_IsMailedOnceWithMaskedWords()
    {
        await AddressAsync("RGT", "oncall.cambridge@example.org");
        var report = await app.TriageableAsync(Words);
        Assert.Equal(AlertState.Waiting, (await UrgentAsync(report.Id)).Alert);
        await app.RunAsync<SendUrgentAlerts>();

        var urgent = await UrgentAsync(report.Id);
        Assert.Equal((AlertState.Sent, "oncall.cambridge@example.org", 1), (urgent.Alert, urgent.SentTo, urgent.Attempts));
        var path = MailOf(report);
        var message = Eml.Parse(await File.ReadAllTextAsync(path));
        Assert.Equal("oncall.cambridge@example.org", message.Headers["To"]);
        Assert.Equal($"<urgent-{report.Id:N}@making-it-work>", message.Headers["Message-ID"]);
        Assert.Equal($"URGENT: report {report.Reference} may mean imminent harm", message.Header("Subject"));
        Assert.All(message.Parts.Values, part =>
        {
            Assert.Contains(urgent.Reason, WebUtility.HtmlDecode(part), StringComparison.Ordinal);
            Assert.Contains("was given the wrong drug", part, StringComparison.Ordinal);
            Assert.Contains($"/triage/{report.Reference}", part, StringComparison.Ordinal);
            Assert.DoesNotContain("Quillfeather", part, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("0018", part, StringComparison.Ordinal);
        });
        File.Delete(path);
        await app.RunAsync<SendUrgentAlerts>();
        await app.WakeAsync(report.Id);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task UrgentReport_WhosePictureIsHeld_IsMailedAndNamedToItsTeamWithoutItsWords()
    {
        await AddressAsync("RGT", "oncall.cambridge@example.org");
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync(Words, pictures: [TestPictures.Png(611)]);
        var report = await app.ReportAsync(sent.Reference);
        await app.WakeAsync(report.Id);
        Assert.Equal(ReportStage.Held, (await app.ReportAsync(sent.Reference)).Stage);
        await app.RunAsync<SendUrgentAlerts>();

        var message = Eml.Parse(await File.ReadAllTextAsync(MailOf(report)));
        Assert.Contains("Its picture has not been released yet", message.Parts["text/plain"], StringComparison.Ordinal);
        Assert.DoesNotContain("image", string.Join(' ', message.Parts.Keys), StringComparison.Ordinal);
        using var cambridge = await SignedInAsync(Acts.Cambridge);
        Assert.Equal(HttpStatusCode.NotFound, await cambridge.StatusAsync($"/triage/{sent.Reference}"));
        var named = (await cambridge.PageAsync("/triage")).QuerySelector("#urgent-elsewhere")!.TextContent;
        Assert.Contains(sent.Reference, named, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong drug because", named, StringComparison.Ordinal);
        using var birmingham = await SignedInAsync(Acts.Birmingham);
        Assert.DoesNotContain(sent.Reference, (await birmingham.PageAsync("/triage")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UrgentReport_ForAClinicalSafetyOfficer_IsNamedWhileHeldAndMayBeTakenOn()
    {
        using var visitor = app.Visit();
        var held = await visitor.ReportAsync(Words, pictures: [TestPictures.Png(612)]);
        await app.WakeAsync((await app.ReportAsync(held.Reference)).Id);
        using var officer = await SignedInAsync("officer.cambridge@example.org");
        Assert.Contains(held.Reference, (await officer.PageAsync("/triage")).QuerySelector("#urgent-elsewhere")!.TextContent, StringComparison.Ordinal);

        var open = await app.TriageableAsync(Words);
        await PostAsync(officer, $"/triage/{open.Reference}", "Seen", "The ward has been called.");
        Assert.Equal(UrgencyVerdict.Seen, (await UrgentAsync(open.Id)).Verdict);
    }

    [Fact]
    public async Task UrgentReport_InTheQueue_ComesFirstUntilAPersonSaysItIsNot()
    {
        using var visitor = app.Visit();
        var worse = await visitor.ReportAsync("The list of the morning clinic is sorted by the wrong column.", organisation: "RJ1", harm: "Severe");
        await app.WakeAsync((await app.ReportAsync(worse.Reference)).Id);
        var report = await app.TriageableAsync("Please call us: the infusion pump shows the wrong rate and is running right now.", organisation: "RJ1");
        var team = await app.ViewerAsync("safety.guys@example.org");
        Assert.Equal([report.Reference, worse.Reference], (await app.SendAsync(new TriageQueue(team))).Items.Select(i => i.Reference).Where(r => r == report.Reference || r == worse.Reference));

        using var person = await SignedInAsync("safety.guys@example.org");
        var address = $"/triage/{report.Reference}";
        Assert.Contains("Urgent:", (await person.PageAsync(address)).QuerySelector("#urgent h2")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("speaks for", (await person.PageAsync(address)).QuerySelector("#description mark")!.TextContent, StringComparison.Ordinal);
        var page = await PostAsync(person, address, "Seen", "  ", "Severity", "Major");
        Assert.Contains("Enter what is being done", page.QuerySelector("#UrgencyReason-error")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("input[name=Severity][value=Major][checked]"));
        await PostAsync(person, address, "Seen", "The ward changes the pump.");
        Assert.Equal(report.Reference, (await app.SendAsync(new TriageQueue(team))).Items[0].Reference);
        Assert.True((await app.SendAsync(new TriageQueue(team))).Items[0].UrgencySeen);
        Assert.True((await app.SendAsync(new JudgeUrgency(await app.ViewerAsync(Acts.Birmingham), report.Reference, UrgencyVerdict.NotUrgent, "Not for us."))).NotFound);
        await app.SendAsync(new JudgeUrgency(team, report.Reference, UrgencyVerdict.NotUrgent, "The pump was a demonstration."));
        await app.RunAsync<KeepQueue>();
        Assert.Equal([worse.Reference, report.Reference], (await app.SendAsync(new TriageQueue(team))).Items.Select(i => i.Reference).Where(r => r == report.Reference || r == worse.Reference));
        Assert.Equal(
            ["The ward changes the pump.", "The pump was a demonstration."],
            await app.InDatabaseAsync(db => db.AuditEntries.Where(e => e.ReportId == report.Id && (e.Act == "took on the urgent report" || e.Act == "said it is not urgent")).OrderBy(e => e.At).Select(e => e.Words!).ToListAsync()));

        await app.RunAsync<SendUrgentAlerts>();
        Assert.Equal(AlertState.NotNeeded, (await UrgentAsync(report.Id)).Alert);
    }

    [Fact]
    public async Task UrgentReport_WithoutAnyAddress_IsSaidClearlyAndSentOnceThereIsOne()
    {
        var report = await app.TriageableAsync("All patients on the whole ward have the wrong allergy list right now.", organisation: "RRK");
        await app.RunAsync<SendUrgentAlerts>();
        Assert.Equal(AlertState.NoAddress, (await UrgentAsync(report.Id)).Alert);
        Assert.Contains(app.Logs.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains($"Urgent report {report.Reference} was mailed to nobody", StringComparison.Ordinal));
        using var administrator = await SignedInAsync(Acts.Administrator);
        var page = await administrator.PageAsync("/classification/on-call");
        Assert.NotNull(page.QuerySelector("#no-default"));
        Assert.Contains(report.Reference, page.QuerySelector("#unsent ~ table")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await administrator.PageAsync("/classification")).QuerySelector("#unmailed"));

        var wrong = await SetAsync(administrator, "RRK", "nobody");
        Assert.NotNull(wrong.QuerySelector("#Email-error"));
        Assert.NotNull((await SetAsync(administrator, "XXXXX", "oncall@example.org")).QuerySelector("#Organisation-error"));
        await SetAsync(administrator, "rrk", "oncall.birmingham@example.org");
        try
        {
            await app.RunAsync<SendUrgentAlerts>();
            Assert.Equal((AlertState.Sent, "oncall.birmingham@example.org"), ((await UrgentAsync(report.Id)).Alert, (await UrgentAsync(report.Id)).SentTo));
        }
        finally
        {
            await app.SendAsync(new SetOnCallAddress(await app.ViewerAsync(Acts.Administrator), "RRK", null));
        }
    }

    [Fact]
    public async Task Alert_ThatTheMailServerRefuses_IsTriedAgainLater()
    {
        await AddressAsync("RGT", "oncall.cambridge@example.org");
        var report = await app.TriageableAsync("The patient collapsed after an overdose that the dose screen proposed.");
        var broken = Substitute.For<IMailer>();
        broken.SendAsync(default!, default).ReturnsForAnyArgs<Task>(_ => throw new MailFailedException("The message could not be handed over.", new IOException()));
        await RunWithAsync(broken);
        var waiting = await UrgentAsync(report.Id);
        Assert.Equal((AlertState.Waiting, 1), (waiting.Alert, waiting.Attempts));
        Assert.True(waiting.NotBefore > waiting.RaisedAt);

        await app.RunAsync<SendUrgentAlerts>();
        Assert.Equal(AlertState.Waiting, (await UrgentAsync(report.Id)).Alert);
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.RunAsync<SendUrgentAlerts>();
        var sent = await UrgentAsync(report.Id);
        Assert.Equal((AlertState.Sent, waiting.MessageId, null), (sent.Alert, sent.MessageId, sent.Trouble));
    }

    [Fact]
    public async Task Alert_SentByFourAtOnce_GoesOutOnce()
    {
        await AddressAsync("RGT", "oncall.cambridge@example.org");
        var report = await app.TriageableAsync("Respiratory arrest on the ward after the wrong infusion rate was shown.");
        var letters = new System.Collections.Concurrent.ConcurrentBag<Letter>();
        var mailer = Substitute.For<IMailer>();
        mailer.SendAsync(default!, default).ReturnsForAnyArgs(call =>
        {
            letters.Add(call.Arg<Letter>());
            return Task.Delay(50);
        });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RunWithAsync(mailer))));
        Assert.Single(letters, letter => letter.MessageId == $"urgent-{report.Id:N}@making-it-work");
    }

    [Fact]
    public async Task Harm_ThatTheWordsContradict_IsFlaggedWithTheReason()
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync("The patient died after the alert was not shown.", organisation: "RJ1", harm: "NoHarm");
        await app.WakeAsync((await app.ReportAsync(sent.Reference)).Id);
        using var person = await SignedInAsync("safety.guys@example.org");
        var page = await person.PageAsync($"/triage/{sent.Reference}");
        Assert.Contains("harm given is less than death", page.QuerySelector("#contradiction")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Words say otherwise", (await person.PageAsync("/triage")).QuerySelector($"#{sent.Reference}")!.TextContent, StringComparison.Ordinal);
        var agreeing = await app.TriageableAsync("The font of the discharge letter is too small to read.", organisation: "RJ1");
        Assert.Null((await person.PageAsync($"/triage/{agreeing.Reference}")).QuerySelector("#contradiction"));
    }

    private async Task<bool> RunWithAsync(IMailer mailer) => await app.InScopeAsync(async services =>
    {
        await ActivatorUtilities.CreateInstance<SendUrgentAlerts>(services, mailer).RunAsync(CancellationToken.None);
        return true;
    });

    private async Task AddressAsync(string organisation, string email) =>
        Assert.Empty((await app.SendAsync(new SetOnCallAddress(await app.ViewerAsync(Acts.Administrator), organisation, email))).Errors);

    private static async Task<AngleSharp.Dom.IDocument> SetAsync(Visitor visitor, string organisation, string email)
    {
        var page = await visitor.PageAsync("/classification/on-call");
        var token = page.QuerySelector("#set input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await visitor.SendAsync(new Uri("/classification/on-call", UriKind.Relative), new Dictionary<string, string> { ["Organisation"] = organisation, ["Email"] = email, ["__RequestVerificationToken"] = token });
    }

    private static async Task<AngleSharp.Dom.IDocument> PostAsync(Visitor visitor, string address, string verdict, string reason, string field = "Reason", string value = "")
    {
        var page = await visitor.PageAsync(address);
        var token = page.QuerySelector("#decision input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await visitor.SendAsync(
            new Uri($"{address}?handler=Urgency&verdict={verdict}", UriKind.Relative),
            new Dictionary<string, string> { ["UrgencyReason"] = reason, [field] = value, ["__RequestVerificationToken"] = token });
    }

    private string MailOf(Report report) => Path.Combine(app.DataFolder, "mail", $"urgent-{report.Id:N}.eml");

    private Task<UrgentReport> UrgentAsync(Guid report) => app.InDatabaseAsync(db => db.UrgentReports.AsNoTracking().SingleAsync(u => u.ReportId == report));

    private async Task<Visitor> SignedInAsync(string email)
    {
        var visitor = app.Visit();
        await visitor.SignInAsync(email, app.DemoPassword);
        return visitor;
    }
}

[Collection(Apps.QuietSqlite)]
public sealed class UrgencySqliteTests(QuietSqliteApp app) : UrgencyTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class UrgencyPostgreSqlTests(QuietPostgreSqlApp app) : UrgencyTests(app);
