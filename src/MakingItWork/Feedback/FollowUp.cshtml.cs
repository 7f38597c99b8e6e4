using MakingItWork.Plumbing.Web;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Feedback;

/// <summary>
/// How a report stands, for whoever holds its private link, and what they may do about it. The link's secret, which no
/// other site can know, protects the forms better than an anti-forgery token, and it does not run out while somebody types.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class FollowUpPage(IMediator sender) : PageModel
{
    public FollowedReport? Report { get; private set; }

    [BindProperty]
    public string? Message { get; set; }

    public IReadOnlyDictionary<string, string> Errors { get; private set; } = new Dictionary<string, string>();

    /// <summary>What has just been done on this page; kept over the redirect.</summary>
    public Banner? Happened { get; private set; }

    public async Task OnGetAsync(string secret, string? done, CancellationToken cancel)
    {
        Happened = done switch
        {
            "message" => new Banner("Your message is sent") { More = "You see it below as the safety team reads it. They do not learn who you are." },
            "name" => new Banner("Your name is deleted") { More = "Your report goes on without it." },
            "withdrawn" => new Banner("You took this report back") { More = "Its words and pictures are deleted." },
            _ => null,
        };
        await ShowAsync(secret, cancel);
    }

    public async Task<IActionResult> OnPostMessageAsync(string secret, CancellationToken cancel)
    {
        var result = await sender.Send(new AnswerTeam(secret, Message), cancel);
        if (result is { Found: true, Trouble: null })
        {
            return Onward(secret, "message");
        }
        if (result.Trouble is not null)
        {
            Errors = new Dictionary<string, string> { [nameof(Message)] = result.Trouble };
        }
        await ShowAsync(secret, cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostForgetNameAsync(string secret, CancellationToken cancel)
    {
        if (await sender.Send(new ForgetMyName(secret), cancel))
        {
            return Onward(secret, "name");
        }
        await ShowAsync(secret, cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(string secret, CancellationToken cancel)
    {
        switch (await sender.Send(new WithdrawReport(secret), cancel))
        {
            case WithdrawResult.Done:
                return Onward(secret, "withdrawn");
            case WithdrawResult.TryAgain:
                Happened = new Banner("The report was not taken back", Done: false) { More = "Somebody worked on it in the same moment. Press the button again." };
                break;
        }
        await ShowAsync(secret, cancel);
        return Page();
    }

    private LocalRedirectResult Onward(string secret, string done) => LocalRedirect($"/follow-up/{Uri.EscapeDataString(secret)}?done={done}");

    private async Task ShowAsync(string secret, CancellationToken cancel)
    {
        Report = await sender.Send(new FollowReport(secret, Opened: true), cancel);
        if (Report is null)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
