using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace MakingItWork.BrowserTests.TestHost;

/// <summary>Notes every request to another host, every message in the console and every breach of the content security policy.</summary>
public sealed class Watch
{
    private const string Breach = "content security policy breached:";
    private readonly ConcurrentQueue<string> troubles = new();
    private readonly ConcurrentQueue<Uri> requests = new();

    /// <summary>What was asked for so far, in order.</summary>
    public IReadOnlyCollection<Uri> Requests => requests;

    public static async Task<Watch> OverAsync(IBrowserContext context, Uri home)
    {
        var watch = new Watch();
        await context.AddInitScriptAsync(
            $"document.addEventListener('securitypolicyviolation', e => console.error('{Breach}', e.violatedDirective, e.blockedURI))");
        context.Request += (_, request) => watch.See(new Uri(request.Url), home);
        context.Response += (_, response) => watch.See(response);
        context.Console += (_, message) => watch.See(message);
        context.WebError += (_, error) => watch.troubles.Enqueue($"script error: {error.Error}");
        return watch;
    }

    public void HasSeenNothingWrong() => Assert.True(troubles.IsEmpty, string.Join("\n", troubles));

    private void See(Uri address, Uri home)
    {
        requests.Enqueue(address);
        // data: and blob: addresses never leave the page
        if (address.Scheme is not "data" and not "blob" && address.Authority != home.Authority)
        {
            troubles.Enqueue($"another host: {address}");
        }
    }

    /// <summary>A page may be answered with an error on purpose, and a report refused; what belongs to a page may not.</summary>
    private void See(IResponse response)
    {
        var refused = response.Status == 422 && response.Request.Method == "POST";
        if (response.Status >= 400 && !refused && !response.Request.IsNavigationRequest)
        {
            troubles.Enqueue($"{response.Status}: {response.Url}");
        }
    }

    private void See(IConsoleMessage message)
    {
        if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
        {
            troubles.Enqueue($"console {message.Type}: {message.Text}");
        }
    }
}
