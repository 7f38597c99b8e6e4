using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MakingItWork.Rules.Identifiers;
using MakingItWork.Rules.Taxonomies;
using static MakingItWork.Rules.NationalFormats.LfpseNames;

namespace MakingItWork.Rules.NationalFormats;

/// <summary>Checks an LFPSE message before it leaves. It knows what this program writes, not everything the service allows.</summary>
public static class LfpseCheck
{
    private static readonly Regex OdsCode = new("^[A-Z0-9]{3,8}\\z", RegexOptions.NonBacktracking);

    /// <summary>What is wrong with a message, in plain sentences; empty when nothing is. A message with problems goes nowhere.</summary>
    public static IReadOnlyList<string> Problems(JsonNode message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (Get(message, "resourceType")?.ToString() != "AdverseEvent")
        {
            return ["The message is not an AdverseEvent."];
        }

        List<string> problems = [];
        void Require(bool holds, string problem)
        {
            if (!holds)
            {
                problems.Add(problem);
            }
        }

        var properties = Properties(message).ToLookup(p => p.Name, p => p.Value);
        var type = EventType(message);
        Require(Nodes(Get(Get(message, "meta"), "profile")).Any(p => p?.ToString() == Profile), "The message does not name the profile of taxonomy version 6.");
        Require(Get(message, "actuality")?.ToString() == "actual", "The actuality is missing.");
        Require(LfpseCodes.Current.Find("event-type", type) is not null, "The event type is not a known code.");
        foreach (var name in (ReadOnlySpan<string>)["InvolvedAgents", "ITSystemsInvolvementFactors", "SafetyChallenges", "Description", "Organisation", "ReporterOrganisation", "LocationKnown"])
        {
            Require(properties[name].Any(v => v.Length > 0), $"{name} is missing.");
        }

        Require(type != Incident || properties.Contains("PhysicalHarm"), "An incident needs the level of physical harm.");
        Require(type != Incident || properties.Contains("PatientSequence"), "An incident needs a patient.");
        Require(type == Incident || properties.Contains("RiskImminent"), "A risk needs to say whether it is imminent.");
        Require(properties["Organisation"].Concat(properties["ReporterOrganisation"]).All(code => OdsCode.IsMatch(code)), "An organisation code must be three to eight capitals and digits.");
        foreach (var (name, list) in Lists)
        {
            Require(properties[name].All(code => LfpseCodes.Current.Find(list, code) is not null), $"{name} holds a code that is not in the list {list}.");
        }

        Require(properties["Description"].All(text => IdentifierFinder.Find(NationalEvent.WithoutSameEvent(text)).Count == 0), "The description still holds what may identify a person.");
        Require(!HoldsPicture(message), "The message holds an attachment; pictures never leave.");
        return problems;
    }

    /// <summary>
    /// The codes of a message that no public source confirms. A message with any may be written to a file that says so, and must
    /// not be sent to a national service.
    /// </summary>
    public static IReadOnlyList<string> Unconfirmed(JsonNode message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var coded = Properties(message).Where(p => Lists.ContainsKey(p.Name)).Select(p => (List: Lists[p.Name], Code: p.Value)).Prepend((List: "event-type", Code: EventType(message)));
        return [.. from c in coded where LfpseCodes.Current.Find(c.List, c.Code) is not { Confirmed: true } select $"The code {c.Code} of {c.List} is not confirmed."];
    }

    private static string EventType(JsonNode message) =>
        Get(Nodes(Get(Get(message, "event"), "coding")).FirstOrDefault(), "code")?.ToString() ?? "";

    // every inner extension: a bare name with one value
    private static IEnumerable<(string Name, string Value)> Properties(JsonNode? node)
    {
        if (node is JsonObject o && o["url"] is { } url && o.FirstOrDefault(p => p.Key.StartsWith("value", StringComparison.Ordinal)).Value is { } value)
        {
            yield return (url.ToString(), value.ToString());
        }

        foreach (var child in Children(node).SelectMany(Properties))
        {
            yield return child;
        }
    }

    private static bool HoldsPicture(JsonNode? node) =>
        (node is JsonObject o && o.Any(p => p.Key is "valueAttachment" or "valueBase64Binary" or "photo" or "attachment" or "data" or "content")) || Children(node).Any(HoldsPicture);

    private static IEnumerable<JsonNode?> Children(JsonNode? node) => node is JsonObject o ? o.Select(p => p.Value) : Nodes(node);

    private static JsonNode? Get(JsonNode? node, string name) => node is JsonObject o ? o[name] : null;

    private static JsonArray Nodes(JsonNode? node) => node as JsonArray ?? [];
}
