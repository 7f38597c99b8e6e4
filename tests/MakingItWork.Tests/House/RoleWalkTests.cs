using System.Net;
using MakingItWork.Capture;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Tests.TestHost;
using MakingItWork.Triage.Actions;
using MakingItWork.Triage.Risk;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace MakingItWork.Tests.House;

/// <summary>
/// Walks every address of the list as every role of two organisations and two suppliers, with the ids of what belongs to
/// the others, and holds each answer against the address's rule. A new address without a rule fails the list's test; with
/// one it is walked from then on.
/// </summary>
public abstract class RoleWalkTests(TestApp app, ITestOutputHelper output)
{
    private const string CambridgeWords = "The quartz heron list shows the wrong ward";
    private const string BirminghamWords = "The copper lantern list shows the wrong ward";

    /// <summary>Forms that would end the walk; SessionsTests sends them.</summary>
    private static readonly string[] SignsOut = ["/sign-out", "/account"];

    /// <summary>Whose data somebody may see: an organisation, a supplier, or all.</summary>
    private sealed record Walker(string Email, string? Organisation, string? Supplier, params string[] Policies);

    private static readonly Walker[] Walkers =
    [
        new("safety.cambridge@example.org", "RGT", null, "signed in", "triage", "redact", "make-links"),
        new("safety.birmingham@example.org", "RRK", null, "signed in", "triage", "redact", "make-links"),
        new("officer.cambridge@example.org", "RGT", null, "signed in", "triage", "make-links", "assess-risk"),
        new("guardian.cambridge@example.org", "RGT", null, "signed in", "guard", "audit"),
        new("administrator.cambridge@example.org", "RGT", null, "signed in", "manage-people", "audit", "make-links"),
        new("administrator.birmingham@example.org", "RRK", null, "signed in", "manage-people", "audit", "make-links"),
        new("harbour@example.org", null, "Harbour", "signed in", "supply"),
        new("larkfield@example.org", null, "Larkfield", "signed in", "supply"),
        new("analyst@example.org", null, null, "signed in", "read-batches", "read-figures"),
        new("safety.national@example.org", "all", null, "signed in", "triage", "redact", "make-links", "run-batches", "read-batches"),
        new("administrator@example.org", "all", null, "signed in", "administer", "manage-people", "audit", "make-links", "run-batches", "read-batches", "read-figures"),
        new("", null, null),
    ];

    [Fact]
    public async Task EveryAddress_AsEveryRoleWithTheOthersIds_KeepsItsRule()
    {
        var rules = EndpointRules.Listed();
        var handlers = HandlersOfPages();
        var ids = await ThingsAsync();
        var tried = 0;
        var leaks = new List<string>();
        foreach (var walker in Walkers)
        {
            using var visitor = app.Visit();
            if (walker.Email.Length > 0)
            {
                await visitor.SignInAsync(walker.Email, app.DemoPassword);
            }
            foreach (var rule in rules)
            {
                foreach (var (address, owner) in Addresses(rule, ids))
                {
                    foreach (var (method, query) in Requests(rule, handlers))
                    {
                        tried++;
                        leaks.AddRange(await TryAsync(visitor, walker, rule, method, address + query, owner));
                    }
                }
            }
        }
        output.WriteLine($"{rules.Count} addresses x {Walkers.Length} roles, {tried} requests, {leaks.Count} leaks");
        Assert.True(leaks.Count == 0, string.Join("\n", leaks));
        Assert.True(tried > 400, $"Only {tried} requests were made.");
    }

    /// <summary>The named forms of each page.</summary>
    private Dictionary<string, List<string>> HandlersOfPages() => app.Services.GetServices<EndpointDataSource>()
        .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>() is not null)
        .GroupBy(endpoint => "/" + endpoint.RoutePattern.RawText?.TrimStart('/'))
        .ToDictionary(group => group.Key, group => group.First().Metadata.GetMetadata<CompiledPageActionDescriptor>()!.HandlerMethods
            .Where(handler => handler.HttpMethod == "Post").Select(handler => handler.Name is { } name ? $"?handler={name}" : "").ToList());

    private static IEnumerable<(string Method, string Query)> Requests(EndpointRule rule, Dictionary<string, List<string>> handlers)
    {
        if (rule.Methods.Contains("GET"))
        {
            yield return ("GET", "");
        }
        if (rule.Methods.Contains("POST") && !SignsOut.Contains(rule.Address))
        {
            foreach (var query in handlers.GetValueOrDefault(rule.Address, [""]))
            {
                yield return ("POST", query);
            }
        }
    }

    private sealed record Things(
        IReadOnlyDictionary<string, string> References, IReadOnlyDictionary<string, Guid> Held, IReadOnlyDictionary<string, Guid> People, IReadOnlyDictionary<string, string> Hazards, IReadOnlyDictionary<string, Guid> Actions);

    /// <summary>One of each kind for each owner.</summary>
    private async Task<Things> ThingsAsync()
    {
        var cambridge = await app.TriageableAsync(CambridgeWords, "Larkfield Screening");
        var birmingham = await app.TriageableAsync(BirminghamWords, "Harbour Vaccinations", "RRK");
        await app.ApproveAsync(cambridge.Reference);
        await app.ApproveAsync(birmingham.Reference);
        var open = new Dictionary<string, string>
        {
            ["RGT"] = (await app.TriageableAsync(CambridgeWords + " again", "Larkfield Screening")).Reference,
            ["RRK"] = (await app.TriageableAsync(BirminghamWords + " again", "Harbour Vaccinations", "RRK")).Reference,
        };
        var held = new Dictionary<string, Guid> { ["RGT"] = await HeldAsync("RGT"), ["RRK"] = await HeldAsync("RRK") };
        var actions = new Dictionary<string, Guid> { ["RGT"] = await ActionAsync(open["RGT"], Acts.Cambridge, CambridgeWords), ["RRK"] = await ActionAsync(open["RRK"], Acts.Birmingham, BirminghamWords) };
        return await app.InDatabaseAsync(async db => new Things(
            open,
            held,
            new Dictionary<string, Guid>
            {
                ["RGT"] = await db.Users.Where(p => p.Email == Acts.Cambridge).Select(p => p.Id).SingleAsync(),
                ["RRK"] = await db.Users.Where(p => p.Email == Acts.Birmingham).Select(p => p.Id).SingleAsync(),
                ["all"] = await db.Users.Where(p => p.Email == Acts.National).Select(p => p.Id).SingleAsync(),
            },
            new Dictionary<string, string>
            {
                ["Larkfield"] = await db.HazardLinks.Where(l => l.ReportId == cambridge.Id).Select(l => l.Hazard!.Reference).SingleAsync(),
                ["Harbour"] = await db.HazardLinks.Where(l => l.ReportId == birmingham.Id).Select(l => l.Hazard!.Reference).SingleAsync(),
            },
            actions));
    }

    /// <summary>An action whose text is the organisation's own, and an assessment of the hazard with the same words.</summary>
    private async Task<Guid> ActionAsync(string reference, string email, string words)
    {
        var viewer = await app.ViewerAsync(email);
        var assessed = await app.SendAsync(new AssessRisk(viewer, reference, 0, Sign: false, new RiskContent { Name = words, InitialSeverity = Severity.Major, InitialLikelihood = Likelihood.High, Justification = words }));
        Assert.Equal(AssessOutcome.Done, assessed.Outcome);
        var added = await app.SendAsync(new AddAction(viewer, reference, ActionForm.New(app.Clock.GetUtcNow(), viewer.PersonId) with { What = words, OnHazard = true }));
        return added.Id!.Value;
    }

    private async Task<Guid> HeldAsync(string organisation)
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync($"The held picture of the ward list at {organisation} shows the wrong day.", organisation: organisation);
        var report = await app.ReportAsync(sent.Reference);
        return await app.InDatabaseAsync(async db =>
        {
            var picture = new Screenshot { Id = Guid.CreateVersion7(), ReportId = report.Id, Position = 1, Width = 10, Height = 10, UploadFormat = "Png", Verdict = PictureVerdict.NeedsPerson };
            db.Screenshots.Add(picture);
            await db.SaveChangesAsync();
            await db.Reports.Where(r => r.Id == report.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Stage, ReportStage.Held));
            return picture.Id;
        });
    }

    /// <summary>The address with the id of each owner; without an id once.</summary>
    private static IEnumerable<(string Address, string? Owner)> Addresses(EndpointRule rule, Things things)
    {
        var bare = rule.Address.Replace("{documentName}", "v1", StringComparison.Ordinal);
        return rule.Ids switch
        {
            "report" => things.References.Select(thing => (bare.Replace("{reference}", thing.Value, StringComparison.Ordinal), (string?)thing.Key)),
            "held picture" => things.Held.Select(thing => (bare.Replace("{id:guid}", thing.Value.ToString(), StringComparison.Ordinal), (string?)thing.Key)),
            "person" => things.People.Select(thing => (bare.Replace("{id:guid}", thing.Value.ToString(), StringComparison.Ordinal), (string?)thing.Key)),
            // of two organisations: only who sees both is let in
            "two reports" =>
            [
                (bare.Replace("{reference}", things.References["RGT"], StringComparison.Ordinal).Replace("{other}", things.References["RRK"], StringComparison.Ordinal), "both"),
                (bare.Replace("{reference}", things.References["RRK"], StringComparison.Ordinal).Replace("{other}", things.References["RGT"], StringComparison.Ordinal), "both"),
            ],
            "team hazard" =>
            [
                (bare.Replace("{reference}", things.Hazards["Larkfield"], StringComparison.Ordinal), "RGT"),
                (bare.Replace("{reference}", things.Hazards["Harbour"], StringComparison.Ordinal), "RRK"),
            ],
            "hazard" => things.Hazards.Select(thing => (bare.Replace("{reference}", thing.Value, StringComparison.Ordinal), (string?)thing.Key)),
            "action" => things.Actions.Select(thing => (bare.Replace("{id:guid}", thing.Value.ToString(), StringComparison.Ordinal), (string?)thing.Key)),
            "batch" or "model" => [(bare.Replace("{id:guid}", Guid.NewGuid().ToString(), StringComparison.Ordinal), "nobody")],
            "secret" => [(bare.Replace("{secret}", "0123456789abcdefghjkmnpqrs", StringComparison.Ordinal), "nobody")],
            _ => [(bare, null)],
        };
    }

    private static async Task<IEnumerable<string>> TryAsync(Visitor visitor, Walker walker, EndpointRule rule, string method, string address, string? owner)
    {
        using var answer = method == "GET"
            ? await visitor.Http.GetAsync(new Uri(address, UriKind.Relative))
            : await PostAsync(visitor, walker, address);
        var at = answer.RequestMessage!.RequestUri!.AbsolutePath;
        var said = await answer.Content.ReadAsStringAsync();
        var who = walker.Email.Length > 0 ? walker.Email : "anybody";
        var found = new List<string>();
        var allowed = rule.Policy == "anyone" || walker.Policies.Contains(rule.Policy);
        var theirs = owner is null || owner == walker.Organisation || owner == walker.Supplier || walker.Organisation == "all";
        if (!allowed && !(answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized || (walker.Email.Length == 0 && at == "/sign-in")))
        {
            found.Add($"{who} {method} {address}: {(int)answer.StatusCode} at {at}, expected to be kept out by {rule.Policy}");
        }
        if (allowed && !theirs && rule.Ids != "secret" && answer.StatusCode != HttpStatusCode.NotFound)
        {
            found.Add($"{who} {method} {address} (of {owner}): {(int)answer.StatusCode} at {at}, expected 404");
        }
        if (answer.StatusCode == HttpStatusCode.InternalServerError)
        {
            found.Add($"{who} {method} {address}: broke");
        }
        foreach (var (words, organisation, supplier) in new[] { ("quartz heron", "RGT", "Larkfield"), ("copper lantern", "RRK", "Harbour") })
        {
            if (walker.Organisation != "all" && walker.Organisation != organisation && walker.Supplier != supplier && said.Contains(words, StringComparison.OrdinalIgnoreCase))
            {
                found.Add($"{who} {method} {address} reads the words of {organisation}");
            }
        }
        return found;
    }

    /// <summary>As their own browser would: with the token of a page of theirs.</summary>
    private static async Task<HttpResponseMessage> PostAsync(Visitor visitor, Walker walker, string address)
    {
        var page = await visitor.PageAsync(walker.Email.Length > 0 ? "/account" : "/sign-in");
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? "";
        using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("reference", "R-0000-0000")]);
        return await visitor.Http.PostAsync(new Uri(address, UriKind.Relative), content);
    }
}

// apps of their own: the walk presses every button that its people may
public sealed class RoleWalkSqliteTests(QuietSqliteApp app, ITestOutputHelper output) : RoleWalkTests(app, output), IClassFixture<QuietSqliteApp>;

public sealed class RoleWalkPostgreSqlTests(QuietPostgreSqlApp app, ITestOutputHelper output) : RoleWalkTests(app, output), IClassFixture<QuietPostgreSqlApp>;
