using MakingItWork.Plumbing.Pictures;

namespace MakingItWork.Plumbing.Ocr;

/// <summary>PP-OCRv4's recogniser: lines of text, 48 pixels high, to characters by connectionist temporal classification.</summary>
internal sealed class LineReader(OnnxModel model, Characters characters)
{
    private const int LineHeight = 48;
    private const int LeastWidth = 48;
    private const int MostWidth = 8000;
    private const int MostLines = 4;

    public List<ReadCharacter>[] Read(RawPicture picture, List<Box> lines, CancellationToken cancel)
    {
        var read = new List<ReadCharacter>[lines.Count];

        foreach (var batch in Batches(lines))
        {
            cancel.ThrowIfCancellationRequested();
            var width = batch.Max(i => WidthOf(lines[i]));
            var planes = new float[batch.Count * 3 * LineHeight * width];
            for (var slot = 0; slot < batch.Count; slot++)
            {
                var line = lines[batch[slot]];
                var part = planes.AsSpan(slot * 3 * LineHeight * width, 3 * LineHeight * width);
                PlanarSampler.Fill(picture, line, part, WidthOf(line), LineHeight, width, [0.5f, 0.5f, 0.5f], [0.5f, 0.5f, 0.5f]);
            }

            model.Run(planes, [batch.Count, 3, LineHeight, width], (scores, shape) =>
            {
                int steps = (int)shape[1], classes = (int)shape[2];
                if (classes != characters.Count)
                {
                    throw new InvalidOperationException($"The recogniser tells {classes} characters apart, the list names {characters.Count}.");
                }

                for (var slot = 0; slot < batch.Count; slot++)
                {
                    var share = (double)WidthOf(lines[batch[slot]]) / width;
                    read[batch[slot]] = Decode(scores.Slice(slot * steps * classes, steps * classes), steps, classes, share);
                }

                return true;
            });
        }

        return read;
    }

    /// <summary>Lines of like length share a batch, so that little of it is padding; long lines go alone, to bound memory.</summary>
    private static List<List<int>> Batches(List<Box> lines)
    {
        var batches = new List<List<int>>();
        foreach (var line in Enumerable.Range(0, lines.Count).OrderBy(i => WidthOf(lines[i])))
        {
            if (batches.Count == 0 || batches[^1].Count == MostLines || (batches[^1].Count + 1) * WidthOf(lines[line]) > MostWidth)
            {
                batches.Add([]);
            }

            batches[^1].Add(line);
        }

        return batches;
    }

    private static int WidthOf(Box line) => Math.Clamp(((line.Width * LineHeight / line.Height) + 7) / 8 * 8, LeastWidth, MostWidth);

    private List<ReadCharacter> Decode(ReadOnlySpan<float> scores, int steps, int classes, double share)
    {
        var read = new List<ReadCharacter>();
        var last = Characters.Blank;
        for (var step = 0; step < steps; step++)
        {
            var row = scores.Slice(step * classes, classes);
            var best = Characters.Blank;
            foreach (var candidate in characters.Candidates)
            {
                if (row[candidate] > row[best])
                {
                    best = candidate;
                }
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
