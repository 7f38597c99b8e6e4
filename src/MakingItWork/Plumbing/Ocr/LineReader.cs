using MakingItWork.Plumbing.Pictures;

namespace MakingItWork.Plumbing.Ocr;

/// <summary>
/// PP-OCRv4's recogniser: lines of text, 48 pixels high, to characters by connectionist temporal classification.
/// Each line is read by itself, so that what it says depends on no other: the browser reads them in another order.
/// </summary>
internal sealed class LineReader(OnnxModel model, Characters characters)
{
    private const int LineHeight = 48;
    private const int LeastWidth = 48;
    private const int MostWidth = 8000;

    // The network was trained on lines with empty room after them and reads the last letters better for it.
    private const int Room = 32;

    public List<ReadCharacter>[] Read(RawPicture picture, List<Box> lines, CancellationToken cancel)
    {
        var read = new List<ReadCharacter>[lines.Count];
        for (var i = 0; i < read.Length; i++)
        {
            cancel.ThrowIfCancellationRequested();
            read[i] = Read(picture, lines[i]);
        }

        return read;
    }

    private List<ReadCharacter> Read(RawPicture picture, Box line)
    {
        var width = Math.Clamp(((line.Width * LineHeight / line.Height) + 7) / 8 * 8, LeastWidth, MostWidth);
        var planes = new float[3 * LineHeight * (width + Room)];
        PlanarSampler.Fill(picture, line, planes, width, LineHeight, width + Room, [0.5f, 0.5f, 0.5f], [0.5f, 0.5f, 0.5f]);
        return model.Run(planes, [1, 3, LineHeight, width + Room], (scores, shape) =>
        {
            int steps = (int)shape[1], classes = (int)shape[2];
            return classes == characters.Count
                ? Decode(scores, steps, classes, (double)width / (width + Room))
                : throw new InvalidOperationException($"The recogniser tells {classes} characters apart, the list names {characters.Count}.");
        });
    }

    private List<ReadCharacter> Decode(ReadOnlySpan<float> scores, int steps, int classes, double share)
    {
        var read = new List<ReadCharacter>();
        var last = Characters.Blank;
        for (var step = 0; step < steps; step++)
        {
            var row = scores.Slice(step * classes, classes);
            var best = Characters.Blank;
            for (var candidate = best + 1; candidate < classes; candidate++)
            {
                best = row[candidate] > row[best] ? candidate : best;
            }

            if (best != Characters.Blank && best != last)
            {
                read.Add(new ReadCharacter(characters[best], Math.Min(1, (step + 0.5) / steps / share), row[best]));
            }

            last = best;
        }

        return read;
    }
}
