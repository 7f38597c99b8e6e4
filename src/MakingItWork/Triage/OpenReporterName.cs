using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Redact;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage;

/// <summary>
/// A guardian joins a report with the name of its reporter. The reason is written to the audit trail before the name is
/// shown, and the reporter sees on the private page that it happened.
/// </summary>
public sealed record OpenReporterName(Viewer Viewer, string? Reference, string? Reason) : IRequest<OpenedName>
{
    /// <summary>How the audit trail names it.</summary>
    public const string TrailAct = "learned the reporter’s name";
}

/// <summary>Errors by field, or the name.</summary>
public sealed record OpenedName(IReadOnlyDictionary<string, string> Errors, string? Reference, string? Name);

internal sealed class OpenReporterNameHandler(ReportsDb db, StaffText text, ReporterNames names, TimeProvider clock) : IRequestHandler<OpenReporterName, OpenedName>
{
    public const int ShortestReason = 10;
    public const int ReasonLength = 500;

    public async Task<OpenedName> Handle(OpenReporterName request, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        var reference = request.Reference?.Trim().ToUpperInvariant();
        var reason = request.Reason?.Trim();
        if (string.IsNullOrEmpty(reference))
        {
            errors[nameof(request.Reference)] = "Enter the reference of the report, such as R-7F3K-2QXD";
        }
        if (reason is null || reason.Length < ShortestReason)
        {
            errors[nameof(request.Reason)] = "Enter why you need to know the name: it is kept and the reporter can see that you looked";
        }
        else if (reason.Length > ReasonLength)
        {
            errors[nameof(request.Reason)] = $"Reason must be {ReasonLength} characters or fewer";
        }
        if (errors.Count > 0)
        {
            return new OpenedName(errors, null, null);
        }
        var report = await db.Reports.AsNoTracking().GuardedBy(request.Viewer).SingleOrDefaultAsync(r => r.Reference == reference, cancellationToken);
        if (report is null)
        {
            return Trouble(nameof(request.Reference), "No report of your organisation has this reference");
        }
        if (!await names.IsKeptAsync(report.Id, cancellationToken))
        {
            return Trouble(nameof(request.Reference), "The reporter gave no name, or it is no longer kept");
        }
        // On the trail first: if the process dies here, a name was not shown that the trail says was, never the reverse.
        db.Record(clock, request.Viewer, OpenReporterName.TrailAct, report.Id, $"Reason given: {await text.MaskAsync(report.Id, reason, ReasonLength * 2, cancellationToken)}");
        await db.SaveChangesAsync(cancellationToken);
        return new OpenedName(errors, report.Reference, await names.OpenAsync(report.Id, cancellationToken));
    }

    private static OpenedName Trouble(string field, string message) => new(new Dictionary<string, string> { [field] = message }, null, null);
}
