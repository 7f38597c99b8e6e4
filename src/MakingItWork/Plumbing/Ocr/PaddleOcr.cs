using MakingItWork.Plumbing.Pictures;

namespace MakingItWork.Plumbing.Ocr;

/// <summary>PP-OCRv4 on ONNX Runtime: finds the lines, reads them, splits them into words. The networks load at the first reading.</summary>
public sealed class PaddleOcr : IOcr, IDisposable
{
    private const int ThreadsPerReading = 2;
    private const double LeastConfidence = 0.3;

    private readonly SemaphoreSlim _turns = new(Math.Max(1, Environment.ProcessorCount / ThreadsPerReading));
    private readonly Lazy<Networks> _networks = new(() => new Networks());
    private readonly Lazy<string?> _unavailable = new(WhyNot);

    public bool Available => _unavailable.Value is null;

    public string Engine => _unavailable.Value ?? $"PP-OCRv4 on ONNX Runtime {Onnx.Version}";

    public IReadOnlyList<ReadWord> Read(RawPicture picture, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (_unavailable.Value is { } reason)
        {
            throw new InvalidOperationException(reason);
        }

        _turns.Wait(cancel);
        try
        {
            var networks = _networks.Value;
            var lines = networks.Finder.Find(picture, cancel);
            var read = networks.Reader.Read(picture, lines, cancel);
            return [.. lines
                .SelectMany((line, i) => WordSplitter.Split(picture, line, read[i], i))
                .Where(word => word.Confidence >= LeastConfidence)];
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose()
    {
        if (_networks.IsValueCreated)
        {
            _networks.Value.Dispose();
        }

        _turns.Dispose();
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
