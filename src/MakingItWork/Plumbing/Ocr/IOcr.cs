using MakingItWork.Plumbing.Pictures;

namespace MakingItWork.Plumbing.Ocr;

/// <summary>Finds the words in a picture.</summary>
public interface IOcr
{
    bool Available { get; }

    /// <summary>The engine and its version, or why there is none.</summary>
    string Engine { get; }

    /// <summary>The words, line by line from the top, left to right.</summary>
    IReadOnlyList<ReadWord> Read(RawPicture picture, CancellationToken cancel);
}
