using MakingItWork.Capture;
using MakingItWork.Plumbing.Ocr;
using MakingItWork.Plumbing.Pictures;
using MakingItWork.Rules.Identifiers;

namespace MakingItWork.Redact;

/// <summary>
/// What a picture says and what of it identifies somebody. It holds the words, so it lives no longer than the work on its
/// picture, and is neither stored nor logged.
/// </summary>
public sealed class JudgedPicture
{
    internal JudgedPicture(IReadOnlyList<ReadWord> words, IReadOnlyList<Cover> covers, IReadOnlyList<string> why, LineMemory memory) =>
        (Words, Covers, Why, Memory) = (words, covers, why, memory);

    internal IReadOnlyList<ReadWord> Words { get; }

    internal LineMemory Memory { get; }

    /// <summary>What the machine covers, or proposes to cover when a person must look.</summary>
    public IReadOnlyList<Cover> Covers { get; }

    /// <summary>Why a person must look before the picture is shown, in sentences; none when nobody must.</summary>
    public IReadOnlyList<string> Why { get; }

    /// <summary>Every word's place, and whether these covers hide it.</summary>
    public IReadOnlyList<SeenWord> Seen(IReadOnlyList<Cover> covers) =>
        [.. Words.Select(word => new SeenWord(Doubts.Place(word), (int)Math.Round(100 * word.Confidence), JudgePicture.IsUnder(Doubts.Place(word), covers)))];

    /// <summary>The words in the open that stand in a fixed list without names, for classification: the only words of a picture that outlive the work on it.</summary>
    public string Known(IReadOnlyList<Cover> covers) =>
        KnownScreenWords.Of(Words.Where(word => !JudgePicture.IsUnder(Doubts.Place(word), covers)).Select(word => word.Text), Screenshot.LongestKnownWords);
}

/// <summary>Reads a picture and asks the rules which of its words identify somebody.</summary>
public sealed class JudgePicture(IOcr ocr)
{
    private const string NotAPatient = " The person who reported says this is not about a patient.";

    public JudgedPicture First(RawPicture picture, PictureNotes? notes, CancellationToken cancel)
    {
        var memory = new LineMemory();
        var words = ocr.Read(picture, cancel, memory);
        var found = ScreenIdentifiers.Find([.. words.Select(ToRules)]).ToDictionary(word => word.Index);
        var covers = found.Values.Select(word => Dispute(new Cover(Doubts.Place(words[word.Index]), word.Kind, word.Reason, CoverFrom.Reading), notes)).ToList();
        var doubts = Doubts.About(picture, words, found.ContainsKey);
        var disputed = covers.Exists(cover => cover.From == CoverFrom.Disputed);
        return new JudgedPicture(
            words,
            [.. covers, .. doubts.Covers],
            disputed ? [.. doubts.Why, "The person who reported uncovered words that look like patient details."] : doubts.Why,
            memory);
    }

    /// <summary>
    /// Reads the picture again as it was stored, painted. The rules are told once more what stood under the covers: a
    /// label whose value is painted out would else claim the next best words, and a name that is known could not be told
    /// again elsewhere. With that, they see no less than the first time, and anything they find in the open counts.
    /// </summary>
    /// <returns>What identifies somebody and is not under these covers, or is what a cover has left of a word.</returns>
    public IReadOnlyList<Cover> Again(RawPicture stored, JudgedPicture before, IReadOnlyList<Cover> covers, CancellationToken cancel)
    {
        var open = Open(ocr.Read(stored, cancel, before.Memory), covers);
        var found = InTheOpen(open, [.. before.Words.Where(word => IsUnder(Doubts.Place(word), covers))]);
        var left = open.Select(word => (Area: Doubts.Place(word), word.Text))
            .Where(word => word.Text.Any(char.IsLetterOrDigit) && !found.Any(cover => cover.Area == word.Area) && !IsKnown(word.Area, before, covers))
            .Select(word => (word.Area, Beside: covers.FirstOrDefault(cover => Touches(word.Area, cover.Area))))
            .Where(word => word.Beside is not null)
            .Select(word => new Cover(word.Area, word.Beside!.Kind, "What is left of a covered word.", CoverFrom.SecondReading));
        return [.. found, .. left];
    }

    /// <summary>Reads a picture that was painted long ago, when what stood under its covers is known no more.</summary>
    public (JudgedPicture Judged, IReadOnlyList<Cover> Found) Later(RawPicture painted, IReadOnlyList<Cover> covers, CancellationToken cancel)
    {
        var memory = new LineMemory();
        var open = Open(ocr.Read(painted, cancel, memory), covers);
        var standIns = StandIns.For(covers);
        var found = InTheOpen(open, standIns);
        return (new JudgedPicture([.. open, .. standIns], [.. covers, .. found], [], memory), found);
    }

    private static List<ReadWord> Open(IReadOnlyList<ReadWord> words, IReadOnlyList<Cover> covers) =>
        [.. words.Where(word => !IsUnder(Doubts.Place(word), covers))];

    private static IReadOnlyList<Cover> InTheOpen(List<ReadWord> open, IReadOnlyList<ReadWord> hidden)
    {
        var lines = open.Concat(hidden).Select(word => word.Line).DefaultIfEmpty().Max() + 1;
        var all = open.Select(ToRules).Concat(hidden.Select(word => ToRules(word) with { Line = word.Line + lines })).ToList();
        return
        [
            .. ScreenIdentifiers.Find(all).Where(word => word.Index < open.Count)
                .Select(word => new Cover(Doubts.Place(open[word.Index]), word.Kind, word.Reason, CoverFrom.SecondReading)),
        ];
    }

    /// <summary>Is at least half of the area under the covers? What two of them hide counts once.</summary>
    internal static bool IsUnder(Area area, IReadOnlyList<Cover> covers)
    {
        var over = covers.Select(cover => cover.Area).Where(cover => cover.Shared(area) > 0).ToList();
        if (over.Count < 2)
        {
            return over.Count == 1 && 2 * over[0].Shared(area) >= area.Pixels;
        }
        var hidden = 0L;
        for (var y = area.Y; y < area.Y + area.Height; y++)
        {
            var row = new bool[area.Width];
            foreach (var cover in over.Where(cover => y >= cover.Y && y < cover.Y + cover.Height))
            {
                var from = Math.Max(cover.X, area.X) - area.X;
                row.AsSpan(from, Math.Min(cover.X + cover.Width, area.X + area.Width) - area.X - from).Fill(true);
            }
            hidden += row.AsSpan().Count(true);
        }
        return 2 * hidden >= area.Pixels;
    }

    /// <summary>Seen in the open at the first reading, where it could be judged.</summary>
    private static bool IsKnown(Area area, JudgedPicture before, IReadOnlyList<Cover> covers) =>
        before.Words.Any(word => 2 * Doubts.Place(word).Shared(area) > area.Pixels && !IsUnder(Doubts.Place(word), covers));

    private static bool Touches(Area word, Area cover)
    {
        var near = (word.Height / 4) + 1;
        return new Area(word.X - near, word.Y, word.Width + (2 * near), word.Height).Shared(cover) > 0;
    }

    private static Cover Dispute(Cover cover, PictureNotes? notes) =>
        notes?.Uncovered.Any(one => 2 * one.Area.Shared(cover.Area) >= Math.Min(cover.Area.Pixels, one.Area.Pixels)) == true
            ? cover with { From = CoverFrom.Disputed, Reason = cover.Reason + NotAPatient }
            : cover;

    private static ScreenWord ToRules(ReadWord word) => new(word.Text, word.X, word.Y, word.Width, word.Height, word.Confidence, word.Line);
}
