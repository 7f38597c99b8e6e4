using System.Security.Cryptography;
using System.Text.RegularExpressions;
using MakingItWork.Plumbing.Files;
using Microsoft.IdentityModel.Tokens;

namespace MakingItWork.Plumbing.Web.OpenId;

/// <summary>
/// The keys by which this service proves to the issuer who it is, in place of a secret that both know. The first signs;
/// of all of them the public halves are published, so that the issuer knows a new key before it signs and an old one after.
/// Read when the program starts. Neither a message nor a log holds anything of a key, or of a text that may be one.
/// </summary>
public sealed partial class ClientKeys
{
    private const int LeastRsaBits = 2048;
    private const int LongestShownPath = 120;
    private const string Setting = "SingleSignOn:KeyFiles";

    /// <summary>Each algorithm with the curve that its key must lie on; RSA has none.</summary>
    private static readonly IReadOnlyDictionary<string, string?> Algorithms = new Dictionary<string, string?>
    {
        [SecurityAlgorithms.RsaSha256] = null, [SecurityAlgorithms.RsaSha384] = null, [SecurityAlgorithms.RsaSha512] = null,
        [SecurityAlgorithms.RsaSsaPssSha256] = null, [SecurityAlgorithms.RsaSsaPssSha384] = null, [SecurityAlgorithms.RsaSsaPssSha512] = null,
        [SecurityAlgorithms.EcdsaSha256] = "1.2.840.10045.3.1.7", [SecurityAlgorithms.EcdsaSha384] = "1.3.132.0.34", [SecurityAlgorithms.EcdsaSha512] = "1.3.132.0.35",
    };

    private ClientKeys(SigningCredentials? signing, IReadOnlyList<IReadOnlyDictionary<string, string>> published) => (Signing, Published) = (signing, published);

    public static readonly ClientKeys None = new(null, []);

    /// <summary>Null when a secret is used.</summary>
    public SigningCredentials? Signing { get; }

    /// <summary>The members of each public key, as RFC 7517 names them.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Published { get; }

    /// <exception cref="CannotStartException">A file is missing, or holds no key that may be used.</exception>
    public static ClientKeys Read(SingleSignOnOptions options, DataFolder data)
    {
        if (options.KeyFiles.Length == 0)
        {
            return None;
        }
        if (options.KeyFiles.Contains("-----", StringComparison.Ordinal))
        {
            throw new CannotStartException($"{Setting} holds a key itself. Put the key into a file that only this program may read, and write the file's path there.");
        }
        var algorithm = options.KeyAlgorithm;
        if (!Algorithms.TryGetValue(algorithm, out var curve))
        {
            throw new CannotStartException($"SingleSignOn:KeyAlgorithm is \"{algorithm}\". It can be {string.Join(", ", Algorithms.Keys)}; NHS CIS2 takes RS512.");
        }
        var files = options.KeyFiles.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(file => Load(file, data)).ToList();
        if (files.Count == 0)
        {
            throw new CannotStartException($"{Setting} names no file.");
        }
        var first = files[0];
        if (!first.IsPrivate)
        {
            throw new CannotStartException($"{Setting}: {first.Shown} holds a public key. The first file must hold the private key, which signs; of the others the public one is enough.");
        }
        if (first.Curve != curve)
        {
            throw new CannotStartException($"{Setting}: the key in {first.Shown} is not one for SingleSignOn:KeyAlgorithm {algorithm}.");
        }
        if (files.GroupBy(file => file.Key.KeyId).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new CannotStartException($"{Setting}: {string.Join(" and ", twice.Select(file => file.Shown))} have the same key id. Each key needs its own.");
        }
        return new ClientKeys(new SigningCredentials(first.Key, algorithm), [.. files.Select(file => file.Public(file.Curve == curve ? algorithm : null))]);
    }

    private static Loaded Load(string entry, DataFolder data)
    {
        var named = Named().Match(entry);
        var (id, path) = named.Success ? (named.Groups["id"].Value, named.Groups["path"].Value) : (null, entry);
        // a text that long may be the key
        var shown = path.Length <= LongestShownPath ? path : "a file";
        CannotStartException Refused(string why) => new($"{Setting}: {shown} {why}");
        if (data.Holds(path))
        {
            throw Refused("lies in the data folder, where whoever copies the reports copies the key. Keep it elsewhere.");
        }
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw Refused(trouble switch
            {
                FileNotFoundException or DirectoryNotFoundException => "is not there.",
                UnauthorizedAccessException => "may not be read by this program, or is a folder.",
                _ => "cannot be read.",
            });
        }
        if (text.Contains("ENCRYPTED", StringComparison.Ordinal))
        {
            throw Refused("holds a key that is locked with a password. Store it without one, in a file that only this program may read.");
        }
        var isPrivate = text.Contains("PRIVATE KEY-----", StringComparison.Ordinal);
        if (Import(RSA.Create(), text) is { } rsa)
        {
            return rsa.KeySize >= LeastRsaBits
                ? new Loaded(new RsaSecurityKey(rsa), JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(rsa.ExportParameters(false))), null, isPrivate, shown, id)
                : throw Refused($"holds a key of {rsa.KeySize} bits, which is too weak. Make one of 4096 bits: openssl genrsa -out cis2.pem 4096");
        }
        if (Import(ECDsa.Create(), text) is not { } ec)
        {
            throw Refused("holds no private key in PEM. Such a file begins with -----BEGIN PRIVATE KEY----- or -----BEGIN RSA PRIVATE KEY-----.");
        }
        var open = ec.ExportParameters(false);
        return Algorithms.Values.FirstOrDefault(known => known is not null && known == open.Curve.Oid.Value) is { } curve
            ? new Loaded(new ECDsaSecurityKey(ec), JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(ECDsa.Create(open))), curve, isPrivate, shown, id)
            : throw Refused("holds a key on a curve that cannot be used. Make one on P-256, P-384 or P-521, or an RSA key.");
    }

    /// <returns>Null when the text is no key of this kind.</returns>
    private static T? Import<T>(T empty, string text)
        where T : AsymmetricAlgorithm
    {
        try
        {
            empty.ImportFromPem(text);
            return empty;
        }
        catch (Exception other) when (other is ArgumentException or CryptographicException)
        {
            empty.Dispose();
            return null;
        }
    }

    [GeneratedRegex(@"^(?<id>[^/\\=\s]+)=(?<path>.+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Named();

    private sealed class Loaded
    {
        private readonly JsonWebKey open;

        public Loaded(SecurityKey key, JsonWebKey open, string? curve, bool isPrivate, string shown, string? id)
        {
            (Key, this.open, Curve, IsPrivate, Shown) = (key, open, curve, isPrivate, shown);
            key.KeyId = id ?? Base64UrlEncoder.Encode(open.ComputeJwkThumbprint());
        }

        public SecurityKey Key { get; }
        public string? Curve { get; }
        public bool IsPrivate { get; }
        public string Shown { get; }

        /// <summary>Named one by one, so that no member of a private key can be among them.</summary>
        public Dictionary<string, string> Public(string? algorithm) => new (string Name, string? Value)[]
        {
            ("kty", open.Kty), ("use", "sig"), ("alg", algorithm), ("kid", Key.KeyId), ("n", open.N), ("e", open.E), ("crv", open.Crv), ("x", open.X), ("y", open.Y),
        }.Where(member => !string.IsNullOrEmpty(member.Value)).ToDictionary(member => member.Name, member => member.Value!);
    }
}
