namespace MakingItWork.Plumbing.Web.OpenId;

/// <summary>Why a single sign-on came to nothing.</summary>
public enum SignOnTrouble
{
    /// <summary>The issuer does not answer, or not as an issuer does.</summary>
    Unreachable,
    /// <summary>The person, or the issuer, said no.</summary>
    Denied,
    /// <summary>Too late, begun in another browser, or used already.</summary>
    Expired,
    /// <summary>The issuer does not take the code (any more).</summary>
    CodeRefused,
    /// <summary>The token says that it is not valid yet or any more.</summary>
    Clocks,
    /// <summary>Signed in with less assurance than is asked for.</summary>
    Level,
    /// <summary>The token is not what it should be: signature, issuer, audience, nonce or subject.</summary>
    Untrusted,
}

/// <summary>The message is for the log: it holds no token and nothing of a person.</summary>
public sealed class SingleSignOnException(SignOnTrouble trouble, string message, Exception? cause = null) : Exception(message, cause)
{
    public SignOnTrouble Trouble { get; } = trouble;

    /// <summary>What went wrong, from whatever the framework's handler gives.</summary>
    public static SignOnTrouble Of(Exception? failure) => failure switch
    {
        SingleSignOnException known => known.Trouble,
        HttpRequestException or TaskCanceledException or System.Text.Json.JsonException => SignOnTrouble.Unreachable,
        _ when failure?.Data["error"] is "access_denied" => SignOnTrouble.Denied,
        _ when failure?.Data["error"] is not null => SignOnTrouble.Unreachable,
        // no state, a state that was not made here, or no cookie that fits it
        _ => SignOnTrouble.Expired,
    };
}
