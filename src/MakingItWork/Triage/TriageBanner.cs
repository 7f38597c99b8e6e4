using System.Text.Json;
using MakingItWork.Plumbing.Web;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace MakingItWork.Triage;

/// <summary>What has just happened, carried over to the page that is shown next.</summary>
public static class TriageBanner
{
    private const string Key = "triage-banner";

    public static void Set(ITempDataDictionary memory, Banner banner) => memory[Key] = JsonSerializer.Serialize(banner);

    public static Banner? Take(ITempDataDictionary memory) => memory[Key] is string text ? JsonSerializer.Deserialize<Banner>(text) : null;
}
