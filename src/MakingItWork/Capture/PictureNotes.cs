using System.Text.Json;
using System.Text.Json.Serialization;
using MakingItWork.Rules.Identifiers;

namespace MakingItWork.Capture;

/// <summary>
/// What the reporter's own page said about one picture: where the problem is, and which of the machine's covers the
/// reporter took off. Pixels of the picture the right way up. They come from outside and are believed in nothing:
/// an uncovered box can only bring a person to look.
/// </summary>
public sealed record PictureNotes
{
    public const int MostBoxes = 200;
    /// <summary>More words than any screen shows.</summary>
    private const int MostCovers = 10_000;
    /// <summary>Room for 200 boxes of each of five pictures.</summary>
    public const int MostLetters = 128 * 1024;
    private const int LongestSide = 60_000;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        MaxDepth = 6,
        NumberHandling = JsonNumberHandling.Strict,
        RespectRequiredConstructorParameters = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Where the problem is.</summary>
    public IReadOnlyList<Area> Outlines { get; init; } = [];

    /// <summary>Covers that the reporter took off, because what stood there is not about a patient.</summary>
    public IReadOnlyList<UncoveredArea> Uncovered { get; init; } = [];

    /// <summary>The picture was read on the reporter's device before it was sent.</summary>
    public bool ReadHere { get; init; }

    /// <summary>How many covers the reporter's own page burnt into the picture before it was sent.</summary>
    public int Covers { get; init; }

    /// <summary>Something was sent that could not be understood, or did not fit the picture, and was left out.</summary>
    public bool LeftOut { get; init; }

    private static PictureNotes NotUnderstood { get; } = new() { LeftOut = true };

    private bool IsSane => Covers is >= 0 and <= MostCovers && Outlines is not null && Uncovered is not null && Outlines.Count + Uncovered.Count <= MostBoxes
        && Outlines.All(IsArea) && Uncovered.All(uncovered => uncovered is not null && IsArea(uncovered.Area));

    /// <summary>Reads the field of a report with so many pictures. What is malformed is left out and refuses nothing.</summary>
    /// <returns>For each picture its notes, or null when there are none.</returns>
    public static IReadOnlyList<PictureNotes?> Read(string? field, int pictures)
    {
        if (string.IsNullOrWhiteSpace(field) || pictures == 0)
        {
            return new PictureNotes?[pictures];
        }
        try
        {
            var notes = field.Length <= MostLetters ? JsonSerializer.Deserialize<List<PictureNotes>>(field, Json) : null;
            // one entry for each picture, or nobody knows which belongs to which
            if (notes?.Count == pictures && notes.TrueForAll(one => one is { IsSane: true }))
            {
                return [.. notes.Select(one => one.IsEmpty ? null : one with { LeftOut = false, Uncovered = [.. one.Uncovered.Select(area => area.WithKnownKind())] })];
            }
        }
        catch (JsonException)
        {
            // as malformed as the rest
        }
        return [.. Enumerable.Repeat(NotUnderstood, pictures)];
    }

    /// <summary>What the reporter drew, as one text: part of what was sent. Empty when nothing was drawn.</summary>
    public static string Drawn(IReadOnlyList<PictureNotes?> notes) => notes.Any(one => one is { Outlines.Count: > 0 } or { Uncovered.Count: > 0 })
        ? JsonSerializer.Serialize(notes.Select(one => (object?)(one is null ? null : new { one.Outlines, one.Uncovered })), Json)
        : "";

    public static string? ToText(PictureNotes? notes) => notes is null ? null : JsonSerializer.Serialize(notes, Json);

    public static PictureNotes? FromText(string? text) => text is null ? null : JsonSerializer.Deserialize<PictureNotes>(text, Json);

    /// <summary>The same for the picture as it is once cleaned: cut off at its edges, and without what lies outside.</summary>
    public PictureNotes Within(int width, int height)
    {
        var outlines = Outlines.Select(area => area.Within(width, height)).OfType<Area>().ToList();
        var uncovered = Uncovered.Where(one => one.Area.Within(width, height) is not null)
            .Select(one => UncoveredArea.Of(one.Area.Within(width, height)!, one.Kind)).ToList();
        return this with
        {
            Outlines = outlines,
            Uncovered = uncovered,
            LeftOut = LeftOut || outlines.Count < Outlines.Count || uncovered.Count < Uncovered.Count,
        };
    }

    private bool IsEmpty => Outlines.Count == 0 && Uncovered.Count == 0 && Covers == 0 && !ReadHere;

    private static bool IsArea(Area? area) =>
        area is { X: >= 0 and < LongestSide, Y: >= 0 and < LongestSide, Width: > 0 and <= LongestSide, Height: > 0 and <= LongestSide };
}

/// <summary>A cover that the reporter took off, and what the machine had taken it for.</summary>
/// <param name="Kind">The name of an <see cref="IdentifierKind"/>.</param>
public sealed record UncoveredArea(int X, int Y, int Width, int Height, string? Kind = null)
{
    [JsonIgnore]
    public Area Area => new(X, Y, Width, Height);

    /// <summary>A kind that this program does not know is only a word from outside.</summary>
    public UncoveredArea WithKnownKind() => Enum.GetNames<IdentifierKind>().Contains(Kind) ? this : this with { Kind = null };

    public static UncoveredArea Of(Area area, string? kind) => new(area.X, area.Y, area.Width, area.Height, kind);
}
