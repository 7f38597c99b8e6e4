using System.Text.RegularExpressions;

namespace MakingItWork.Plumbing.Web;

public static partial class EnumWords
{
    /// <summary>The name of a value as words, for example AlliedHealthProfessional as "Allied health professional".</summary>
    public static string InWords(this Enum value) => Inner().Replace(value.ToString(), match => $" {match.Value.ToLowerInvariant()}");

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Inner();
}
