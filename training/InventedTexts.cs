using System.Globalization;
using MakingItWork.Rules.Classification;

namespace MakingItWork.Training;

/// <summary>Writes reports from templates: titles with bodies, notes from the ward, hurried lines, one type or several.</summary>
internal static class InventedTexts
{
    /// <summary>Each template belongs to one family; texts of different families share no template.</summary>
    public const int Families = 5;

    private static readonly Dictionary<string, string[]> Neutral = ReadNeutral();
    private static readonly string[] Modules = [.. Section.All.SelectMany(s => s.Modules).Distinct().Order(StringComparer.Ordinal)];

    /// <param name="taxonomy">The taxonomy whose codes the texts carry.</param>
    /// <param name="copies">Texts for each template.</param>
    public static IEnumerable<LabelledText> Of(string taxonomy, int copies)
    {
        var sections = Section.All.Where(section => section.CodesOf(taxonomy) is not null).ToList();
        var lines = sections.SelectMany(s => s.CodesOf(taxonomy)!.Select(code => (code, s.Lines.Count))).GroupBy(x => x.code).ToDictionary(g => g.Key, g => g.Sum(x => x.Count));
        for (var number = 0; number < sections.Count; number++)
        {
            var section = sections[number];
            // there is more to say about some types; that must not drown the others
            var weight = section.CodesOf(taxonomy)!.Select(code => Math.Clamp(Math.Sqrt(lines.Values.Average() / lines[code]), 0.6, 2)).DefaultIfEmpty(1).Average();
            for (var line = 0; line < section.Lines.Count; line++)
            {
                for (var copy = 0; copy < copies; copy++)
                {
                    var random = new Random(Seed(section.Lines[line], copy));
                    yield return Write(taxonomy, sections, section, line, random, $"{number:d3}.{line:d3}.{copy:d2}") with { Weight = weight };
                }
            }
        }
    }

    private static LabelledText Write(string taxonomy, List<Section> sections, Section section, int line, Random random, string id)
    {
        var template = new Template(random);
        var codes = section.CodesOf(taxonomy)!.ToHashSet();
        List<string> sentences = [template.Fill(section.Lines[line])];
        if (random.NextDouble() < 0.3 && codes.Count > 0)
        {
            var other = sections[random.Next(sections.Count)];
            var otherLine = OfFamily(other, line % Families, random);
            sentences.Add(template.Fill(otherLine));
            codes.UnionWith(other.CodesOf(taxonomy)!);
        }

        var text = random.Next(5) switch
        {
            0 => sentences[0],
            1 => template.Fill("{prefix}") + Titled(sentences, section, line, template, random),
            2 => Joined([.. Some("clinical", 1, template, random), .. sentences, .. Some("clinical", 2, template, random), .. Some("fine", 1, template, random)]),
            3 => Joined([.. sentences, .. Some("steps", 1, template, random), .. Some("expected", 1, template, random), .. Some("fine", 1, template, random)]),
            _ => Hurried(Joined(sentences), random),
        };
        return new(
            id,
            text,
            text == sentences[0] ? section.CodesOf(taxonomy)! : codes,
            DateTimeOffset.UnixEpoch,
            string.Create(CultureInfo.InvariantCulture, $"family {line % Families}"),
            Module: random.NextDouble() < 0.25 ? template.Pick(section.Modules.Length > 0 && random.NextDouble() < 0.6 ? section.Modules : Modules) : null,
            PictureText: random.NextDouble() < 0.2 && section.Pictures.Length > 0 ? template.Pick(section.Pictures) : null);
    }

    // a title, and often the same said again in other words
    private static string Titled(List<string> sentences, Section section, int line, Template template, Random random)
    {
        List<string> body = [.. Some("steps", 2, template, random)];
        if (random.NextDouble() < 0.5)
        {
            body.Add(template.Fill(OfFamily(section, line % Families, random)));
        }

        body.AddRange(sentences.Skip(1));
        body.AddRange(Some("expected", 2, template, random));
        return $"{sentences[0]}\n{Joined(body)}";
    }

    private static string OfFamily(Section section, int family, Random random)
    {
        var lines = section.Lines.Where((_, index) => index % Families == family).ToList();
        return lines.Count > 0 ? lines[random.Next(lines.Count)] : section.Lines[family % section.Lines.Count];
    }

    private static IEnumerable<string> Some(string kind, int most, Template template, Random random)
    {
        var count = random.Next(most + 1);
        for (var i = 0; i < count; i++)
        {
            yield return template.Fill(template.Pick(Neutral[kind]));
        }
    }

    private static string Joined(IEnumerable<string> sentences) => string.Join(' ', sentences.Select(s => $"{s.TrimEnd('.')}."));

    // small letters, and a slip of the fingers in one word of eight
    private static string Hurried(string text, Random random) => string.Join(' ', text.ToLowerInvariant().Split(' ').Select(word =>
    {
        if (word.Length < 5 || random.Next(8) > 0)
        {
            return word;
        }

        var at = 1 + random.Next(word.Length - 3);
        return random.Next(3) switch
        {
            0 => word.Remove(at, 1),
            1 => string.Concat(word.AsSpan(0, at), word.AsSpan(at + 1, 1), word.AsSpan(at, 1), word.AsSpan(at + 2)),
            _ => word.Insert(at, word[at].ToString()),
        };
    }));

    private static int Seed(string line, int copy)
    {
        var hash = 2166136261u;
        foreach (var letter in line)
        {
            hash = unchecked((hash ^ letter) * 16777619);
        }

        return (int)(unchecked(hash + ((uint)copy * 2654435761)) & 0x7FFFFFFF);
    }

    private static Dictionary<string, string[]> ReadNeutral()
    {
        Dictionary<string, List<string>> kinds = [];
        var kind = "";
        foreach (var line in Resource.Lines("texts/neutral"))
        {
            if (line.StartsWith("= ", StringComparison.Ordinal))
            {
                kinds[kind = line[2..]] = [];
            }
            else
            {
                kinds[kind].Add(line);
            }
        }

        return kinds.ToDictionary(k => k.Key, k => k.Value.ToArray());
    }
}
