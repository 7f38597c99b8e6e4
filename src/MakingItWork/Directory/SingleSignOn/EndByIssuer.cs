using MakingItWork.Directory.People;
using MakingItWork.Plumbing.Web.OpenId;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Directory.SingleSignOn;

/// <summary>
/// The issuer says that somebody signed out there: the sessions that came from that sign-in end here, on all copies of the
/// program, at their next request. The token has been checked; that it was not obeyed before is checked here.
/// </summary>
/// <returns>False when it was.</returns>
public sealed record EndByIssuer(LogoutToken Token) : IRequest<bool>;

internal sealed class EndByIssuerHandler(ReportsDb db, IOptions<AccountsOptions> accounts, IOptions<SingleSignOnOptions> options, TimeProvider clock)
    : IRequestHandler<EndByIssuer, bool>
{
    private const int Attempts = 3;

    /// <summary>Longer than the way back from the issuer may take: until then somebody may arrive who has signed out there meanwhile.</summary>
    private static readonly TimeSpan OnTheWay = TimeSpan.FromMinutes(20);

    public async Task<bool> Handle(EndByIssuer request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await EndAsync(request.Token, cancellationToken);
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // the same token, or another about the same session, came in at the same time: look again at what it did
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<bool> EndAsync(LogoutToken token, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var id = SignOnIds.Token(token.Issuer, token.Id);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await db.UsedLogoutTokens.AnyAsync(used => used.Id == id, cancel))
        {
            return false;
        }
        await db.UsedLogoutTokens.Where(used => used.Until < now).ExecuteDeleteAsync(cancel);
        await db.EndedSessions.Where(ended => ended.Until < now).ExecuteDeleteAsync(cancel);
        var until = token.Expires + TimeSpan.FromSeconds(options.Value.ClockSkewSeconds);
        db.UsedLogoutTokens.Add(new UsedLogoutToken
        {
            Id = id,
            Subject = token.Session is null ? SignOnIds.Subject(token.Issuer, token.Subject!) : null,
            IssuedAt = token.IssuedAt,
            Until = until > now + OnTheWay ? until : now + OnTheWay,
        });
        var person = token.Subject is null ? null : await db.Users.AsNoTracking()
            .SingleOrDefaultAsync(p => db.UserLogins.Any(login => login.UserId == p.Id && login.LoginProvider == token.Issuer && login.ProviderKey == token.Subject), cancel);
        if (token.Session is { } session)
        {
            await EndOneAsync(SignOnIds.Session(token.Issuer, session), now, cancel);
        }
        else if (person is not null)
        {
            await EndAllAsync(person.Id, cancel);
        }
        db.Record(
            clock, person is null ? null : new Viewer(person.Id, person.DisplayName, person.OrganisationCode, null, new HashSet<string>()), "signed out by single sign-on", null,
            $"{options.Value.Name} ended {(token.Session is null ? "every session" : "one session")}{(person is not null ? "" : token.Subject is null ? " and did not say whose" : " of somebody without an account here")}");
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>Whoever is on the way with it has a cookie of their own for the longest time from when they arrive.</summary>
    private async Task EndOneAsync(Guid session, DateTimeOffset now, CancellationToken cancel)
    {
        if (!await db.EndedSessions.AnyAsync(ended => ended.Id == session, cancel))
        {
            db.EndedSessions.Add(new EndedSession { Id = session, Until = now + TimeSpan.FromHours(accounts.Value.LongestHours) + OnTheWay });
        }
    }

    /// <summary>As "sign out everywhere" does. The second stamp makes an arrival fail that is being saved with what was before.</summary>
    private Task<int> EndAllAsync(Guid person, CancellationToken cancel)
    {
        var (stamp, concurrency) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        return db.Users.Where(p => p.Id == person)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.SecurityStamp, stamp).SetProperty(p => p.ConcurrencyStamp, concurrency), cancel);
    }
}
