using System.Runtime.InteropServices;

namespace MakingItWork.Plumbing.Pictures;

/// <summary>One reference to a native image, and the operations that make a new one from it.</summary>
internal sealed class VipsImage : IDisposable
{
    private static readonly Lock ErrorGate = new();
    private nint _handle;

    private VipsImage(nint handle) => _handle = handle;

    public nint Handle => _handle;

    /// <summary>The memory must stay where it is until every image made from this one is disposed of.</summary>
    public static VipsImage Load(string loader, nint data, int length, string options) =>
        WithBlob(data, length, blob => Take(Run(loader, "buffer", Vips.BlobType(), blob, options, "out", DupImage)));

    /// <inheritdoc cref="Load"/>
    public static VipsImage FromPixels(nint rgb, int width, int height)
    {
        const int unsignedByte = 0;
        using var bare = Take(Vips.ImageFromMemory(rgb, 3 * (nuint)width * (nuint)height, width, height, 3, unsignedByte));
        return bare.Apply("copy", "interpretation=srgb");
    }

    public VipsImage Apply(string operation, string options) =>
        Take(Run(operation, "in", Vips.ImageType(), _handle, options, "out", DupImage));

    public VipsImage ToMemory() => Take(Vips.CopyToMemory(_handle));

    public byte[] Save(string saver, string options) =>
        Run(saver, "in", Vips.ImageType(), _handle, options, "buffer", CopyBlob);

    public byte[] Pixels()
    {
        var memory = Vips.WriteToMemory(_handle, out var size);
        if (memory == 0)
        {
            throw Failure();
        }

        try
        {
            return Copy(memory, size);
        }
        finally
        {
            Vips.Free(memory);
        }
    }

    public void Dispose()
    {
        var handle = Interlocked.Exchange(ref _handle, 0);
        if (handle != 0)
        {
            Vips.Unref(handle);
        }
    }

    private static T WithBlob<T>(nint data, int length, Func<nint, T> use)
    {
        var blob = Vips.NewBlob(0, data, (nuint)length);
        try
        {
            return use(blob);
        }
        finally
        {
            Vips.UnrefArea(blob);
        }
    }

    private static T Run<T>(string name, string inputName, nuint inputType, nint input, string options, string outputName, Func<nint, string, T> read)
    {
        var operation = Vips.NewOperation(name);
        if (operation == 0)
        {
            throw Failure();
        }

        try
        {
            Vips.GValue value = default;
            Vips.InitValue(ref value, inputType);
            if (inputType == Vips.BlobType())
            {
                Vips.SetBoxed(ref value, input);
            }
            else
            {
                Vips.SetObject(ref value, input);
            }

            Vips.SetProperty(operation, inputName, in value);
            Vips.UnsetValue(ref value);

            if (Vips.SetOptions(operation, options) != 0)
            {
                throw Failure();
            }

            var built = Vips.Build(operation);
            if (built == 0)
            {
                throw Failure();
            }

            Vips.Unref(operation);
            operation = built;
            return read(operation, outputName);
        }
        finally
        {
            Vips.UnrefOutputs(operation);
            Vips.Unref(operation);
        }
    }

    private static nint DupImage(nint operation, string name)
    {
        Vips.GValue value = default;
        Vips.InitValue(ref value, Vips.ImageType());
        Vips.GetProperty(operation, name, ref value);
        var image = Vips.DupObject(in value);
        Vips.UnsetValue(ref value);
        return image;
    }

    private static byte[] CopyBlob(nint operation, string name)
    {
        Vips.GValue value = default;
        Vips.InitValue(ref value, Vips.BlobType());
        Vips.GetProperty(operation, name, ref value);
        try
        {
            return Copy(Vips.GetBlob(Vips.GetBoxed(in value), out var length), length);
        }
        finally
        {
            Vips.UnsetValue(ref value);
        }
    }

    private static byte[] Copy(nint memory, nuint size)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(checked((int)size));
        Marshal.Copy(memory, bytes, 0, bytes.Length);
        return bytes;
    }

    private static VipsImage Take(nint image) => image == 0 ? throw Failure() : new VipsImage(image);

    // The error buffer belongs to the whole process. Another thread's words may stand in it, so it only ever serves
    // as detail for a log: what failed is decided by return codes alone.
    private static UnreadablePictureException Failure()
    {
        lock (ErrorGate)
        {
            var memory = Vips.CopyErrors();
            var detail = Marshal.PtrToStringUTF8(memory)?.Trim();
            Vips.Free(memory);
            Vips.ClearErrors();
            return new UnreadablePictureException("The picture is damaged or incomplete, and cannot be read. Please take it again.", detail);
        }
    }
}
