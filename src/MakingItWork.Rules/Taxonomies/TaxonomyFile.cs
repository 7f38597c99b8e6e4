using System.Reflection;
using System.Text.Json;

namespace MakingItWork.Rules.Taxonomies;

/// <summary>Reads the taxonomy files that are built into the program. The name of a file carries its version.</summary>
internal static class TaxonomyFile
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <exception cref="TaxonomyException">The file is not there or does not have the expected shape.</exception>
    public static T Read<T>(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"MakingItWork.Rules.Taxonomies.{file}.json")
            ?? throw new TaxonomyException($"There is no taxonomy file named {file}.");
        return Parse<T>(file, stream);
    }

    /// <summary>The files that have a property of this name at the top.</summary>
    public static IEnumerable<string> NamesWith(string property)
    {
        const string folder = "MakingItWork.Rules.Taxonomies.";
        const string ending = ".json";
        foreach (var resource in Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(n => n.StartsWith(folder, StringComparison.Ordinal) && n.EndsWith(ending, StringComparison.Ordinal)))
        {
            using var json = JsonDocument.Parse(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
            if (json.RootElement.TryGetProperty(property, out _))
            {
                yield return resource[folder.Length..^ending.Length];
            }
        }
    }

    internal static T Parse<T>(string file, Stream stream)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(stream, Strict) ?? throw new TaxonomyException($"The taxonomy file {file} is empty.");
        }
        catch (JsonException problem)
        {
            throw new TaxonomyException($"The taxonomy file {file} cannot be read: {problem.Message}", problem);
        }
    }
}
