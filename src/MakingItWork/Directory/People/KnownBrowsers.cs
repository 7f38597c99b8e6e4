using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Memory;

namespace MakingItWork.Directory.People;

/// <summary>
/// Browsers in which somebody has signed in with the right password before. There a lock that others brought about with
/// wrong passwords does not hold: nobody can keep a colleague out. Wrong passwords in such a browser are counted by
/// themselves, and after five of them it counts as a strange one for a quarter of an hour.
/// The cookie is encrypted and names nobody: it opens nothing without the password.
/// </summary>
public sealed class KnownBrowsers(IDataProtectionProvider protection, IMemoryCache wrong)
{
    internal const string Cookie = "making-it-work-known";
    private const int MostPeople = 12;
    private const int MostWrong = 5;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);
    private static readonly TimeSpan Strange = TimeSpan.FromMinutes(15);

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("MakingItWork.KnownBrowser.v1").ToTimeLimitedDataProtector();

    public bool Knows(HttpRequest request, Guid person) =>
        PeopleIn(request).Contains(person) && !(wrong.TryGetValue(KeyOf(request, person), out int times) && times >= MostWrong);

    public void WrongPassword(HttpRequest request, Guid person)
    {
        if (PeopleIn(request).Contains(person))
        {
            var key = KeyOf(request, person);
            wrong.Set(key, wrong.TryGetValue(key, out int times) ? times + 1 : 1, Strange);
        }
    }

    public void Remember(HttpRequest request, HttpResponse response, Guid person)
    {
        var people = PeopleIn(request).Where(one => one != person).Take(MostPeople - 1).Prepend(person);
        response.Cookies.Append(
            Cookie, protector.Protect(string.Join(' ', people.Select(one => one.ToString("N"))), Kept),
            new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = request.IsHttps, MaxAge = Kept, Path = "/sign-in", IsEssential = true });
    }

    private List<Guid> PeopleIn(HttpRequest request)
    {
        if (request.Cookies[Cookie] is not { Length: > 0 and < 2000 } cookie)
        {
            return [];
        }
        try
        {
            return [.. protector.Unprotect(cookie).Split(' ').Select(Guid.Parse)];
        }
        catch (Exception invented) when (invented is CryptographicException or FormatException)
        {
            return [];
        }
    }

    private static (string, Guid) KeyOf(HttpRequest request, Guid person) => (request.Cookies[Cookie]!, person);
}
