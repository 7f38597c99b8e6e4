using MakingItWork.Directory;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Directory;

public sealed class AddAccountSqliteTests(QuietSqliteApp app) : IClassFixture<QuietSqliteApp>
{
    [Fact]
    public async Task AddAccount_WithRolesAndOrganisation_CanSignInAndTriage()
    {
        var (errors, password) = await AddAsync(new AddAccount.Wish("a.nurse@trust.example", "A Nurse", "Triager, Redactor", "RGT", null));
        Assert.Empty(errors);
        using var visitor = app.Visit();
        await visitor.SignInAsync("a.nurse@trust.example", password);
        var queue = await visitor.PageAsync("/triage");
        Assert.Contains("A Nurse", queue.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not an address", "A Nurse", "Triager", "RGT", null, "--email")]
    [InlineData("b@trust.example", " ", "Triager", "RGT", null, "--name")]
    [InlineData("b@trust.example", "B", "Chief", "RGT", null, "--roles")]
    [InlineData("b@trust.example", "B", "Triager", "ZZZZ", null, "--organisation ZZZZ")]
    [InlineData("b@trust.example", "B", "Triager", null, null, "needs --organisation")]
    [InlineData("b@trust.example", "B", "SupplierUser", null, "Nobody Ltd", "\"Nobody Ltd\"")]
    [InlineData("b@trust.example", "B", "SupplierUser", null, null, "needs --supplier")]
    [InlineData("safety.cambridge@example.org", "B", "Triager", "RGT", null, "already taken")]
    public async Task AddAccount_ThatCannotBe_SaysWhyAndMakesNone(string email, string name, string roles, string? organisation, string? supplier, string why)
    {
        var before = await app.InDatabaseAsync(db => db.Users.CountAsync());
        var (errors, _) = await AddAsync(new AddAccount.Wish(email, name, roles, organisation, supplier));
        Assert.Contains(errors, error => error.Contains(why, StringComparison.Ordinal));
        Assert.Equal(before, await app.InDatabaseAsync(db => db.Users.CountAsync()));
    }

    private async Task<(IReadOnlyList<string> Errors, string Password)> AddAsync(AddAccount.Wish wish)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AddAccount>().RunAsync(wish, CancellationToken.None);
    }
}
