using MakingItWork.Plumbing.Mail;
using MakingItWork.Store;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace MakingItWork.Directory.People;

/// <summary>
/// Asking for a new password. The answer is the same, and comes as soon, whether there is such an account or not:
/// all work for one is done after the answer.
/// </summary>
public sealed class ForgottenPasswordModel(IOptions<AccountsOptions> options, IServiceScopeFactory scopes, ILogger<ForgottenPasswordModel> log) : PageModel
{
    [BindProperty] public string? Email { get; set; }

    public bool Sent { get; private set; }
    public int Minutes => options.Value.ResetMinutes;
    public IReadOnlyDictionary<string, string> Errors { get; private set; } = new Dictionary<string, string>();

    public void OnGet()
    {
    }

    public void OnPost()
    {
        if (string.IsNullOrWhiteSpace(Email))
        {
            Errors = new Dictionary<string, string> { [nameof(Email)] = "Enter your email address" };
            return;
        }
        Sent = true;
        var typed = Email.Trim();
        HttpContext.Response.OnCompleted(() =>
        {
            // not waited for: the connection would stay busy as long as the mail takes, and tell by that
            _ = Task.Run(() => SendAsync(typed));
            return Task.CompletedTask;
        });
    }

    private async Task SendAsync(string email)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var services = scope.ServiceProvider;
            var person = await services.GetRequiredService<UserManager<Person>>().FindByEmailAsync(email);
            var recently = services.GetRequiredService<IMemoryCache>();
            // not more often than every two minutes, or anybody could fill anybody's mailbox
            if (person is not { DeactivatedAt: null } || await services.GetRequiredService<PasswordLinks>().SignsOnElsewhereAsync(person) || recently.TryGetValue(("reset", person.Id), out _))
            {
                return;
            }
            recently.Set(("reset", person.Id), true, TimeSpan.FromMinutes(2));
            var db = services.GetRequiredService<ReportsDb>();
            db.Record(services.GetRequiredService<TimeProvider>(), null, "new password asked for", null, $"For {person.Email}");
            await db.SaveChangesAsync();
            await services.GetRequiredService<PasswordLinks>().SendResetAsync(person, CancellationToken.None);
        }
        catch (MailFailedException)
        {
            log.LogWarning("The link to a new password could not be sent: the mail server did not take it.");
        }
        catch (Exception trouble)
        {
            log.LogError("The link to a new password could not be sent: {Trouble}", trouble.GetType().Name);
        }
    }
}
