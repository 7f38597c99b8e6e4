namespace MakingItWork.Plumbing.Web;

/// <summary>Section "Web": how this service is reached, and how much one address may ask of it.</summary>
public sealed class WebOptions
{
    public const string Section = "Web";

    /// <summary>Addresses or networks, separated by commas, of proxies whose word about the sender's address is taken; empty: nobody's is.</summary>
    public string TrustedProxies { get; set; } = "";

    /// <summary>Reports a minute from one address; 0: no limit. A whole trust may sit behind one.</summary>
    public int ReportsAMinute { get; set; } = 300;

    /// <summary>Questions a minute from one address that are asked without an account, such as those while somebody types; 0: no limit.</summary>
    public int QuestionsAMinute { get; set; } = 1200;

    /// <summary>Sign-ins that may fail a minute from one address, on whatever accounts; 0: no limit. Those that succeed do not count.</summary>
    public int WrongSignInsAMinute { get; set; } = 60;
}
