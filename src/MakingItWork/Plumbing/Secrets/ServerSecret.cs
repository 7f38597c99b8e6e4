using System.Security.Cryptography;
using System.Text;
using MakingItWork.Plumbing.Files;
using Microsoft.AspNetCore.DataProtection;

namespace MakingItWork.Plumbing.Secrets;

/// <summary>Section "Secrets": keys of this installation.</summary>
public sealed class SecretsOptions
{
    public const string Section = "Secrets";

    /// <summary>32 random bytes in base64, the same for all copies; empty: made once and kept in the data folder.</summary>
    public string FollowUpKey { get; set; } = "";
}

/// <summary>
/// Makes the secret of a private link from an id, so that a repeated request gets the same link
/// although only its hash is stored.
/// </summary>
public sealed class ServerSecret
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private readonly byte[] key;

    public ServerSecret(SecretsOptions options, DataFolder data)
    {
        key = options.FollowUpKey.Length > 0 ? FromSetting(options.FollowUpKey) : FromFile(Path.Combine(data.Sub("keys"), "follow-up.key"));
    }

    /// <summary>26 characters of base 32, 130 bits.</summary>
    public string LinkSecret(Guid id)
    {
        var bytes = HMACSHA256.HashData(key, id.ToByteArray(bigEndian: true));
        var letters = new StringBuilder(26);
        for (var bit = 0; bit < 130; bit += 5)
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

    private static byte[] FromSetting(string setting)
    {
        var bytes = new byte[64];
        return Convert.TryFromBase64String(setting, bytes, out var written) && written >= 32
            ? bytes[..written]
            : throw new InvalidOperationException("Secrets:FollowUpKey must be at least 32 bytes in base64.");
    }

    private static byte[] FromFile(string path)
    {
        try
        {
            var fresh = RandomNumberGenerator.GetBytes(32);
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            file.Write(fresh);
            file.Flush(flushToDisk: true);
            return fresh;
        }
        catch (IOException) when (File.Exists(path))
        {
            var kept = File.ReadAllBytes(path);
            return kept.Length == 32 ? kept : throw new InvalidOperationException("The follow-up key in the data folder is damaged: restore it from a backup.");
        }
    }
}

public static class SecretsSetup
{
    public static IServiceCollection AddSecrets(this IServiceCollection services, IConfiguration settings, DataFolder data)
    {
        var options = settings.GetSection(SecretsOptions.Section).Get<SecretsOptions>() ?? new SecretsOptions();
        services.AddSingleton(new ServerSecret(options, data));
        services.AddDataProtection()
            .SetApplicationName("MakingItWork")
            .PersistKeysToFileSystem(new DirectoryInfo(data.Sub("keys")));
        return services;
    }
}
