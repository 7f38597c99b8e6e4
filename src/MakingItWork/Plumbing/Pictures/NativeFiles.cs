using System.Reflection;
using System.Runtime.InteropServices;

namespace MakingItWork.Plumbing.Pictures;

/// <summary>
/// The build copies native libraries and model weights to <c>native/</c> beside the program.
/// Nothing is looked for elsewhere: a library of the same name on the machine could be another version.
/// </summary>
internal static class NativeFiles
{
    private static readonly Lock Gate = new();
    private static bool _resolving;

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "native", name);

    /// <summary>Null when the library can be loaded, else the reason.</summary>
    public static string? WhyNot(string library)
    {
        lock (Gate)
        {
            if (!_resolving)
            {
                NativeLibrary.SetDllImportResolver(typeof(NativeFiles).Assembly, Resolve);
                _resolving = true;
            }
        }

        if (!File.Exists(PathOf(library)))
        {
            return $"native/{library} is missing: run npm ci before the build (there are copies for Linux on x64 and arm64).";
        }

        return NativeLibrary.TryLoad(PathOf(library), out _) ? null : $"native/{library} cannot be loaded on this machine.";
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? search) =>
        NativeLibrary.TryLoad(PathOf(name), out var handle) ? handle : 0;
}
