using MakingItWork.Directory;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Plumbing.Web;
using MakingItWork.Store;
using MediatR;

namespace MakingItWork.Capture;

/// <summary>A signed link to the report page, made for a ward, an intranet or a poster. It is not stored: the signature is in the link.</summary>
public sealed record MakeReportLink(Viewer Viewer, string? Organisation, string? Unit, string? Product, string? Version, string? Until)
    : IRequest<MadeReportLink>;

/// <param name="Query">The same for the poster's address.</param>
public sealed record MadeReportLink(string Address, string Query, IReadOnlyDictionary<string, string> Errors);

internal sealed class MakeReportLinkHandler(ReportsDb db, DirectoryLists directory, ReportLinks links, TimeProvider clock)
    : IRequestHandler<MakeReportLink, MadeReportLink>
{
    public async Task<MadeReportLink> Handle(MakeReportLink request, CancellationToken cancellationToken)
    {
        // a safety team speaks for its own organisation only, whatever was typed
        var asked = request.Viewer.IsNational || request.Viewer.AdministersAll ? request.Organisation : request.Viewer.OrganisationCode;
        var organisation = await directory.OrganisationAsync(asked, cancellationToken);
        var errors = Errors(request, organisation);
        if (errors.Count > 0)
        {
            return new MadeReportLink("", "", errors);
        }
        var place = new ReportPlace(organisation, Text(request.Unit), Text(request.Product), Text(request.Version), SubmitReportRules.Day(request.Until));
        db.Record(clock, request.Viewer, "made a report link", null, $"{place.Organisation}; {place.Unit}; {place.Product} {place.Version}; {(place.Until is { } until ? $"until {until.InWords()}" : "without a last day")}");
        await db.SaveChangesAsync(cancellationToken);
        return new MadeReportLink(links.Address(place), links.Query(place), errors);
    }

    private Dictionary<string, string> Errors(MakeReportLink request, string? organisation)
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        if (organisation is null)
        {
            errors[nameof(request.Organisation)] = "Enter the name or ODS code of a listed organisation";
        }
        TooLong(errors, nameof(request.Unit), "Ward or clinic", request.Unit, SubmitReportRules.ShortTextLength);
        TooLong(errors, nameof(request.Product), "The name of the system", request.Product, SubmitReportRules.ShortTextLength);
        TooLong(errors, nameof(request.Version), "Version", request.Version, SubmitReportRules.VersionLength);
        if (!string.IsNullOrWhiteSpace(request.Until))
        {
            var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), JobsSetup.London).DateTime);
            if (SubmitReportRules.Day(request.Until) is not { } day)
            {
                errors[nameof(request.Until)] = "Date must be a real date, such as 27/3/2027";
            }
            else if (day < today)
            {
                errors[nameof(request.Until)] = "Date must be today or in the future";
            }
        }
        return errors;
    }

    private static void TooLong(Dictionary<string, string> errors, string field, string label, string? text, int limit)
    {
        if (text?.Trim().Length > limit)
        {
            errors[field] = $"{label} must be {limit} characters or fewer";
        }
    }

    private static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
