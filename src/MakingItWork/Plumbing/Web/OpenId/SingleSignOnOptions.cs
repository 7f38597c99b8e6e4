namespace MakingItWork.Plumbing.Web.OpenId;

/// <summary>Section "SingleSignOn": the OpenID Connect issuer through which staff may sign in, such as NHS CIS2.</summary>
public sealed class SingleSignOnOptions
{
    public const string Section = "SingleSignOn";

    /// <summary>Address of the issuer, without /.well-known; empty: there is no single sign-on.</summary>
    public string Issuer { get; set; } = "";

    public string ClientId { get; set; } = "";
    public string ClientSecret { get; set; } = "";

    /// <summary>Instead of the secret: PEM files of private keys, separated by commas. The first signs; of all the public halves are published. "ID=PATH" gives a key its id.</summary>
    public string KeyFiles { get; set; } = "";

    public string KeyAlgorithm { get; set; } = "RS512";

    /// <summary>What people call it: "Sign in with …".</summary>
    public string Name { get; set; } = "NHS Care Identity";

    public string Scopes { get; set; } = "openid profile email nhsperson nationalrbacaccess associatedorgs selectedrole";

    /// <summary>Levels of assurance (acr), separated by commas, that are asked for and accepted; empty: any.</summary>
    public string Levels { get; set; } = "";

    /// <summary>Which of our roles a national code gives: "R8000=Triager+Redactor; X26/R8010=NationalTriager".</summary>
    public string Roles { get; set; } = "";

    /// <summary>For issuers that are not CIS2: the claim with the ODS code, and the one with the role codes. Empty: the selected role of CIS2.</summary>
    public string OrganisationClaim { get; set; } = "";
    public string RoleClaim { get; set; } = "";

    /// <summary>Whether every email address of this issuer counts as checked, also when it does not say so.</summary>
    public bool TrustEmail { get; set; }

    /// <summary>By how much the issuer's clock may differ from ours.</summary>
    public int ClockSkewSeconds { get; set; } = 120;

    internal bool On => Issuer.Length > 0;

    internal IReadOnlyList<string> LevelList => Levels.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
