namespace MakingItWork.Plumbing.Ocr;

/// <summary>One network, kept loaded: a float tensor in, a float tensor out. Safe to run from several threads.</summary>
internal sealed unsafe class OnnxModel : IDisposable
{
    private static readonly Lazy<nint> Environment = new(Onnx.CreateEnvironment);
    private readonly byte[] _inputName;
    private readonly byte[] _outputName;
    private nint _session;

    public OnnxModel(string path, string inputName, string outputName, int threads)
    {
        _inputName = System.Text.Encoding.UTF8.GetBytes(inputName + '\0');
        _outputName = System.Text.Encoding.UTF8.GetBytes(outputName + '\0');
        _session = Onnx.CreateSession(Environment.Value, path, threads);
    }

    public delegate T Reader<out T>(ReadOnlySpan<float> values, long[] shape);

    /// <summary>The reader sees the output in place; it is gone when the reader returns.</summary>
    public T Run<T>(ReadOnlySpan<float> values, ReadOnlySpan<long> shape, Reader<T> read)
    {
        ObjectDisposedException.ThrowIf(_session == 0, this);
        nint input = 0, output = 0;
        fixed (float* data = values)
        {
            try
            {
                input = Onnx.CreateTensor(data, values.Length, shape);
                output = Onnx.Run(_session, _inputName, input, _outputName);
                var outputShape = Onnx.Shape(output);
                var length = outputShape.Aggregate(1L, (product, side) => product * side);
                return read(new ReadOnlySpan<float>(Onnx.Data(output), checked((int)length)), outputShape);
            }
            finally
            {
                Onnx.ReleaseTensor(output);
                Onnx.ReleaseTensor(input);
            }
        }
    }

    public void Dispose()
    {
        var session = Interlocked.Exchange(ref _session, 0);
        if (session != 0)
        {
            Onnx.ReleaseSession(session);
        }
    }
}
