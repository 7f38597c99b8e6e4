using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace MakingItWork.Capture;

/// <summary>
/// Reference and link secret on their way to the page that shows them once. They travel in a sealed cookie that
/// reading deletes: neither is in an address, so a shared computer's history holds nothing.
/// </summary>
public sealed record SentOnce(string Reference, string LinkSecret)
{
    private const string ReferenceKey = "sent-reference";
    private const string SecretKey = "sent-secret";

    public static void Hand(ITempDataDictionary once, SubmitResult result)
    {
        once[ReferenceKey] = result.Reference;
        once[SecretKey] = result.LinkSecret;
    }

    /// <returns>Null when there is nothing to show, or it was shown before.</returns>
    public static SentOnce? Take(ITempDataDictionary once) =>
        once[ReferenceKey] is string reference && once[SecretKey] is string secret ? new SentOnce(reference, secret) : null;
}
