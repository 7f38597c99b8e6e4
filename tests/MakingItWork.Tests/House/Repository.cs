namespace MakingItWork.Tests.House;

/// <summary>The source files of this repository, for tests about the code itself.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static IEnumerable<SourceFile> Files(string folder, params string[] endings) =>
        System.IO.Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)))
            .Select(path => new SourceFile(Path.GetRelativePath(Root, path).Replace('\\', '/'), File.ReadAllText(path)))
            .Where(file => !file.Path.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "wwwroot" or "data"));

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "MakingItWork.sln")))
            {
                return at.FullName;
            }
        }
        throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}

internal sealed record SourceFile(string Path, string Text)
{
    /// <summary>The folder below src/MakingItWork/ that holds the file.</summary>
    public string Room => Path.Split('/')[2];

    public int Lines => Text.Count(letter => letter == '\n');
}
