using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace MakingItWork.Directory.People;

/// <summary>The switch for single-key shortcuts, which each person turns for themselves and for all their computers.</summary>
public static class ShortcutsApi
{
    public static void MapShortcutsApi(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/account/shortcuts", async (HttpContext http, IAntiforgery antiforgery, UserManager<Person> people, SignInManager<Person> signIn) =>
        {
            if (!await antiforgery.IsRequestValidAsync(http) || await people.GetUserAsync(http.User) is not { } person)
            {
                return Results.BadRequest();
            }
            person.KeysOff = (await http.Request.ReadFormAsync(http.RequestAborted))["keys"] == "off";
            await people.UpdateAsync(person);
            await signIn.RefreshSignInAsync(person);
            return http.Request.Headers.Accept.ToString().Contains("json", StringComparison.Ordinal) ? Results.NoContent() : Results.LocalRedirect("/account#shortcuts");
        }).RequireAuthorization().ExcludeFromDescription();
}
