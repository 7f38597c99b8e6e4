using System.Security.Cryptography;
using System.Text;
using MakingItWork.Plumbing.Sealing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace MakingItWork.Plumbing.Secrets;

/// <summary>Section "Secrets": keys of this installation.</summary>
public sealed class SecretsOptions
{
    public const string Section = "Secrets";

    /// <summary>32 random bytes in base64, the same for all copies; empty: made once and kept in the key folder.</summary>
    public string FollowUpKey { get; set; } = "";
}

/// <summary>
/// Makes the secret of a private link from an id, so that a repeated request gets the same link
/// although only its hash is stored; and signs what this installation says in an address, and marks texts.
/// </summary>
public sealed class ServerSecret
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int KeyBytes = 32;
    private readonly byte[] key;

    public ServerSecret(IOptions<SecretsOptions> options, KeyRing ring, IDataProtectionProvider protection)
    {
        key = options.Value.FollowUpKey.Length > 0
            ? FromSetting(options.Value.FollowUpKey)
            : FromFile(Path.Combine(ring.Folder, "follow-up.key"), protection.CreateProtector("MakingItWork.FollowUpKey.v1"));
    }

    /// <summary>26 characters of base 32, 130 bits.</summary>
    public string LinkSecret(Guid id) => Letters(HMACSHA256.HashData(key, id.ToByteArray(bigEndian: true)), 26);

    /// <summary>
    /// A signature of 20 characters, 100 bits, under a key of its own for each purpose: nothing that is signed can be
    /// taken for a link secret.
    /// </summary>
    public string Sign(string purpose, string text) =>
        Letters(HMACSHA256.HashData(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"sign {purpose}")), Encoding.UTF8.GetBytes(text)), 20);

    public bool IsSignature(string purpose, string text, string signature) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(purpose, text)), Encoding.UTF8.GetBytes(signature.Trim().ToLowerInvariant()));

    private static string Letters(byte[] bytes, int length)
    {
        var letters = new StringBuilder(length);
        for (var bit = 0; bit < length * 5; bit += 5)
        {
            var window = (bytes[bit / 8] << 8) | bytes[(bit / 8) + 1];
            letters.Append(Alphabet[(window >> (11 - (bit % 8))) & 31]);
        }
        return letters.ToString();
    }

    /// <summary>
    /// Stands for an id in a table that is kept apart: without this installation's key nobody can tell which id it means.
    /// </summary>
    public string Apart(Guid id) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"apart {id:N}")));

    /// <summary>What is stored of a link secret.</summary>
    public static string HashOf(string linkSecret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(linkSecret)));

    /// <summary>A mark of a text that only this installation can make, so that nobody can try guesses against a stored one.</summary>
    public string MarkOf(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes("mark:" + text)));

    /// <summary>256 bits that only this installation can make for a text, under a key of its own for each purpose.</summary>
    public string SealOf(string purpose, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"seal {purpose}")), Encoding.UTF8.GetBytes(text)));

    private static byte[] FromSetting(string setting)
    {
        var bytes = new byte[64];
        return Convert.TryFromBase64String(setting, bytes, out var written) && written >= 32
            ? bytes[..written]
            : throw new InvalidOperationException("Secrets:FollowUpKey must be at least 32 bytes in base64.");
    }

    /// <summary>Encrypted like everything else: the folder may lie where only a supplied key protects it.</summary>
    private static byte[] FromFile(string path, IDataProtector protector)
    {
        if (!File.Exists(path))
        {
            try
            {
                KeyRing.Replace(path, protector.Protect(RandomNumberGenerator.GetBytes(KeyBytes)), overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                // another copy was quicker: its key is the one
            }
        }
        var kept = File.ReadAllBytes(path);
        if (kept.Length == KeyBytes)
        {
            // as earlier versions left it
            KeyRing.Replace(path, protector.Protect(kept));
            return kept;
        }
        try
        {
            return protector.Unprotect(kept);
        }
        catch (CryptographicException trouble)
        {
            throw new CannotStartException($"The key of the private links, {path}, cannot be opened. Restore the key folder from its backup.", trouble);
        }
    }
}

public static class SecretsSetup
{
    public static IServiceCollection AddSecrets(this IServiceCollection services, IConfiguration settings, KeyRing ring)
    {
        services.Configure<SecretsOptions>(settings.GetSection(SecretsOptions.Section));
        services.AddSingleton(ring);
        services.AddSingleton(ring.Supplied);
        services.AddSingleton<ServerSecret>();
        services.AddSingleton<FileSeal>();
        services.AddDataProtection()
            .SetApplicationName("MakingItWork")
            .SetDefaultKeyLifetime(KeyRing.KeyLife)
            .PersistKeysToFileSystem(new DirectoryInfo(ring.Folder));
        if (ring.Supplied.Current is { } key)
        {
            services.Configure<KeyManagementOptions>(keys => keys.XmlEncryptor = new KeySeal(key));
        }
        return services;
    }
}
