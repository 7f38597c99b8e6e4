namespace MakingItWork.Export;

/// <summary>Section "Export": the national batches.</summary>
public sealed class ExportOptions
{
    public const string Section = "Export";

    /// <summary>Where the files go; relative to the data folder unless absolute.</summary>
    public string Folder { get; set; } = "export";

    /// <summary>Reports in one batch at most.</summary>
    public int BatchSize { get; set; } = 500;
}
