namespace MakingItWork.Directory.People;

/// <summary>Which roles go together, and with which place of work: written once, for the command line and the pages.</summary>
public static class RoleRules
{
    /// <summary>What an administrator of one organisation may give to its people.</summary>
    public static readonly IReadOnlyList<string> OfOrganisations = [Roles.Triager, Roles.Redactor, Roles.ClinicalSafetyOfficer, Roles.Guardian, Roles.Administrator];

    /// <summary>The same in a word or two.</summary>
    public static string ShortOf(string role) => InWords(role).Split(':')[0];

    public static string InWords(string role) => role switch
    {
        Roles.Triager => "Triager: decides on the organisation’s reports",
        Roles.Redactor => "Redactor: covers patient details that a machine was not sure of",
        Roles.ClinicalSafetyOfficer => "Clinical safety officer: triages, and signs final risk assessments",
        Roles.Guardian => "Guardian: may learn who sent a report, and reads the audit trail",
        Roles.Administrator => "Administrator: manages people and reads the audit trail",
        Roles.NationalTriager => "National triager: decides on reports of every organisation",
        Roles.NationalAnalyst => "National analyst: reads national figures and the export’s ledger, no reports",
        Roles.SupplierUser => "Supplier: answers accepted reports about its products",
        _ => role,
    };

    public static IEnumerable<string> Errors(IReadOnlyCollection<string> roles, string? organisation, bool supplier)
    {
        if (roles.Contains(Roles.SupplierUser) != supplier || (supplier && (organisation is not null || roles.Count > 1)))
        {
            yield return "A SupplierUser needs --supplier; everybody else has none.";
        }
        if (roles.Contains(Roles.Triager) && organisation is null)
        {
            yield return "A Triager needs --organisation; for all organisations use NationalTriager.";
        }
        if (roles.Contains(Roles.ClinicalSafetyOfficer) && organisation is null && !roles.Contains(Roles.NationalTriager))
        {
            yield return "A ClinicalSafetyOfficer needs --organisation, or is a NationalTriager too.";
        }
        if ((roles.Contains(Roles.NationalTriager) || roles.Contains(Roles.NationalAnalyst)) && organisation is not null)
        {
            yield return "A national role goes with no --organisation.";
        }
        if (roles.Contains(Roles.Guardian) && (organisation is null || roles.Count > 1))
        {
            yield return "A Guardian needs --organisation and has no other role: who reads reports must not also learn who sent them.";
        }
    }
}
