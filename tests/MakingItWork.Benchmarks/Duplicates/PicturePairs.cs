using System.Globalization;
using MakingItWork.Deduplicate.Commands;
using MakingItWork.Deduplicate.Index;
using MakingItWork.Plumbing.Pictures;
using MakingItWork.Rules.Duplicates;

namespace MakingItWork.Benchmarks.Duplicates;

/// <summary>Screens changed as pictures are changed on their way, and screens that were captured again months later.</summary>
internal static class PicturePairs
{
    /// <summary>The difference hash is usually used with ten of 64 bits.</summary>
    private const int UsualBits = 10;

    private sealed record Seen(PicturePrint Print, ulong Hash, string Exact);

    public static async Task MeasureAsync(string folder)
    {
        var pictures = new VipsPictures();
        var pairs = File.ReadLines(Path.Combine(folder, "pairs.csv")).Skip(1).Select(line => line.Split(','))
            .Select(f => (Label: int.Parse(f[0], CultureInfo.InvariantCulture), A: f[^2], B: f[^1])).ToList();
        var names = pairs.SelectMany(p => new[] { p.A, p.B }).Distinct().Order(StringComparer.Ordinal).ToList();
        await using var index = await TemporaryIndex.CreateAsync(default);
        Dictionary<string, Seen> originals = [];
        Dictionary<(string Name, string Change), Seen> changed = [];
        foreach (var (i, name) in names.Index())
        {
            var picture = pictures.Decode(Path.Combine(folder, "images", name));
            originals[name] = See(pictures, picture);
            await index.AddAsync(i, ReportPrint.Of(null, [originals[name].Print]), default);
            foreach (var (change, of) in PictureChange.All)
            {
                changed[(name, change)] = See(pictures, of(picture, pictures));
            }
        }

        await index.CompleteAsync(default);
        Console.WriteLine($"\npictures: {names.Count} screens, each looked for by a changed copy; others are the {pairs.Count(p => p.Label == 0)} pairs labelled unlike, changed in the same ways");
        await using var db = index.Open();
        var (suggested, linked, usual, exact) = (new Found(), new Found(), new Found(), new Found());
        foreach (var (change, _) in PictureChange.All)
        {
            var own = new Found();
            var first = 0;
            foreach (var name in names)
            {
                var seen = changed[(name, change)];
                var found = (await index.Search(db).FindAsync(ReportPrint.Of(null, [seen.Print]), null, 100, default)).ToDictionary(f => names[TemporaryIndex.NumberOf(f.ReportId)], f => f.Score);
                first += found.Keys.Take(5).Contains(name) ? 1 : 0;
                Judge(name, true);
                foreach (var pair in pairs.Where(p => p.Label == 0 && (p.A == name || p.B == name)))
                {
                    Judge(pair.A == name ? pair.B : pair.A, false);
                }

                void Judge(string other, bool same)
                {
                    own.Add(same, found.TryGetValue(other, out var score) && score.IsAtLeast(SamenessDecision.Suggest));
                    suggested.Add(same, found.TryGetValue(other, out score) && score.IsAtLeast(SamenessDecision.Suggest));
                    linked.Add(same, found.TryGetValue(other, out score) && score.IsAtLeast(SamenessDecision.Link));
                    usual.Add(same, PictureHash.Distance(seen.Hash, originals[other].Hash) <= UsualBits);
                    exact.Add(same, seen.Exact == originals[other].Exact);
                }
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {change,-32} {own}; among the first five {first} of {names.Count}"));
        }

        Console.WriteLine($"  all changes, suggested or linked: {suggested}");
        Console.WriteLine($"  all changes, linked by machine:   {linked}");
        Console.WriteLine($"  difference hash, {UsualBits} of 64 bits:   {usual}");
        Console.WriteLine($"  exact hash:                       {exact}");

        Console.WriteLine("\npictures: screens captured again months later, with other data, theme or zoom");
        var (again, hash) = (new Found(), new Found());
        foreach (var pair in pairs.Where(p => p.Label >= 0))
        {
            again.Add(pair.Label == 1, Sameness.Score(ReportPrint.Of(null, [originals[pair.A].Print]), ReportPrint.Of(null, [originals[pair.B].Print])).IsAtLeast(SamenessDecision.Suggest));
            hash.Add(pair.Label == 1, PictureHash.Distance(originals[pair.A].Hash, originals[pair.B].Hash) <= UsualBits);
        }

        Console.WriteLine($"  suggested or linked:              {again}");
        Console.WriteLine($"  difference hash, {UsualBits} of 64 bits:   {hash}");
    }

    private static Seen See(VipsPictures pictures, RawPicture picture) =>
        new(pictures.Print(picture), PictureHash.Difference(pictures.Grey(picture, 9, 8)), Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(picture.Rgb)));
}
