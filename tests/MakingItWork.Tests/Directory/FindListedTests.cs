using System.Text.Json;
using MakingItWork.Tests.TestHost;

namespace MakingItWork.Tests.Directory;

/// <summary>What a form suggests while somebody types.</summary>
[Collection(Apps.QuietSqlite)]
public sealed class FindListedTests(QuietSqliteApp app)
{
    [Theory]
    [InlineData("rgt", "RGT")]
    [InlineData("cambridge", "RGT")]
    [InlineData("hospitals camb", "RGT")]
    [InlineData("kings", "RJZ")]
    [InlineData("King’s coll", "RJZ")]
    [InlineData("  LEEDS   ", "RR8")]
    public async Task Organisations_ByCodeOrBeginningsOfWords_AreFoundBestFirst(string typed, string code)
    {
        var found = await AskAsync($"/api/v1/organisations?q={Uri.EscapeDataString(typed)}");
        Assert.Equal(code, found[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Organisations_ManyOfThem_AreTenAtMost()
    {
        Assert.Equal(10, (await AskAsync("/api/v1/organisations?q=trust")).Count);
        Assert.Equal(10, (await AskAsync("/api/v1/organisations")).Count);
        Assert.Empty(await AskAsync("/api/v1/organisations?q=ambridge"));
        Assert.Empty(await AskAsync($"/api/v1/organisations?q={new string('x', 3000)}"));
    }

    [Fact]
    public async Task Products_ByBeginning_AreFoundAndMayBeKeptForAWhile()
    {
        using var visitor = app.Visit();
        using var answer = await visitor.Http.GetAsync(new Uri("/api/v1/products?q=lark", UriKind.Relative));
        Assert.Equal("public, max-age=300", answer.Headers.CacheControl!.ToString());
        var names = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.EnumerateArray().Select(one => one.GetProperty("name").GetString()!);
        Assert.Equal(["Larkfield Screening", "Larkfield Image Reading"], names);
    }

    private async Task<IReadOnlyList<JsonElement>> AskAsync(string address)
    {
        using var visitor = app.Visit();
        return [.. JsonDocument.Parse(await visitor.Http.GetStringAsync(new Uri(address, UriKind.Relative))).RootElement.EnumerateArray()];
    }
}
