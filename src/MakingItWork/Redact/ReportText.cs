using MakingItWork.Capture;

namespace MakingItWork.Redact;

/// <summary>One of the free texts of a report: where it stands as typed, and where masked.</summary>
/// <param name="Limit">The letters that the masked text may have; a mask may be longer than what it hides.</param>
public sealed record ReportText(string Name, string Label, int Limit, Func<OriginalTexts, string?> Typed, Func<Report, string?> Masked, Action<Report, string?> Set)
{
    public static readonly IReadOnlyList<ReportText> All =
    [
        new("description", "What happened", SubmitReportRules.DescriptionLength * 2, t => t.Description, r => r.Description, (r, text) => r.Description = text),
        new("unit", "Ward, clinic or department", SubmitReportRules.ShortTextLength, t => t.Unit, r => r.Unit, (r, text) => r.Unit = text),
        new("organisation", "Organisation", SubmitReportRules.ShortTextLength, t => t.OrganisationText, r => r.OrganisationText, (r, text) => r.OrganisationText = text),
        new("product", "Health record system", SubmitReportRules.ShortTextLength, t => t.ProductText, r => r.ProductText, (r, text) => r.ProductText = text),
        new("version", "Version", SubmitReportRules.VersionLength, t => t.ProductVersion, r => r.ProductVersion, (r, text) => r.ProductVersion = text),
        new("screen", "Screen or part of the system", SubmitReportRules.ScreenLength, t => t.Screen, r => r.Screen, (r, text) => r.Screen = text),
    ];
}
