using MakingItWork.Directory;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Classify;

/// <summary>Where urgent reports are mailed to, and those whose mail did not go out.</summary>
public sealed record ReadOnCall(Viewer Viewer) : IRequest<OnCallShown?>;

/// <param name="Default">For organisations without an address of their own; empty when there is none.</param>
public sealed record OnCallShown(string Default, IReadOnlyList<OnCallAddress> Addresses, IReadOnlyList<UnsentAlert> Unsent);

/// <summary>By reference only: an administrator reads no reports.</summary>
public sealed record UnsentAlert(string Reference, string? Organisation, DateTimeOffset RaisedAt, AlertState State, string? Trouble);

/// <summary>An administrator sets an organisation's address, or takes it away when there is none.</summary>
/// <param name="Organisation">Its ODS code or its name.</param>
public sealed record SetOnCallAddress(Viewer Viewer, string? Organisation, string? Email) : IRequest<SetOnCallResult>;

/// <param name="Errors">By field; none when it is done.</param>
/// <param name="Name">The organisation's name.</param>
public sealed record SetOnCallResult(IReadOnlyDictionary<string, string> Errors, string? Name = null);

internal sealed class OnCallHandler(ReportsDb db, IJobEngine engine, IOptions<ClassifyOptions> options, TimeProvider clock)
    : IRequestHandler<ReadOnCall, OnCallShown?>, IRequestHandler<SetOnCallAddress, SetOnCallResult>
{
    private const int Shown = 100;
    private const int Longest = 254;

    public async Task<OnCallShown?> Handle(ReadOnCall request, CancellationToken cancellationToken) => !request.Viewer.Is(Roles.Administrator)
        ? null
        : new OnCallShown(
            options.Value.OnCallAddress,
            await db.OnCallAddresses.AsNoTracking().Include(a => a.Organisation).OrderBy(a => a.Organisation!.Name).ToListAsync(cancellationToken),
            await db.UrgentReports.AsNoTracking()
                .Where(u => u.Verdict == null && (u.Alert == AlertState.NoAddress || u.Alert == AlertState.Waiting))
                .OrderBy(u => u.RaisedAt).Take(Shown)
                .Select(u => new UnsentAlert(u.Report!.Reference, u.Report.Organisation!.Name, u.RaisedAt, u.Alert, u.Trouble))
                .ToListAsync(cancellationToken));

    public async Task<SetOnCallResult> Handle(SetOnCallAddress request, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!request.Viewer.Is(Roles.Administrator))
        {
            errors[""] = "Only an administrator can set this";
            return new SetOnCallResult(errors);
        }
        var asked = request.Organisation?.Trim() ?? "";
        var code = asked.ToUpperInvariant();
        var organisation = await db.Organisations.SingleOrDefaultAsync(o => o.Code == code, cancellationToken)
            ?? await db.Organisations.Where(o => o.Name == asked).OrderBy(o => o.Code).FirstOrDefaultAsync(cancellationToken);
        if (organisation is null)
        {
            errors[nameof(request.Organisation)] = asked.Length == 0 ? "Enter an organisation" : "No organisation has this code or name: enter its ODS code, such as RGT";
        }
        var email = request.Email?.Trim();
        if (email is not null && !IsAddress(email))
        {
            errors[nameof(request.Email)] = "Enter an email address in the correct format, like name@example.org";
        }
        if (errors.Count > 0)
        {
            return new SetOnCallResult(errors);
        }
        await SetAsync(request.Viewer, organisation!, email, cancellationToken);
        return new SetOnCallResult(errors, organisation!.Name);
    }

    private async Task SetAsync(Viewer viewer, Organisation organisation, string? email, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var known = await db.OnCallAddresses.SingleOrDefaultAsync(a => a.OrganisationCode == organisation.Code, cancel);
        if (email is null)
        {
            if (known is not null)
            {
                db.OnCallAddresses.Remove(known);
            }
        }
        else if (known is null)
        {
            db.OnCallAddresses.Add(new OnCallAddress { OrganisationCode = organisation.Code, Email = email, SetAt = now, SetBy = viewer.Name });
        }
        else
        {
            (known.Email, known.SetAt, known.SetBy) = (email, now, viewer.Name);
        }
        db.Record(clock, viewer, "on-call address set", null, $"{organisation.Code}: {email ?? "none"}");
        await db.SaveChangesAsync(cancel);
        // what found no address before is sent now
        await db.UrgentReports.Where(u => u.Alert == AlertState.NoAddress && u.Report!.OrganisationCode == organisation.Code)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.NotBefore, (DateTimeOffset?)null), cancel);
        engine.RunNow(SendUrgentAlerts.Name);
    }

    private static bool IsAddress(string email)
    {
        var at = email.IndexOf('@', StringComparison.Ordinal);
        return email.Length <= Longest && at > 0 && at == email.LastIndexOf('@') && email.IndexOf('.', at) > at + 1
            && !email.EndsWith('.') && !email.Any(letter => char.IsWhiteSpace(letter) || letter is ',' or ';' or '<' or '>' or '"');
    }
}
