using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Feedback;

/// <summary>How a report stands, for whoever holds its private link.</summary>
public sealed class FollowUpPage(IMediator sender) : PageModel
{
    public FollowedReport? Report { get; private set; }

    public async Task OnGetAsync(string secret, CancellationToken cancel)
    {
        Report = await sender.Send(new FollowReport(secret), cancel);
        if (Report is null)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
