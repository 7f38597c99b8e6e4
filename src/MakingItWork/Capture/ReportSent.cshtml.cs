using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Options;

namespace MakingItWork.Capture;

/// <summary>
/// Shown once after a report was sent. Reference and link travel in a sealed cookie that reading deletes: neither is
/// in an address, so a shared computer's history holds nothing.
/// </summary>
public sealed class ReportSentPage(IOptions<CaptureOptions> options) : PageModel
{
    private const string ReferenceKey = "sent-reference";
    private const string SecretKey = "sent-secret";

    public string? Reference { get; private set; }
    public string? Link { get; private set; }

    public static void Hand(ITempDataDictionary once, SubmitResult result)
    {
        once[ReferenceKey] = result.Reference;
        once[SecretKey] = result.LinkSecret;
    }

    public void OnGet()
    {
        if (TempData[ReferenceKey] is string reference && TempData[SecretKey] is string secret)
        {
            (Reference, Link) = (reference, $"{options.Value.PublicAddress.TrimEnd('/')}/follow-up/{secret}");
        }
    }
}
