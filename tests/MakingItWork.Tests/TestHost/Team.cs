using MakingItWork.Directory;
using Microsoft.AspNetCore.Identity;

namespace MakingItWork.Tests.TestHost;

/// <summary>People of an organisation that a test makes for itself, with the demonstration password.</summary>
public static class Team
{
    public static Task<Viewer> JoinAsync(this TestApp app, string name, string? organisation, params string[] roles) => app.InScopeAsync(async services =>
    {
        var people = services.GetRequiredService<UserManager<Person>>();
        var email = $"{name.Replace(' ', '.')}.{Guid.NewGuid().ToString("N")[..6]}@example.org".ToLowerInvariant();
        var person = new Person { Id = Guid.CreateVersion7(), UserName = email, Email = email, EmailConfirmed = true, DisplayName = name, OrganisationCode = organisation };
        Assert.True((await people.CreateAsync(person, app.DemoPassword)).Succeeded);
        Assert.True((await people.AddToRolesAsync(person, roles)).Succeeded);
        return new Viewer(person.Id, name, organisation, null, roles.ToHashSet());
    });

    public static Task<string> EmailOfAsync(this TestApp app, Viewer person) => app.InDatabaseAsync(async db => (await db.Users.FindAsync(person.PersonId))!.Email!);
}
