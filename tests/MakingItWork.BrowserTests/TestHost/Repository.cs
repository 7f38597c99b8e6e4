namespace MakingItWork.BrowserTests.TestHost;

/// <summary>Where these tests, the program that they start and the pictures that they send lie.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>Debug or Release: the program is taken from the same build as the tests.</summary>
    private static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    public static string ProgramFolder => Path.Combine(Root, "src", "MakingItWork");

    public static string Program => Path.Combine(ProgramFolder, "bin", Configuration, "net10.0", "MakingItWork.dll");

    public static string Sample(string name) => Path.Combine(Root, "samples", name);

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
