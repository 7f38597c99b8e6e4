using MakingItWork.Plumbing.Pictures;

namespace MakingItWork.Plumbing.Ocr;

/// <summary>Reads the words in a picture.</summary>
public interface IOcr
{
    bool Available { get; }

    /// <summary>The engine and its version, or why there is none.</summary>
    string Engine { get; }

    IReadOnlyList<ReadWord> Read(RawPicture picture, CancellationToken cancel);
}
