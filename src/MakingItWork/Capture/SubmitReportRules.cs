using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Rules.ClinicalRisk;

namespace MakingItWork.Capture;

/// <summary>What a report must hold, with a message for each thing that is wrong; the same for the page and the API.</summary>
public static class SubmitReportRules
{
    public const int DescriptionLength = 4000;
    public const int ShortTextLength = 200;
    public const int VersionLength = 100;
    public const int ScreenLength = 100;
    public const int KeyLength = 100;
    public const string NothingToRead = "Add a picture of the screen, or describe what is unsafe in a sentence";
    public const string NoProduct = "Enter the name of the health record system";
    public const string UnknownProblem = "The problem that you named is not known any more: describe in a sentence what is unsafe, or add a picture of the screen";
    private const int SentenceWords = 4;
    private const int SentenceLetters = 15;

    public static IReadOnlyDictionary<string, string> Errors(SubmitReport report, DateTimeOffset now)
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!SaysSomething(report) && !RestsOnSameAs(report))
        {
            errors[nameof(report.Description)] = string.IsNullOrWhiteSpace(report.Description)
                ? NothingToRead
                : "Describe what is unsafe in at least one sentence, or add a picture of the screen";
        }
        TooLong(errors, nameof(report.Description), "What happened", report.Description, DescriptionLength);
        if (string.IsNullOrWhiteSpace(report.Product))
        {
            errors[nameof(report.Product)] = NoProduct;
        }
        TooLong(errors, nameof(report.Product), "The name of the system", report.Product, ShortTextLength);
        TooLong(errors, nameof(report.ProductVersion), "Version", report.ProductVersion, VersionLength);
        TooLong(errors, nameof(report.Screen), "Screen or part of the system", report.Screen, ScreenLength);
        TooLong(errors, nameof(report.Organisation), "Organisation", report.Organisation, ShortTextLength);
        TooLong(errors, nameof(report.Unit), "Ward, clinic or department", report.Unit, ShortTextLength);
        TooLong(errors, nameof(report.Reporter), "Your name and how to reach you", report.Reporter, ReporterNames.Length);
        TooLong(errors, nameof(report.IdempotencyKey), "Idempotency-Key", report.IdempotencyKey, KeyLength);
        if (!string.IsNullOrWhiteSpace(report.SameAs) && !References.IsOne("H", report.SameAs))
        {
            errors[nameof(report.SameAs)] = "The problem must be given by its reference, such as H-4K7M-29QX";
        }
        if (!string.IsNullOrWhiteSpace(report.Role) && Role(report.Role) is null)
        {
            errors[nameof(report.Role)] = $"Select your role from the list: {string.Join(", ", Enum.GetNames<ReporterRole>())}";
        }
        if (!string.IsNullOrWhiteSpace(report.DegreeOfHarm) && Harm(report.DegreeOfHarm) is null)
        {
            errors[nameof(report.DegreeOfHarm)] = $"Select the harm to the patient from the list: {string.Join(", ", Enum.GetNames<DegreeOfHarm>())}";
        }
        if (!string.IsNullOrWhiteSpace(report.OccurredOn))
        {
            CheckDay(errors, report.OccurredOn, now);
        }
        return errors;
    }

    /// <summary>Nothing but the problem that it names makes it worth taking.</summary>
    public static bool RestsOnSameAs(SubmitReport report) => !SaysSomething(report) && References.IsOne("H", report.SameAs);

    public static ReporterRole? Role(string? typed) => Named<ReporterRole>(typed);

    public static DegreeOfHarm? Harm(string? typed) => Named<DegreeOfHarm>(typed);

    public static DateOnly? Day(string? typed) =>
        DateOnly.TryParseExact(typed?.Trim(), ["yyyy-MM-dd", "d/M/yyyy", "d MMMM yyyy"], CultureInfo.GetCultureInfo("en-GB"), DateTimeStyles.None, out var day) ? day : null;

    /// <summary>
    /// A hash of all that was sent, for telling a retry from another report under the same key. What was drawn on the
    /// pictures counts: else an outline added before the second try would be lost without a word.
    /// </summary>
    public static string Fingerprint(SubmitReport report, IReadOnlyList<PictureNotes?> notes)
    {
        var parts = new List<string?>
        {
            report.Description, report.Product, report.ProductVersion, report.Organisation, report.Unit, report.Role, report.DegreeOfHarm, report.OccurredOn,
        };
        // added later: without them a report has the fingerprint that it always had
        parts.AddRange(string.IsNullOrWhiteSpace(report.SameAs) ? [] : [report.SameAs]);
        parts.AddRange(string.IsNullOrWhiteSpace(report.Screen) ? [] : [$"screen: {report.Screen.Trim()}"]);
        parts.AddRange(report.Pictures.Select(picture => picture.Sha256));
        if (PictureNotes.Drawn(notes) is { Length: > 0 } drawn)
        {
            parts.Add(drawn);
        }
        var text = string.Join('\u001f', parts.Select(part => part?.Trim() ?? ""));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static bool SaysSomething(SubmitReport report) => report.Pictures.Count > 0 || IsSentence(report.Description);

    private static bool IsSentence(string? text) =>
        text is not null
        && text.Count(char.IsLetter) >= SentenceLetters
        && text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length >= SentenceWords;

    private static T? Named<T>(string? typed)
        where T : struct, Enum =>
        Enum.GetNames<T>().FirstOrDefault(name => name.Equals(typed?.Trim(), StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse<T>(name) : null;

    private static void TooLong(Dictionary<string, string> errors, string field, string label, string? text, int limit)
    {
        if (text?.Trim().Length > limit)
        {
            errors[field] = $"{label} must be {limit} characters or fewer";
        }
    }

    private static void CheckDay(Dictionary<string, string> errors, string typed, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, JobsSetup.London).DateTime);
        if (Day(typed) is not { } day)
        {
            errors[nameof(SubmitReport.OccurredOn)] = "Date must be a real date, such as 27/3/2026";
        }
        else if (day > today)
        {
            errors[nameof(SubmitReport.OccurredOn)] = "Date must be today or in the past";
        }
        else if (day.Year < 1990)
        {
            errors[nameof(SubmitReport.OccurredOn)] = "Date must be in 1990 or later";
        }
    }
}
