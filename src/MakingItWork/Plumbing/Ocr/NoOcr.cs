using MakingItWork.Plumbing.Pictures;

namespace MakingItWork.Plumbing.Ocr;

/// <summary>Stands where no engine is wanted or none is installed: every picture then waits for a person.</summary>
public sealed class NoOcr(string why) : IOcr
{
    public bool Available => false;

    public string Engine => why;

    public IReadOnlyList<ReadWord> Read(RawPicture picture, CancellationToken cancel) =>
        throw new InvalidOperationException("No text recognition is installed.");
}
