using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace MakingItWork.Plumbing.Web.OpenId;

/// <summary>
/// What the issuer says about itself: its endpoints and keys. Kept for an hour. A key that is not among them is looked for
/// once more, but not more often than twice a minute, or anybody could make us ask without end.
/// </summary>
public sealed class IssuerDocument(IOptions<SingleSignOnOptions> options, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim one = new(1);
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = 1_000_000 };
    private (OpenIdConnectConfiguration Document, DateTimeOffset At)? read;
    private volatile Failure? failed;

    private sealed record Failure(SignOnTrouble Trouble, DateTimeOffset At);

    /// <exception cref="SingleSignOnException">The issuer cannot be reached, or is another one.</exception>
    public Task<OpenIdConnectConfiguration> ReadAsync(CancellationToken cancel) => ReadAsync(Kept, cancel);

    /// <summary>After a signature by a key that is not known yet.</summary>
    public Task<OpenIdConnectConfiguration> ReadAgainAsync(CancellationToken cancel) => ReadAsync(AgainAfter, cancel);

    /// <summary>Asked before anything that strangers can bring about: an issuer that does not answer is not asked for each of their requests.</summary>
    public bool FailedJustNow => failed is { } last && clock.GetUtcNow() - last.At < AgainAfter;

    public void Dispose()
    {
        one.Dispose();
        http.Dispose();
    }

    private async Task<OpenIdConnectConfiguration> ReadAsync(TimeSpan notOlderThan, CancellationToken cancel)
    {
        var asked = clock.GetUtcNow();
        await one.WaitAsync(cancel);
        try
        {
            if (read is { } known && clock.GetUtcNow() - known.At < notOlderThan)
            {
                return known.Document;
            }
            // what was tried for somebody else meanwhile holds for all who waited for it
            if (failed is { } last && last.At > asked)
            {
                throw new SingleSignOnException(last.Trouble, "The issuer's description could not be read for somebody else just now.");
            }
            return await FetchAndKeepAsync(cancel);
        }
        finally
        {
            one.Release();
        }
    }

    private async Task<OpenIdConnectConfiguration> FetchAndKeepAsync(CancellationToken cancel)
    {
        try
        {
            var at = clock.GetUtcNow();
            var document = await FetchAsync(cancel);
            (read, failed) = ((document, at), null);
            return document;
        }
        catch (SingleSignOnException trouble)
        {
            failed = new Failure(trouble.Trouble, clock.GetUtcNow());
            throw;
        }
    }

    private async Task<OpenIdConnectConfiguration> FetchAsync(CancellationToken cancel)
    {
        var issuer = options.Value.Issuer.TrimEnd('/');
        OpenIdConnectConfiguration document;
        try
        {
            var retriever = new HttpDocumentRetriever(http) { RequireHttps = !new Uri(issuer).IsLoopback };
            document = await OpenIdConnectConfigurationRetriever.GetAsync($"{issuer}/.well-known/openid-configuration", retriever, cancel);
        }
        catch (Exception failed) when (failed is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            throw new SingleSignOnException(SignOnTrouble.Unreachable, "The issuer's description could not be read.", failed);
        }
        // the same place, however its port is written
        if (!Uri.TryCreate(document.Issuer, UriKind.Absolute, out var named) || named != new Uri(issuer) && named != new Uri(issuer + "/"))
        {
            throw new SingleSignOnException(SignOnTrouble.Untrusted, "The issuer's description is that of another issuer.");
        }
        return document;
    }
}
