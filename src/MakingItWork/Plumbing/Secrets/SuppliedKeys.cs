using System.Security.Cryptography;
using System.Text;
using MakingItWork.Plumbing.Files;

namespace MakingItWork.Plumbing.Secrets;

/// <summary>A key that whoever runs the program supplies. Its name is stored with what it encrypts, and tells nothing of the key.</summary>
public sealed record SuppliedKey(string Name, byte[] Bytes);

/// <summary>The keys of Storage:EncryptionKey or Storage:EncryptionKeyFile, the one in use first; none is the default.</summary>
public sealed class SuppliedKeys
{
    private const int KeyBytes = 32;

    private SuppliedKeys(IReadOnlyList<SuppliedKey> all) => All = all;

    public IReadOnlyList<SuppliedKey> All { get; }

    public SuppliedKey? Current => All.Count > 0 ? All[0] : null;

    public SuppliedKey? Named(string? name) => All.FirstOrDefault(key => key.Name == name);

    /// <exception cref="CannotStartException">What was supplied is no key, or lies where a copied data folder would hold it.</exception>
    public static SuppliedKeys Read(StorageOptions storage, DataFolder data)
    {
        if (storage.EncryptionKeyFile.Length == 0)
        {
            return Parse(storage.EncryptionKey, "Storage:EncryptionKey");
        }
        if (storage.EncryptionKey.Length > 0)
        {
            throw new CannotStartException("Set Storage:EncryptionKey or Storage:EncryptionKeyFile, not both.");
        }
        if (data.Holds(storage.EncryptionKeyFile))
        {
            throw new CannotStartException("Storage:EncryptionKeyFile lies in the data folder, where whoever copies the pictures copies the key. Keep it elsewhere.");
        }
        try
        {
            var keys = Parse(File.ReadAllText(storage.EncryptionKeyFile), "Storage:EncryptionKeyFile");
            return keys.Current is not null ? keys : throw new CannotStartException("Storage:EncryptionKeyFile is empty.");
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException($"Storage:EncryptionKeyFile cannot be read: {trouble.Message}", trouble);
        }
    }

    private static SuppliedKeys Parse(string text, string setting) =>
        new([.. text.Split([',', '\n', '\r', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(key => One(key, setting))]);

    private static SuppliedKey One(string base64, string setting)
    {
        var bytes = new byte[KeyBytes];
        if (!Convert.TryFromBase64String(base64, bytes, out var written) || written != KeyBytes)
        {
            // the text itself is a secret, or nearly one
            throw new CannotStartException($"{setting} must be 32 random bytes in base64, for example from: openssl rand -base64 32");
        }
        var name = HKDF.DeriveKey(HashAlgorithmName.SHA256, bytes, 8, info: Encoding.ASCII.GetBytes("MakingItWork key name"));
        return new SuppliedKey(Convert.ToHexStringLower(name), bytes);
    }
}
