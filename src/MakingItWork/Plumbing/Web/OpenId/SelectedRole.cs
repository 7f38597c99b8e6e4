using System.Text.Json;

namespace MakingItWork.Plumbing.Web.OpenId;

/// <summary>For which organisation somebody acts, and in which roles, as the issuer says: never as they choose here.</summary>
/// <param name="Organisation">ODS code; null when the issuer named none.</param>
/// <param name="Codes">National role codes, whole and by part, and activity codes.</param>
public sealed record SelectedRole(string? Organisation, IReadOnlyList<string> Codes)
{
    private static readonly SelectedRole None = new(null, []);

    /// <param name="claims">Of the id_token, and of the user's information: the first that has a claim is believed.</param>
    public static SelectedRole Of(SingleSignOnOptions options, params IReadOnlyList<JsonElement> claims) => options.RoleClaim.Length == 0
        ? OfCareIdentity(claims)
        : new SelectedRole(Texts(Find(claims, options.OrganisationClaim)).FirstOrDefault(), [.. Texts(Find(claims, options.RoleClaim))]);

    public static JsonElement? Find(IReadOnlyList<JsonElement> claims, string name)
    {
        foreach (var set in claims)
        {
            if (set.ValueKind == JsonValueKind.Object && set.TryGetProperty(name, out var value))
            {
                return value;
            }
        }
        return null;
    }

    /// <summary>CIS2: the one of the person's roles whose number is the selected one.</summary>
    private static SelectedRole OfCareIdentity(IReadOnlyList<JsonElement> claims)
    {
        var selected = Texts(Find(claims, "selected_roleid")).FirstOrDefault();
        if (string.IsNullOrEmpty(selected) || Find(claims, "nhsid_nrbac_roles") is not { ValueKind: JsonValueKind.Array } roles)
        {
            return None;
        }
        var found = roles.EnumerateArray().Where(role => Text(role, "person_roleid") == selected).Take(2).ToList();
        if (found.Count != 1)
        {
            return None;
        }
        var code = Text(found[0], "role_code") ?? "";
        var activities = found[0].TryGetProperty("activity_codes", out var listed) ? Texts(listed) : [];
        return new SelectedRole(Text(found[0], "org_code"), [.. new[] { code }.Concat(code.Split(':')).Concat(activities).Where(one => one.Length > 0).Distinct()]);
    }

    private static string? Text(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static IEnumerable<string> Texts(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } text => [text.GetString()!],
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!),
        _ => [],
    };
}
