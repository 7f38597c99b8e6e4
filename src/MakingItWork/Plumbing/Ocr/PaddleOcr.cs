using MakingItWork.Plumbing.Pictures;

namespace MakingItWork.Plumbing.Ocr;

/// <summary>PP-OCRv4 on ONNX Runtime: finds the lines, reads them, splits them into words. The networks load at the first reading.</summary>
public sealed class PaddleOcr : IOcr, IDisposable
{
    private const int ThreadsPerReading = 2;

    private readonly Lazy<Networks> _networks = new(() => new Networks());
    private readonly Lazy<string?> _unavailable = new(WhyNot);

    /// <summary>One reading at a time for every two cores, first and second readings alike.</summary>
    internal SemaphoreSlim Turns { get; } = new(Math.Max(1, Environment.ProcessorCount / ThreadsPerReading));

    public bool Available => _unavailable.Value is null;

    public string Engine => _unavailable.Value ?? $"PP-OCRv4 on ONNX Runtime {Onnx.Version}";

    public IReadOnlyList<ReadWord> Read(RawPicture picture, CancellationToken cancel, LineMemory? memory = null)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (_unavailable.Value is { } reason)
        {
            throw new InvalidOperationException(reason);
        }

        Turns.Wait(cancel);
        try
        {
            memory ??= new LineMemory();
            var lines = _networks.Value.Finder.Find(picture, memory, cancel);
            var read = ReadLines(picture, lines, memory, cancel);
            return [.. lines.SelectMany((line, i) => Words(picture, line, read[i], i))];
        }
        finally
        {
            Turns.Release();
        }
    }

    private List<ReadCharacter>[] ReadLines(RawPicture picture, List<Box> lines, LineMemory memory, CancellationToken cancel)
    {
        var read = new List<ReadCharacter>?[lines.Count];
        for (var i = 0; i < lines.Count; i++)
        {
            read[i] = memory.TryRecall(picture, lines[i], out var before) ? before : null;
        }

        var fresh = Enumerable.Range(0, lines.Count).Where(i => read[i] is null).ToList();
        var characters = _networks.Value.Reader.Read(picture, fresh.ConvertAll(i => lines[i]), cancel);
        for (var i = 0; i < fresh.Count; i++)
        {
            memory.Remember(picture, lines[fresh[i]], characters[i]);
            read[fresh[i]] = characters[i];
        }

        return read!;
    }

    private static IEnumerable<ReadWord> Words(RawPicture picture, Box line, List<ReadCharacter> characters, int number) =>
        WordSplitter.Split(picture, line, characters, number).DefaultIfEmpty(new ReadWord("", line.Left, line.Top, line.Width, line.Height, 0, number));

    public void Dispose()
    {
        if (_networks.IsValueCreated)
        {
            _networks.Value.Dispose();
        }

        Turns.Dispose();
    }

    private static string? WhyNot()
    {
        foreach (var file in (string[])[Networks.DetectorFile, Networks.RecogniserFile, Networks.CharacterFile])
        {
            if (!File.Exists(NativeFiles.PathOf(file)))
            {
                return $"native/{file} is missing: run npm ci before the build.";
            }
        }

        return NativeFiles.WhyNot(Onnx.Library);
    }

    private sealed class Networks : IDisposable
    {
        public const string DetectorFile = "ocr-detect.onnx";
        public const string RecogniserFile = "ocr-recognise.onnx";
        public const string CharacterFile = "ocr-characters.txt";

        private readonly OnnxModel _detector = new(NativeFiles.PathOf(DetectorFile), "x", "sigmoid_0.tmp_0", ThreadsPerReading);
        private readonly OnnxModel _recogniser = new(NativeFiles.PathOf(RecogniserFile), "x", "softmax_11.tmp_0", ThreadsPerReading);

        public Networks()
        {
            Finder = new LineFinder(new TextDetector(_detector));
            Reader = new LineReader(_recogniser, new Characters(NativeFiles.PathOf(CharacterFile)));
        }

        public LineFinder Finder { get; }

        public LineReader Reader { get; }

        public void Dispose()
        {
            _detector.Dispose();
            _recogniser.Dispose();
        }
    }
}
