using System.Net;
using MakingItWork.Tests.House;
using MakingItWork.Tests.TestHost;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Directory;

/// <summary>How a sign-in begins and ends, and what somebody with bad intentions tries.</summary>
public sealed class SessionsSqliteTests(QuietSqliteApp app) : IClassFixture<QuietSqliteApp>
{
    private const string Cookie = "making-it-work";

    [Fact]
    public async Task SignOut_WithACopyOfTheCookie_LeavesNothingThatOpens()
    {
        using var visitor = await SignedInAsync(Acts.Cambridge);
        var copy = visitor.CookieOf(Cookie)!;
        using var thief = app.Visit();
        thief.Plant(Cookie, copy);
        Assert.Equal(HttpStatusCode.OK, (await thief.EndsAtAsync("/triage")).Status);
        Assert.Equal("/triage", (await thief.EndsAtAsync("/triage")).Path);

        var token = (await visitor.PageAsync("/triage")).QuerySelector("form[action='/sign-out'] input")!.GetAttribute("value")!;
        using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        using var left = await visitor.Http.PostAsync(new Uri("/sign-out", UriKind.Relative), content);
        using var late = app.Visit();
        late.Plant(Cookie, copy);
        Assert.Equal("/sign-in", (await late.EndsAtAsync("/triage")).Path);
        Assert.True(await app.InDatabaseAsync(db => db.AuditEntries.AnyAsync(e => e.Act == "signed out" && e.OrganisationCode == "RGT")));
    }

    [Fact]
    public async Task SignOutEverywhere_WithTwoSessions_EndsBoth()
    {
        using var here = await SignedInAsync(Acts.Birmingham);
        using var there = await SignedInAsync(Acts.Birmingham);
        await here.SubmitAsync((await here.PageAsync("/account")).QuerySelector("form:has(#everywhere)")!);
        Assert.Equal("/sign-in", (await here.EndsAtAsync("/triage")).Path);
        Assert.Equal("/sign-in", (await there.EndsAtAsync("/triage")).Path);
    }

    [Fact]
    public async Task Session_WithoutUse_EndsAndUsedOneGoesOnUntilTheLongestTime()
    {
        using var idle = await SignedInAsync("safety.guys@example.org");
        using var used = await SignedInAsync("safety.guys@example.org");
        for (var minutes = 0; minutes < 60; minutes += 20)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(20));
            Assert.Equal("/triage", (await used.EndsAtAsync("/triage")).Path);
        }
        Assert.Equal("/sign-in", (await idle.EndsAtAsync("/triage")).Path);

        // a page that asks by itself keeps nobody signed in
        using var watching = await SignedInAsync("safety.guys@example.org");
        for (var minutes = 0; minutes < 40; minutes += 10)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(10));
            using var request = new HttpRequestMessage(HttpMethod.Get, "/account/stay");
            request.Headers.Add("Background", "1");
            using var answer = await watching.Http.SendAsync(request);
        }
        Assert.Equal("/sign-in", (await watching.EndsAtAsync("/triage")).Path);

        for (var minutes = 0; minutes < 12 * 60; minutes += 20)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(20));
            await used.StatusAsync("/account/stay");
        }
        Assert.Equal("/sign-in", (await used.EndsAtAsync("/triage")).Path);
    }

    [Fact]
    public async Task SignIn_WithAPlantedCookie_GivesANewOne()
    {
        using var first = await SignedInAsync(Acts.Larkfield);
        var planted = first.CookieOf(Cookie)!;
        using var victim = app.Visit();
        victim.Plant(Cookie, "planted");
        Assert.Equal("/sign-in", (await victim.EndsAtAsync("/supplier")).Path);
        await victim.SignInAsync(Acts.Harbour, app.DemoPassword);
        Assert.NotEqual(planted, victim.CookieOf(Cookie));
        Assert.NotEqual("planted", victim.CookieOf(Cookie));
    }

    [Fact]
    public async Task SignIn_ThatFails_LooksAlikeForEveryCause()
    {
        await app.InDatabaseAsync(db => db.Users.Where(p => p.Email == "analyst@example.org").ExecuteUpdateAsync(set => set.SetProperty(p => p.DeactivatedAt, app.Clock.GetUtcNow())));
        using var visitor = app.Visit();
        for (var tries = 0; tries < 5; tries++)
        {
            await FailAsync(visitor, "northlight@example.org", "wrong");
        }
        var answers = new List<string>();
        foreach (var (email, password) in (IReadOnlyList<(string, string)>)
        [
            ("nobody@trust.example", "wrong"), ("officer.cambridge@example.org", "wrong"),
            ("northlight@example.org", app.DemoPassword), ("analyst@example.org", app.DemoPassword),
        ])
        {
            var began = System.Diagnostics.Stopwatch.GetTimestamp();
            answers.Add((await FailAsync(visitor, email, password)).Replace(email, "", StringComparison.Ordinal));
            Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(began) >= TimeSpan.FromMilliseconds(600));
        }
        Assert.Single(answers.Distinct());
        await app.InDatabaseAsync(db => db.Users.Where(p => p.Email == "analyst@example.org").ExecuteUpdateAsync(set => set.SetProperty(p => p.DeactivatedAt, (DateTimeOffset?)null)));
    }

    [Fact]
    public async Task EveryForm_SentFromAnotherSite_IsRefused()
    {
        // the others stand in the list of addresses with the reason why
        var tokenless = EndpointRules.Listed().Where(rule => rule.Rule.Contains("without a token, because", StringComparison.Ordinal)).Select(rule => rule.Address);
        var forms = app.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Select(endpoint => (Address: "/" + endpoint.RoutePattern.RawText?.TrimStart('/'), Page: endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>()))
            .Where(form => form.Page is not null && !tokenless.Contains(form.Address))
            .SelectMany(form => form.Page!.HandlerMethods.Where(handler => handler.HttpMethod == "Post").Select(handler => form.Address + (handler.Name is { } name ? $"?handler={name}" : "")))
            .Distinct().ToList();
        Assert.True(forms.Count >= 20, string.Join(", ", forms));
        var people = new List<Visitor>();
        foreach (var email in (string[])["safety.cambridge@example.org", "guardian.cambridge@example.org", Acts.Administrator, Acts.National, Acts.Harbour])
        {
            people.Add(await SignedInAsync(email));
        }
        var before = await StateAsync();
        foreach (var form in forms)
        {
            var address = form.Replace("{id:guid}", Guid.NewGuid().ToString(), StringComparison.Ordinal).Replace("{reference}", "R-0000-0000", StringComparison.Ordinal);
            var refused = 0;
            foreach (var person in people)
            {
                // with the cookie and without the token, as a form of another site would arrive
                using var content = new FormUrlEncodedContent([new("Anything", "at all")]);
                using var answer = await person.Http.PostAsync(new Uri(address, UriKind.Relative), content);
                refused += answer.StatusCode == HttpStatusCode.BadRequest ? 1 : 0;
                Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden, $"{address} answered {answer.StatusCode}");
            }
            Assert.True(refused > 0, $"Nobody may send {address}: the token was never looked at.");
        }
        Assert.Equal(before, await StateAsync());
        people.ForEach(person => person.Dispose());
    }

    [Fact]
    public async Task SignOut_SentFromAnotherSite_IsRefused()
    {
        using var visitor = await SignedInAsync(Acts.Cambridge);
        using var content = new FormUrlEncodedContent([]);
        using var answer = await visitor.Http.PostAsync(new Uri("/sign-out", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await visitor.StatusAsync("/triage"));
    }

    /// <summary>What any of the forms would change; each of them leaves an audit entry.</summary>
    private Task<string> StateAsync() => app.InDatabaseAsync(async db => string.Join(' ', await db.AuditEntries.CountAsync(), await db.Users.CountAsync(), await db.Decisions.CountAsync(), await db.ApiKeys.CountAsync(), await db.TrainingRuns.CountAsync()));

    private static async Task<string> FailAsync(Visitor visitor, string email, string password)
    {
        var page = await visitor.SendFormAsync("/sign-in", new Dictionary<string, string> { ["Email"] = email, ["Password"] = password });
        Assert.NotNull(page.QuerySelector("#Email-error"));
        foreach (var token in page.QuerySelectorAll("input[name=__RequestVerificationToken]"))
        {
            token.Remove();
        }
        return page.DocumentElement.OuterHtml;
    }

    private async Task<Visitor> SignedInAsync(string email)
    {
        var visitor = app.Visit();
        await visitor.SignInAsync(email, app.DemoPassword);
        return visitor;
    }
}
