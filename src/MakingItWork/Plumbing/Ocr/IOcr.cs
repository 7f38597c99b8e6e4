using MakingItWork.Plumbing.Pictures;

namespace MakingItWork.Plumbing.Ocr;

/// <summary>Finds the words in a picture.</summary>
public interface IOcr
{
    bool Available { get; }

    /// <summary>The engine and its version, or why there is none.</summary>
    string Engine { get; }

    /// <summary>
    /// The words, line by line from the top, left to right, however unsure. A line that was found and could not be
    /// read at all is one word without letters and with confidence 0: nobody may take it for nothing.
    /// </summary>
    /// <param name="memory">Of an earlier reading of this picture; what is read now is added to it.</param>
    IReadOnlyList<ReadWord> Read(RawPicture picture, CancellationToken cancel, LineMemory? memory = null);
}
