using System.Runtime.InteropServices;

namespace MakingItWork.Plumbing.Ocr;

/// <summary>
/// ONNX Runtime's C interface is one table of function pointers that only ever grows at its end,
/// so a function's place in the table is its name. The places are those of OrtApi in onnxruntime_c_api.h.
/// </summary>
internal static unsafe partial class Onnx
{
    public const string Library = "libonnxruntime.so";

    private const uint ApiVersion = 12;
    private static readonly nint* Api = Table();

    public static string Version => Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)Base()[1])()) ?? "";

    public static nint CreateEnvironment()
    {
        const int errorsOnly = 3;
        nint made;
        fixed (byte* name = "MakingItWork\0"u8)
        {
            Check(((delegate* unmanaged<int, byte*, nint*, nint>)Api[3])(errorsOnly, name, &made));
        }

        return made;
    }

    public static nint CreateSession(nint environment, string path, int threads)
    {
        nint options, session;
        Check(((delegate* unmanaged<nint*, nint>)Api[10])(&options));
        var utf8 = Marshal.StringToCoTaskMemUTF8(path);
        try
        {
            // The arena keeps the largest reading's memory for ever; plain allocation gives it back.
            Check(((delegate* unmanaged<nint, nint>)Api[17])(options)); // DisableMemPattern
            Check(((delegate* unmanaged<nint, nint>)Api[19])(options)); // DisableCpuMemArena
            Check(((delegate* unmanaged<nint, int, nint>)Api[24])(options, threads)); // SetIntraOpNumThreads
            fixed (byte* key = "session.intra_op.allow_spinning\0"u8, no = "0\0"u8)
            {
                // A spinning worker takes the processor from the very thread it waits for when the machine is busy.
                Check(((delegate* unmanaged<nint, byte*, byte*, nint>)Api[130])(options, key, no)); // AddSessionConfigEntry
            }

            Check(((delegate* unmanaged<nint, nint, nint, nint*, nint>)Api[7])(environment, utf8, options, &session));
            return session;
        }
        finally
        {
            Marshal.FreeCoTaskMem(utf8);
            ((delegate* unmanaged<nint, void>)Api[100])(options);
        }
    }

    /// <summary>The tensor uses the memory given, which must outlive it.</summary>
    public static nint CreateTensor(float* data, long length, ReadOnlySpan<long> shape)
    {
        const int arenaAllocator = 1, defaultMemory = 0, float32 = 1;
        nint memory, tensor;
        Check(((delegate* unmanaged<int, int, nint*, nint>)Api[69])(arenaAllocator, defaultMemory, &memory));
        try
        {
            fixed (long* sides = shape)
            {
                Check(((delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)Api[49])(
                    memory, data, (nuint)length * sizeof(float), sides, (nuint)shape.Length, float32, &tensor));
            }

            return tensor;
        }
        finally
        {
            ((delegate* unmanaged<nint, void>)Api[94])(memory);
        }
    }

    public static nint Run(nint session, ReadOnlySpan<byte> inputName, nint input, ReadOnlySpan<byte> outputName)
    {
        nint output = 0;
        fixed (byte* inName = inputName, outName = outputName)
        {
            byte* inNames = inName, outNames = outName;
            Check(((delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint>)Api[9])(
                session, 0, &inNames, &input, 1, &outNames, 1, &output));
        }

        return output;
    }

    public static float* Data(nint tensor)
    {
        float* data;
        Check(((delegate* unmanaged<nint, float**, nint>)Api[51])(tensor, &data));
        return data;
    }

    public static long[] Shape(nint tensor)
    {
        nint info;
        Check(((delegate* unmanaged<nint, nint*, nint>)Api[65])(tensor, &info));
        try
        {
            nuint count;
            Check(((delegate* unmanaged<nint, nuint*, nint>)Api[61])(info, &count));
            var shape = new long[count];
            fixed (long* sides = shape)
            {
                Check(((delegate* unmanaged<nint, long*, nuint, nint>)Api[62])(info, sides, count));
            }

            return shape;
        }
        finally
        {
            ((delegate* unmanaged<nint, void>)Api[99])(info);
        }
    }

    public static void ReleaseEnvironment(nint environment) => ((delegate* unmanaged<nint, void>)Api[92])(environment);

    public static void ReleaseSession(nint session) => ((delegate* unmanaged<nint, void>)Api[95])(session);

    public static void ReleaseTensor(nint tensor) => ((delegate* unmanaged<nint, void>)Api[96])(tensor);

    private static void Check(nint status)
    {
        if (status == 0)
        {
            return;
        }

        var message = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint, nint>)Api[2])(status));
        ((delegate* unmanaged<nint, void>)Api[93])(status);
        throw new InvalidOperationException("The text reader failed: " + message);
    }

    private static nint* Table()
    {
        var table = ((delegate* unmanaged<uint, nint>)Base()[0])(ApiVersion);
        return table == 0 ? throw new InvalidOperationException("This ONNX Runtime is too old.") : (nint*)table;
    }

    [LibraryImport(Library, EntryPoint = "OrtGetApiBase")]
    private static partial nint* Base();
}
