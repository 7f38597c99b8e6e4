using MakingItWork.Directory.People;
using MakingItWork.Plumbing;

namespace MakingItWork.Directory.SingleSignOn;

/// <summary>
/// Which of our roles somebody gets who signs on with a national role: from settings, and checked when the program starts.
/// "R8000=Triager+Redactor; X26/R8010=NationalTriager": a national role, or one for the whole installation, must name the
/// organisation whose people may have it.
/// </summary>
internal sealed class RoleMapping
{
    private const string Example = "for example \"R8000=Triager+Redactor; X26/R8010=NationalTriager\"";
    private static readonly string[] National = [Roles.NationalTriager, Roles.NationalAnalyst];
    private readonly List<Line> lines = [];

    private sealed record Line(string? Organisation, string Code, IReadOnlyList<string> Roles)
    {
        public bool IsNational => Roles.Any(National.Contains);
    }

    /// <exception cref="CannotStartException">It cannot be understood, or gives what must not be given.</exception>
    public RoleMapping(string setting)
    {
        foreach (var text in setting.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            lines.Add(Parse(text));
        }
    }

    /// <summary>What these codes give at this organisation.</summary>
    /// <param name="organisation">As the issuer says.</param>
    public (string? Organisation, IReadOnlyList<string> Roles) For(string organisation, IReadOnlyList<string> codes)
    {
        var found = lines.Where(line => (line.Organisation is null || line.Organisation == organisation) && codes.Contains(line.Code, StringComparer.OrdinalIgnoreCase)).ToList();
        // a national role belongs to no organisation, and is not mixed with those of one
        return found.Exists(line => line.IsNational)
            ? (null, [.. found.Where(line => line.IsNational).SelectMany(line => line.Roles).Distinct()])
            : (organisation, [.. found.SelectMany(line => line.Roles).Distinct()]);
    }

    private static Line Parse(string text)
    {
        if (text.Split('=', StringSplitOptions.TrimEntries) is not [{ Length: > 0 } key, { Length: > 0 } given])
        {
            throw new CannotStartException($"SingleSignOn:Roles cannot be understood at \"{text}\"; write codes and roles, {Example}.");
        }
        var roles = given.Split('+', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        var line = new Line(slash < 0 ? null : key[..slash].Trim(), key[(slash + 1)..].Trim(), roles);
        if (roles.FirstOrDefault(role => !Directory.Roles.All.Contains(role)) is { } unknown)
        {
            throw new CannotStartException($"SingleSignOn:Roles gives \"{unknown}\", which is no role. Roles are {string.Join(", ", Directory.Roles.All)}.");
        }
        if (line.IsNational && line.Organisation is null)
        {
            throw new CannotStartException($"SingleSignOn:Roles gives a national role to {line.Code} of every organisation. Name the one whose people may have it, {Example}.");
        }
        return RoleRules.Errors(roles, line.IsNational ? null : "its", supplier: false).FirstOrDefault() is { } error
            ? throw new CannotStartException($"SingleSignOn:Roles gives {given} to {key}: {error.Replace("--", "", StringComparison.Ordinal)}")
            : line;
    }
}
