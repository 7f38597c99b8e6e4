namespace MakingItWork.Directory.People;

/// <summary>Section "Accounts": how people come in, and when they are signed out again.</summary>
public sealed class AccountsOptions
{
    public const string Section = "Accounts";

    /// <summary>Minutes without use after which somebody is signed out.</summary>
    public int IdleMinutes { get; set; } = 30;

    /// <summary>Hours after which somebody signs in again, used or not.</summary>
    public int LongestHours { get; set; } = 12;

    /// <summary>Days for which the link of an invitation can be used.</summary>
    public int InvitationDays { get; set; } = 7;

    /// <summary>Minutes for which the link to a new password can be used.</summary>
    public int ResetMinutes { get; set; } = 60;

    /// <summary>Roles, separated by commas, that have no rights until a second factor is set up.</summary>
    public string SecondFactorRoles { get; set; } = "";

    /// <summary>By which address people reach this service: Capture:PublicAddress.</summary>
    internal string PublicAddress { get; set; } = "http://localhost:5080";

    internal bool NeedsSecondFactor(IEnumerable<string> roles) =>
        SecondFactorRoles.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Intersect(roles, StringComparer.OrdinalIgnoreCase).Any();
}
