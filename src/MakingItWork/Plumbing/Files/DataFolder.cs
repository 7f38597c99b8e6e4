namespace MakingItWork.Plumbing.Files;

/// <summary>Section "Storage": the folder that holds everything this program writes, and the keys that open it.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>Absolute, or relative to the working folder. Outside the web root.</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>
    /// Where the keys lie that open pictures and original words; empty: beside the data folder, "-keys" behind its name.
    /// Never inside the data folder, unless a key is supplied that encrypts them: then empty means inside it, under keys.
    /// </summary>
    public string KeyFolder { get; set; } = "";

    /// <summary>
    /// 32 random bytes in base64 that encrypt the keys. Several, separated by commas: the first is used, the others still open.
    /// </summary>
    public string EncryptionKey { get; set; } = "";

    /// <summary>A file outside the data folder that holds the same, one a line or separated by commas.</summary>
    public string EncryptionKeyFile { get; set; } = "";

    /// <summary>Where the nightly backup goes; empty: none is made.</summary>
    public string BackupFolder { get; set; } = "";

    /// <summary>Days after which a backup is deleted. What has fewer days left than this is in no backup.</summary>
    public int KeepBackupsDays { get; set; } = 7;
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

    /// <summary>Whether a path lies in the data folder, or is it.</summary>
    public bool Holds(string path) =>
        (System.IO.Path.GetFullPath(path) + System.IO.Path.DirectorySeparatorChar).StartsWith(Path + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);

    internal static void Make(string path)
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
