using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Directory;

/// <summary>Organisations and products by what people type, kept in memory for a minute: every upload asks for them.</summary>
public sealed class DirectoryLists(IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim loading = new(1);
    private Lists? lists;

    public sealed record Named<TKey>(TKey Key, string Name);

    private sealed record Lists(
        IReadOnlyList<Named<string>> Organisations, IReadOnlyList<Named<Guid>> Products,
        NameSearch<Named<string>> OrganisationSearch, NameSearch<Named<Guid>> ProductSearch,
        Dictionary<string, string> CodeByText, Dictionary<string, Guid> ProductByText, DateTimeOffset LoadedAt);

    /// <summary>Those that fit what somebody has typed so far, best first.</summary>
    public async Task<IReadOnlyList<Named<string>>> FindOrganisationsAsync(string? typed, int most, CancellationToken cancel) =>
        (await GetAsync(cancel)).OrganisationSearch.Find(typed, most);

    public async Task<IReadOnlyList<Named<Guid>>> ProductsAsync(CancellationToken cancel) => (await GetAsync(cancel)).Products;

    public async Task<IReadOnlyList<Named<Guid>>> FindProductsAsync(string? typed, int most, CancellationToken cancel) =>
        (await GetAsync(cancel)).ProductSearch.Find(typed, most);

    /// <summary>The ODS code that a code, a name, or "name (code)" means; null when it is not listed.</summary>
    public async Task<string?> OrganisationAsync(string? text, CancellationToken cancel) =>
        string.IsNullOrWhiteSpace(text) ? null : (await GetAsync(cancel)).CodeByText.GetValueOrDefault(text.Trim());

    /// <summary>The same with its name.</summary>
    public async Task<Named<string>?> ListedAsync(string? text, CancellationToken cancel) =>
        await OrganisationAsync(text, cancel) is { } code ? (await GetAsync(cancel)).Organisations.FirstOrDefault(o => o.Key == code) : null;

    public async Task<Guid?> ProductAsync(string? text, CancellationToken cancel) =>
        !string.IsNullOrWhiteSpace(text) && (await GetAsync(cancel)).ProductByText.TryGetValue(text.Trim(), out var id) ? id : null;

    /// <summary>Forgets what it holds, after the tables were changed.</summary>
    public void Reload() => lists = null;

    public void Dispose() => loading.Dispose();

    private async ValueTask<Lists> GetAsync(CancellationToken cancel)
    {
        var held = lists;
        if (held is not null && clock.GetUtcNow() - held.LoadedAt < Fresh)
        {
            return held;
        }
        await loading.WaitAsync(cancel);
        try
        {
            return lists is { } other && clock.GetUtcNow() - other.LoadedAt < Fresh ? other : lists = await LoadAsync(cancel);
        }
        finally
        {
            loading.Release();
        }
    }

    private async Task<Lists> LoadAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReportsDb>();
        var organisations = await db.Organisations.OrderBy(o => o.Name).Select(o => new Named<string>(o.Code, o.Name)).ToListAsync(cancel);
        var products = await db.Products.OrderBy(p => p.Name).Select(p => new Named<Guid>(p.Id, p.Name)).ToListAsync(cancel);
        var codes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var organisation in organisations)
        {
            codes[organisation.Key] = organisation.Key;
            codes.TryAdd(organisation.Name, organisation.Key);
            codes[$"{organisation.Name} ({organisation.Key})"] = organisation.Key;
        }
        var byName = products.ToDictionary(product => product.Name, product => product.Key, StringComparer.OrdinalIgnoreCase);
        return new Lists(
            organisations, products,
            new NameSearch<Named<string>>(organisations, o => [o.Name, o.Key]), new NameSearch<Named<Guid>>(products, p => [p.Name]),
            codes, byName, clock.GetUtcNow());
    }
}
