using System.Xml;
using System.Xml.Linq;
using MakingItWork.Plumbing.Files;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace MakingItWork.Plumbing.Secrets;

/// <summary>
/// The folder of the keys that open everything else: pictures, original words, private links, cookies. Either it lies
/// outside the data folder, or its keys are encrypted with a supplied one: a copied data folder opens nothing.
/// </summary>
public sealed class KeyRing
{
    public static readonly TimeSpan KeyLife = TimeSpan.FromDays(90);
    private static readonly XNamespace Protection = "http://schemas.asp.net/2015/03/dataProtection";
    private readonly List<string> notes = [];
    private bool shown;

    private KeyRing(string folder, SuppliedKeys supplied) => (Folder, Supplied) = (folder, supplied);

    public string Folder { get; }

    public SuppliedKeys Supplied { get; }

    /// <summary>What whoever runs the program should know of what was done here.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <exception cref="CannotStartException">The keys would lie where they protect nothing, or those there cannot be used.</exception>
    public static KeyRing Open(StorageOptions storage, DataFolder data)
    {
        var supplied = SuppliedKeys.Read(storage, data);
        string[] usual = [data.Path + "-keys", Path.Combine(data.Path, "keys")];
        var folder = storage.KeyFolder.Length > 0 ? Path.GetFullPath(storage.KeyFolder) : usual[supplied.Current is null ? 0 : 1];
        if (supplied.Current is null && data.Holds(folder))
        {
            throw new CannotStartException("Storage:KeyFolder lies in the data folder: whoever copies the pictures would copy their keys. Choose a folder outside, or set Storage:EncryptionKey.");
        }
        var ring = new KeyRing(folder, supplied);
        try
        {
            DataFolder.Make(folder);
            foreach (var other in usual.Where(other => other != folder && System.IO.Directory.Exists(other)))
            {
                ring.TakeOver(other);
            }
            ring.CheckAndSeal();
            if (!ring.Entries().Any())
            {
                ring.notes.Add($"New keys will be kept in {folder}. Back that folder up, apart from the data folder: without it no stored picture opens.");
            }
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException(
                $"The keys cannot be kept in {folder}: {trouble.Message} Set Storage:KeyFolder to a folder outside the data folder that this program may write, or set Storage:EncryptionKey.", trouble);
        }
        return ring;
    }

    /// <summary>
    /// Makes a key at once when those there are may be known to others: they lay in plain where they should not, or the
    /// supplied key that encrypted them has been replaced. They open what they closed, and close nothing any more.
    /// </summary>
    public void UseNewKeyIfNeeded(IKeyManager manager)
    {
        var entries = Entries().ToList();
        var replaced = Supplied.Current is { } current && entries.TrueForAll(entry => KeySeal.KeyThatSealed(entry.Xml) != current.Name);
        if (entries.Count > 0 && (shown || replaced))
        {
            manager.CreateNewKey(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow + KeyLife);
        }
    }

    private IEnumerable<(string Path, XElement Xml)> Entries()
    {
        foreach (var path in System.IO.Directory.EnumerateFiles(Folder, "key-*.xml").Order(StringComparer.Ordinal))
        {
            XElement xml;
            try
            {
                xml = XElement.Load(path);
            }
            catch (XmlException trouble)
            {
                throw new CannotStartException($"The key {path} is damaged: restore it from a backup of the keys.", trouble);
            }
            yield return (path, xml);
        }
    }

    /// <summary>Earlier versions kept the keys in the data folder, and a setting may have moved them since.</summary>
    private void TakeOver(string from)
    {
        foreach (var path in System.IO.Directory.EnumerateFiles(from).Where(path => path.EndsWith(".xml", StringComparison.Ordinal) || path.EndsWith(".key", StringComparison.Ordinal)))
        {
            shown = true;
            var to = Path.Combine(Folder, Path.GetFileName(path));
            if (!File.Exists(to))
            {
                Replace(to, File.ReadAllBytes(path));
            }
            File.Delete(path);
            notes.Add($"The key {Path.GetFileName(path)} was moved from {from} to {Folder}.");
        }
        if (!System.IO.Directory.EnumerateFileSystemEntries(from).Any())
        {
            System.IO.Directory.Delete(from);
        }
    }

    /// <summary>Keys that lie here in plain are encrypted when a key is supplied; ones encrypted by a key we do not have stop the program.</summary>
    private void CheckAndSeal()
    {
        foreach (var (path, xml) in Entries().ToList())
        {
            var name = KeySeal.KeyThatSealed(xml);
            if (name is not null && Supplied.Named(name) is null)
            {
                throw new CannotStartException(Supplied.Current is null
                    ? $"The keys in {Folder} are encrypted, and the key that opens them is missing. Set Storage:EncryptionKey or Storage:EncryptionKeyFile to the key they were encrypted with."
                    : $"A key in {Folder} was encrypted with another key than those of Storage:EncryptionKey. Put the older key behind the new one, separated by a comma.");
            }
            var secrets = xml.Descendants().Where(element => (bool?)element.Attribute(Protection + "requiresEncryption") == true).ToList();
            if (Supplied.Current is { } key && secrets.Count > 0)
            {
                secrets.ForEach(secret => secret.ReplaceWith(Sealed(new KeySeal(key).Encrypt(secret))));
                shown = true;
                Replace(path, System.Text.Encoding.UTF8.GetBytes(xml.ToString()));
                notes.Add($"The key {Path.GetFileName(path)} lay in plain and is encrypted now. Copies of it from before open what it opened.");
            }
        }
    }

    private static XElement Sealed(EncryptedXmlInfo info) =>
        new(Protection + "encryptedSecret", new XAttribute("decryptorType", info.DecryptorType.AssemblyQualifiedName!), info.EncryptedElement);

    /// <summary>Whole or not at all: a key cut short would be lost.</summary>
    internal static void Replace(string path, byte[] content, bool overwrite = true)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}.tmp";
        using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(unfinished, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        try
        {
            File.Move(unfinished, path, overwrite);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
