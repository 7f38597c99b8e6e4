using System.Security.Cryptography;
using System.Text;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Directory.Keys;

/// <summary>The keys that an administrator manages: of their organisation, or, without one, all.</summary>
public static class KeySight
{
    public static IQueryable<ApiKey> ManagedBy(this IQueryable<ApiKey> keys, Viewer viewer)
    {
        if (viewer.AdministersAll)
        {
            return keys;
        }
        return viewer.Is(Roles.Administrator) && viewer.OrganisationCode is { } own
            ? keys.Where(k => k.OrganisationCode == own)
            : keys.Where(k => false);
    }
}

public sealed record ReadKeys(Viewer Viewer) : IRequest<IReadOnlyList<ApiKey>>;

/// <summary>Makes a key for a program of the administrator's organisation.</summary>
public sealed record MakeKey(Viewer Viewer, string? Name, string? Organisation) : IRequest<MadeKey>;

/// <summary>Makes a new key in place of one, which goes on for a day so that the program can change over.</summary>
public sealed record RotateKey(Viewer Viewer, Guid Id) : IRequest<MadeKey>;

public sealed record RevokeKey(Viewer Viewer, Guid Id) : IRequest<bool>;

/// <param name="Key">Shown once; null when there is an error, or no such key.</param>
public sealed record MadeKey(string? Key, string? Name = null, string? Field = null, string? Error = null);

internal sealed class ManageKeysHandler(ReportsDb db, DirectoryLists directory, TimeProvider clock)
    : IRequestHandler<ReadKeys, IReadOnlyList<ApiKey>>, IRequestHandler<MakeKey, MadeKey>, IRequestHandler<RotateKey, MadeKey>, IRequestHandler<RevokeKey, bool>
{
    public const string Begins = "miw_";
    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int Length = 40;
    private const int LifeDays = 365;
    private const int NameLength = 100;

    /// <summary>200 random bits need neither salt nor work.</summary>
    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    public async Task<IReadOnlyList<ApiKey>> Handle(ReadKeys request, CancellationToken cancellationToken) =>
        await db.ApiKeys.AsNoTracking().ManagedBy(request.Viewer).OrderByDescending(k => k.MadeAt).Take(200).ToListAsync(cancellationToken);

    public async Task<MadeKey> Handle(MakeKey request, CancellationToken cancellationToken)
    {
        var name = request.Name?.Trim();
        if (!request.Viewer.Is(Roles.Administrator))
        {
            return new MadeKey(null);
        }
        if (name is not { Length: > 0 and <= NameLength })
        {
            return new MadeKey(null, null, nameof(request.Name), $"Enter what the program is, in {NameLength} characters or fewer");
        }
        var organisation = request.Viewer.AdministersAll ? await directory.OrganisationAsync(request.Organisation, cancellationToken) : request.Viewer.OrganisationCode;
        if (request.Viewer.AdministersAll && !string.IsNullOrWhiteSpace(request.Organisation) && organisation is null)
        {
            return new MadeKey(null, null, nameof(request.Organisation), "Choose a listed organisation, or leave it empty");
        }
        return await AddAsync(request.Viewer, name, organisation, "key made", cancellationToken);
    }

    public async Task<MadeKey> Handle(RotateKey request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var old = await db.ApiKeys.ManagedBy(request.Viewer).SingleOrDefaultAsync(k => k.Id == request.Id && k.RevokedAt == null && k.ExpiresAt > now, cancellationToken);
        if (old is null)
        {
            return new MadeKey(null);
        }
        old.ExpiresAt = old.ExpiresAt < now.AddDays(1) ? old.ExpiresAt : now.AddDays(1);
        return await AddAsync(request.Viewer, old.Name, old.OrganisationCode, "key renewed", cancellationToken);
    }

    public async Task<bool> Handle(RevokeKey request, CancellationToken cancellationToken)
    {
        var key = await db.ApiKeys.ManagedBy(request.Viewer).SingleOrDefaultAsync(k => k.Id == request.Id, cancellationToken);
        if (key is null)
        {
            return false;
        }
        key.RevokedAt ??= clock.GetUtcNow();
        db.Record(clock, request.Viewer, "key revoked", null, $"{key.Name} ({key.OrganisationCode ?? "national"})");
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    private async Task<MadeKey> AddAsync(Viewer viewer, string name, string? organisation, string act, CancellationToken cancel)
    {
        var key = Begins + RandomNumberGenerator.GetString(Letters, Length);
        var now = clock.GetUtcNow();
        db.ApiKeys.Add(new ApiKey
        {
            Name = name, Hash = HashOf(key), OrganisationCode = organisation, Scope = KeysApi.ReadReports,
            MadeById = viewer.PersonId, MadeAt = now, ExpiresAt = now.AddDays(LifeDays),
        });
        db.Record(clock, viewer, act, null, $"{name} ({organisation ?? "national"}), {KeysApi.ReadReports}");
        await db.SaveChangesAsync(cancel);
        return new MadeKey(key, name);
    }
}
