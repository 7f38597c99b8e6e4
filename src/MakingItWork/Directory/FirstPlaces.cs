namespace MakingItWork.Directory;

/// <summary>Where each role's work waits: the page that somebody sees after signing in.</summary>
public static class FirstPlaces
{
    private static readonly IReadOnlyList<(string Role, string Address)> Places =
    [
        (Roles.Triager, "/triage"),
        (Roles.ClinicalSafetyOfficer, "/triage"),
        (Roles.NationalTriager, "/triage"),
        (Roles.Redactor, "/redact"),
        (Roles.SupplierUser, "/supplier"),
        (Roles.Administrator, "/people"),
        (Roles.Guardian, "/guardian"),
        (Roles.NationalAnalyst, "/insight"),
    ];

    public static string For(IReadOnlySet<string> roles) =>
        Places.Where(place => roles.Contains(place.Role)).Select(place => place.Address).FirstOrDefault() ?? "/";
}
