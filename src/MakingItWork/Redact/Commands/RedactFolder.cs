using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.IO.Enumeration;
using MakingItWork.Plumbing.Ocr;
using MakingItWork.Plumbing.Pictures;
using MakingItWork.Plumbing.Web;

namespace MakingItWork.Redact.Commands;

/// <summary>./run.sh redact: covers every picture of a folder by the code that covers those of reports.</summary>
internal sealed class RedactFolder(PictureCover cover, IPictures pictures, IOcr ocr, TextWriter errors)
{
    public const string Help = """
        Usage: ./run.sh redact IN_FOLDER OUT_FOLDER

        Covers what identifies a person in pictures of screens, by the same code that covers the pictures of reports.
        Nothing is sent or kept anywhere else.

        Reads every PNG, JPG, WebP, GIF, BMP and TIF file in IN_FOLDER and the folders in it, and writes to OUT_FOLDER, in
        the same folders, for ward.jpg:
          ward.png    the picture with the covers painted in (with ward.bmp beside it: ward.jpg.png and ward.bmp.png)
          ward.json   width, height, verdict, covered, words, times, and the versions of text reader and rules;
                      no word that was read stands in it
        The verdict is "passed", or "needsPerson" with the reason: then the program is not sure that it covered
        everything, and in a report this picture would be shown to nobody before a person has looked at it.

        A file that cannot be read is named on standard error with the reason, and skipped. IN_FOLDER is never written to.
        Exit code: 0 all pictures were covered, 1 some were skipped, 2 nothing could be started.
        """;

    private static readonly string[] Endings = [".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff"];
    private readonly ConcurrentBag<string> skipped = [];
    private int unsure;
    private int covered;

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(string from, string to, CancellationToken cancel)
    {
        if (WhyNot(from, to) is { } reason)
        {
            await errors.WriteLineAsync(reason);
            return 2;
        }
        var (found, others) = PicturesIn(from, to);
        var names = OutputNames.Of(found);
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(
            found.Zip(names),
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount / 2), CancellationToken = cancel },
            async (pair, stop) => await OneAsync(Path.Combine(from, pair.First), pair.First, Path.Combine(to, pair.Second), stop));
        foreach (var line in skipped.Order(StringComparer.Ordinal))
        {
            await errors.WriteLineAsync(line);
        }
        await errors.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{covered.CountOf("picture")} covered in {watch.Elapsed.TotalSeconds:0.0} s, {skipped.Count} skipped{(unsure > 0 ? $"; {unsure} of them for a person to look at" : "")}{(others > 0 ? $"; {others.CountOf("other file")} left alone" : "")}."));
        return skipped.IsEmpty ? 0 : 1;
    }

    private async Task OneAsync(string path, string name, string result, CancellationToken cancel)
    {
        try
        {
            var watch = Stopwatch.StartNew();
            var picture = pictures.Decode(path);
            var decoded = watch.Elapsed;
            using var turn = await LargePictures.TurnAsync(picture.Width, picture.Height, cancel);
            var (done, png) = await cover.AsAsync(picture, cancel);
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(result)!);
            Write(result + ".png", png);
            Write(result + ".json", ResultJson.Of(picture, done, decoded, watch.Elapsed));
            Interlocked.Increment(ref covered);
            if (!done.Passed)
            {
                Interlocked.Increment(ref unsure);
            }
        }
        catch (UnreadablePictureException trouble)
        {
            skipped.Add($"{name} is skipped: {trouble.Message}");
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            skipped.Add($"{name} is skipped: {trouble.Message}");
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException)
        {
            // one picture never stops the others; the type only, since a message may quote what was read
            skipped.Add($"{name} is skipped: the program failed on it ({trouble.GetType().Name}).");
        }
    }

    private string? WhyNot(string from, string to)
    {
        if (!System.IO.Directory.Exists(from))
        {
            return $"There is no folder {from}.";
        }
        if (File.Exists(to))
        {
            return $"{to} is a file; the results need a folder.";
        }
        if (!pictures.Available)
        {
            return $"Pictures cannot be read: {pictures.Engine}";
        }
        if (!ocr.Available)
        {
            return $"Words in pictures cannot be read, so nothing can be covered: {ocr.Engine}";
        }
        // results in a folder above the pictures could take the place of one of them
        return Holds(Real(to), Real(from)) ? $"{to} is, or holds, the folder with the pictures. Choose another, so that no picture can be overwritten." : null;
    }

    /// <summary>Relative paths in a fixed order. Earlier results in a folder within are no pictures to cover again.</summary>
    private static (IReadOnlyList<string> Pictures, int Others) PicturesIn(string from, string to)
    {
        var results = Real(to);
        var files = new FileSystemEnumerable<string>(
            from,
            (ref FileSystemEntry entry) => Path.GetRelativePath(from, entry.ToFullPath()),
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false })
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
            // a link may lead round in a circle, or to where the results are
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && Real(entry.ToFullPath()) != results,
        }.Order(StringComparer.Ordinal).ToList();
        var pictures = files.FindAll(path => Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase));
        return (pictures, files.Count - pictures.Count);
    }

    private static bool Holds(string outer, string inner) =>
        (inner + Path.DirectorySeparatorChar).StartsWith(outer.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The full path with every link on the way followed, as far as it exists.</summary>
    private static string Real(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var parent = Path.GetDirectoryName(full);
        if (parent is null)
        {
            return full;
        }
        var here = Path.Combine(Real(parent), Path.GetFileName(full));
        return System.IO.Directory.Exists(here) && new DirectoryInfo(here).ResolveLinkTarget(returnFinalTarget: true)?.FullName is { } target
            ? Path.TrimEndingDirectorySeparator(target)
            : here;
    }

    /// <summary>Whole or not at all, and through no link that lies where the result belongs.</summary>
    private static void Write(string path, byte[] content)
    {
        var part = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            File.WriteAllBytes(part, content);
            File.Move(part, path, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }
}
