namespace MakingItWork.Plumbing.Files;

/// <summary>Section "Storage": the folder that holds everything this program writes.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>Absolute, or relative to the working folder. Outside the web root.</summary>
    public string DataFolder { get; set; } = "data";
}

/// <summary>The data folder, made if missing and readable by its owner only.</summary>
public sealed class DataFolder
{
    public DataFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        Make(Path);
    }

    public string Path { get; }

    /// <summary>The full path of a folder below, made if missing.</summary>
    public string Sub(string name)
    {
        var path = System.IO.Path.Combine(Path, name);
        Make(path);
        return path;
    }

    private static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            System.IO.Directory.CreateDirectory(path);
        }
        else
        {
            System.IO.Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
