namespace MakingItWork.Plumbing.Ocr;

/// <summary>Section "Ocr": text recognition in pictures.</summary>
public sealed class OcrOptions
{
    public const string Section = "Ocr";

    /// <summary>Auto: PP-OCRv4 when its files are there. None: every picture is held for a person.</summary>
    public OcrEngine Engine { get; set; } = OcrEngine.Auto;
}

public enum OcrEngine
{
    Auto,
    None,
}

public static class OcrSetup
{
    public static IServiceCollection AddOcr(this IServiceCollection services, IConfiguration settings)
    {
        var options = settings.GetSection(OcrOptions.Section).Get<OcrOptions>() ?? new OcrOptions();
        return options.Engine == OcrEngine.None
            ? services.AddSingleton<IOcr>(new NoOcr("Text recognition is switched off by Ocr:Engine."))
            : services.AddSingleton<IOcr, PaddleOcr>();
    }
}
