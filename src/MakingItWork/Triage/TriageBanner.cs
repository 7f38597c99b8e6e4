using System.Text.Json;
using MakingItWork.Plumbing.Web;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace MakingItWork.Triage;

/// <summary>Carries what has just happened to the next page that is shown, which may be that of another report.</summary>
public static class TriageBanner
{
    private const string Key = "triage-banner";

    public static void Set(ITempDataDictionary temporary, Banner banner) => temporary[Key] = JsonSerializer.Serialize(banner);

    /// <returns>What has happened, once; null when nothing has.</returns>
    public static Banner? Take(ITempDataDictionary temporary) =>
        temporary[Key] is string text ? JsonSerializer.Deserialize<Banner>(text) : null;
}
