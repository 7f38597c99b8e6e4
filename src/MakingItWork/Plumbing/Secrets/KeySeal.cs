using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace MakingItWork.Plumbing.Secrets;

/// <summary>Encrypts the keys of the ring, before they are written, with the key that was supplied.</summary>
internal sealed class KeySeal(SuppliedKey key) : IXmlEncryptor
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private static readonly XName Element = "suppliedKeySeal";
    private static readonly XName NameOfKey = "key";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var written = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(written.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(key.Bytes, TagBytes);
        aes.Encrypt(written.AsSpan(0, NonceBytes), plain, written.AsSpan(NonceBytes, plain.Length), written.AsSpan(NonceBytes + plain.Length));
        CryptographicOperations.ZeroMemory(plain);
        return new EncryptedXmlInfo(new XElement(Element, new XAttribute(NameOfKey, key.Name), Convert.ToBase64String(written)), typeof(KeyOpener));
    }

    /// <summary>The name of the supplied key that encrypted an entry of the ring; null when none did.</summary>
    public static string? KeyThatSealed(XElement entry) => entry.DescendantsAndSelf(Element).FirstOrDefault()?.Attribute(NameOfKey)?.Value;

    /// <summary>The other way. Its full name stands in the ring: whoever renames it shuts every file.</summary>
    internal sealed class KeyOpener(IServiceProvider services) : IXmlDecryptor
    {
        public XElement Decrypt(XElement encryptedElement)
        {
            var key = services.GetRequiredService<SuppliedKeys>().Named(KeyThatSealed(encryptedElement))
                ?? throw new CryptographicException("The key that Storage:EncryptionKey had when this was written is missing.");
            var written = Convert.FromBase64String(encryptedElement.Value);
            var plain = new byte[written.Length - NonceBytes - TagBytes];
            using var aes = new AesGcm(key.Bytes, TagBytes);
            aes.Decrypt(written.AsSpan(0, NonceBytes), written.AsSpan(NonceBytes, plain.Length), written.AsSpan(NonceBytes + plain.Length), plain);
            return XElement.Parse(Encoding.UTF8.GetString(plain));
        }
    }
}
