using MakingItWork.Plumbing.Pictures;

namespace MakingItWork.Plumbing.Ocr;

/// <summary>Stands in where no reader is installed. It throws, because "no words" would look like "nothing to hide".</summary>
public sealed class NoOcr(string reason = "No text reader is installed.") : IOcr
{
    public bool Available => false;

    public string Engine => reason;

    public IReadOnlyList<ReadWord> Read(RawPicture picture, CancellationToken cancel, LineMemory? memory = null) =>
        throw new InvalidOperationException(reason);
}
