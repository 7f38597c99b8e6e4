namespace MakingItWork.Capture;

/// <summary>
/// One picture of a report. The file sent lies under <see cref="UploadKey"/> until the clean copy is proved
/// readable; only <see cref="PictureKey"/> and <see cref="ThumbnailKey"/> are ever shown.
/// </summary>
public sealed class Screenshot
{
    public const int LongestKnownWords = 4000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid ReportId { get; init; }
    public int Position { get; init; }

    public string? UploadKey { get; set; }
    public required string UploadFormat { get; init; }
    public int Width { get; set; }
    public int Height { get; set; }

    /// <summary>Re-encoded without metadata, but not yet read: may show a patient. Only Redact opens it.</summary>
    public string? CleanKey { get; set; }
    public string? PictureKey { get; set; }
    public string? ThumbnailKey { get; set; }

    /// <summary>What the reporter's page said about it; null when it said nothing.</summary>
    public PictureNotes? Notes { get; set; }

    public PictureVerdict Verdict { get; set; }
    public string? VerdictReason { get; set; }
    public int CoveredWords { get; set; }
    /// <summary>Words seen in the open that belong to a fixed list of interface and clinical words, in order of the alphabet; given names and numbers are not in that list.</summary>
    public string? KnownWords { get; set; }
    /// <summary>The engine and rules that passed it, or the person.</summary>
    public string? PassedBy { get; set; }

    /// <returns>Keys of all files there were.</returns>
    public IEnumerable<string> TakeBack()
    {
        List<string?> gone = [UploadKey, CleanKey, PictureKey, ThumbnailKey];
        (UploadKey, CleanKey, PictureKey, ThumbnailKey, KnownWords) = (null, null, null, null, null);
        Verdict = PictureVerdict.Removed;
        VerdictReason = "The person who reported took this picture back.";
        return gone.OfType<string>();
    }
}

public enum PictureVerdict
{
    NotRead,
    /// <summary>Nobody and nothing could say it is free of identifiers: a person decides.</summary>
    NeedsPerson,
    Passed,
    /// <summary>Taken out: unreadable, or a person judged that it cannot be shown.</summary>
    Removed,
}
