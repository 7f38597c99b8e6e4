namespace MakingItWork.Capture;

/// <summary>Section "Capture": what may be sent.</summary>
public sealed class CaptureOptions
{
    public const string Section = "Capture";

    public int MaximumPictures { get; set; } = 5;
    public int MaximumMegabytes { get; set; } = 10;
    public int MaximumMegapixels { get; set; } = 40;

    /// <summary>Days after which the name of a reporter who gave it is deleted.</summary>
    public int KeepNamesDays { get; set; } = 365;

    /// <summary>Address of this service as its users know it, for links in mail; for example https://reports.example.nhs.uk.</summary>
    public string PublicAddress { get; set; } = "http://localhost:5080";

    public long MaximumBytes => MaximumMegabytes * 1_000_000L;
}
