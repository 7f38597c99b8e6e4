namespace MakingItWork.Rules.Taxonomies;

/// <summary>One code of an LFPSE list.</summary>
/// <param name="Code">The code; LFPSE codes are strings and not contiguous.</param>
/// <param name="Display">What it means.</param>
/// <param name="Confirmed">False when no public source gives it: refuse to send it.</param>
public sealed record LfpseCode(string Code, string Display, bool Confirmed = true);

/// <summary>One list of LFPSE codes.</summary>
/// <param name="Name">The name of the list without its version.</param>
/// <param name="Codes">Its codes.</param>
public sealed record LfpseList(string Name, IReadOnlyList<LfpseCode> Codes);

/// <summary>The LFPSE code lists that an export needs.</summary>
/// <param name="Name">"lfpse".</param>
/// <param name="Version">The version of our file.</param>
/// <param name="Source">Where the lists come from and what about them is assumed.</param>
/// <param name="Lists">The lists.</param>
public sealed record LfpseCodes(string Name, string Version, string Source, IReadOnlyList<LfpseList> Lists)
{
    private static readonly Lazy<LfpseCodes> File = new(() => TaxonomyFile.Read<LfpseCodes>("lfpse-v6-codes"));

    /// <summary>The current lists.</summary>
    public static LfpseCodes Current => File.Value;

    /// <summary>A list by name.</summary>
    /// <exception cref="TaxonomyException">There is no such list.</exception>
    public LfpseList List(string name) =>
        Lists.FirstOrDefault(l => l.Name == name) ?? throw new TaxonomyException($"There is no LFPSE list named {name}.");

    /// <summary>The entry of a code in a list, or nothing.</summary>
    public LfpseCode? Find(string list, string code) => List(list).Codes.FirstOrDefault(c => c.Code == code);
}
