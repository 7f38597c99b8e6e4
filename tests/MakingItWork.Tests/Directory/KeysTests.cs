using System.Net;
using System.Net.Http.Headers;
using MakingItWork.Capture;
using MakingItWork.Directory.Keys;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Directory;

/// <summary>Keys of programs: shown once, kept as a hash, bound to an organisation, and over when they are.</summary>
public abstract class KeysTests(TestApp app)
{
    private const string CambridgeAdministrator = "administrator.cambridge@example.org";

    [Fact]
    public async Task Key_OfAnOrganisation_ReadsItsReportsAndNoOthers()
    {
        var cambridge = await app.TriageableAsync("The clock of the ward list stands still.");
        var birmingham = await app.TriageableAsync("The clock of the clinic list stands still.", organisation: "RRK");
        var key = await MakeAsync(CambridgeAdministrator);
        using var visitor = app.Visit();
        var read = await ReadAllAsync(visitor, key);
        Assert.Contains(cambridge.Reference, read);
        Assert.DoesNotContain(birmingham.Reference, read);
        Assert.Equal(read.Count, read.Distinct().Count());
        var stored = await app.InDatabaseAsync(db => db.ApiKeys.SingleAsync(k => k.Hash == ManageKeysHandler.HashOf(key)));
        Assert.NotNull(stored.LastUsedAt);
        Assert.DoesNotContain(key[4..], stored.Hash, StringComparison.Ordinal);
        // it reads, and nothing else
        using var request = new HttpRequestMessage(HttpMethod.Get, "/triage");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await visitor.Http.SendAsync(request);
        Assert.Equal("/sign-in", answer.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task Key_OfNoOrganisation_ReadsAcceptedReportsOnly()
    {
        var waiting = await app.TriageableAsync("The bell of the ward list is silent.");
        var accepted = await app.TriageableAsync("The bell of the clinic list is silent.", organisation: "RRK");
        await app.ApproveAsync(accepted.Reference);
        using var visitor = app.Visit();
        var read = await ReadAllAsync(visitor, await MakeAsync(Acts.Administrator));
        Assert.Contains(accepted.Reference, read);
        Assert.DoesNotContain(waiting.Reference, read);
    }

    [Fact]
    public async Task Key_Renewed_GoesOnForADayAndRevokedEndsAtOnce()
    {
        var old = await MakeAsync(CambridgeAdministrator);
        var viewer = await app.ViewerAsync(CambridgeAdministrator);
        var id = await app.InDatabaseAsync(db => db.ApiKeys.Where(k => k.Hash == ManageKeysHandler.HashOf(old)).Select(k => k.Id).SingleAsync());
        var renewed = (await app.SendAsync(new RotateKey(viewer, id))).Key!;
        using var visitor = app.Visit();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(visitor, old));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(visitor, renewed));
        app.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(visitor, old));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(visitor, renewed));
        var second = await app.InDatabaseAsync(db => db.ApiKeys.Where(k => k.Hash == ManageKeysHandler.HashOf(renewed)).Select(k => k.Id).SingleAsync());
        Assert.False(await app.SendAsync(new RevokeKey(await app.ViewerAsync("administrator.birmingham@example.org"), second)));
        Assert.True(await app.SendAsync(new RevokeKey(viewer, second)));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(visitor, renewed));
    }

    [Theory]
    [InlineData("miw_wrong")]
    [InlineData("")]
    public async Task Reports_WithoutAGoodKey_AreRefused(string key)
    {
        using var visitor = app.Visit();
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(visitor, key));
        await visitor.SignInAsync(Acts.Cambridge, app.DemoPassword);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(visitor, key));
    }

    private async Task<string> MakeAsync(string administrator)
    {
        using var visitor = app.Visit();
        await visitor.SignInAsync(administrator, app.DemoPassword);
        var page = await visitor.SendFormAsync("/keys", new Dictionary<string, string> { ["Name"] = "A risk system" }, "Make");
        var key = page.QuerySelector("#key")!.TextContent;
        Assert.DoesNotContain(key, (await visitor.PageAsync("/keys")).Body!.TextContent, StringComparison.Ordinal);
        return key;
    }

    private static async Task<List<string>> ReadAllAsync(Visitor visitor, string key)
    {
        var all = new List<string>();
        while (true)
        {
            using var answer = await AskAsync(visitor, key, all.Count == 0 ? "" : $"?after={all[^1]}");
            var page = (await answer.Content.ReadFromJsonAsync<List<ReportsApi.ReadableReport>>())!;
            all.AddRange(page.Select(report => report.Reference));
            if (page.Count == 0)
            {
                return all;
            }
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(Visitor visitor, string key)
    {
        using var answer = await AskAsync(visitor, key, "");
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> AskAsync(Visitor visitor, string key, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/reports" + query);
        if (key.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
        return await visitor.Http.SendAsync(request);
    }
}

public sealed class KeysSqliteTests(QuietSqliteApp app) : KeysTests(app), IClassFixture<QuietSqliteApp>;

public sealed class KeysPostgreSqlTests(QuietPostgreSqlApp app) : KeysTests(app), IClassFixture<QuietPostgreSqlApp>;
