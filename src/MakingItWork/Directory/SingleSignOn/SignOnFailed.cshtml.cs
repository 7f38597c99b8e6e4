using MakingItWork.Plumbing.Web.OpenId;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace MakingItWork.Directory.SingleSignOn;

/// <summary>Only words: whatever is in the address, nothing is written by looking at it.</summary>
public sealed class SignOnFailedModel(IOptions<SingleSignOnOptions> options) : PageModel
{
    [BindProperty(SupportsGet = true)] public SignOnTrouble Why { get; set; }

    public string Name => options.Value.Name;
    public SignOnWords Words => SignOnWords.Of(Why, Name);

    public IActionResult OnGet() => options.Value.On ? Page() : NotFound();
}
