using System.Security.Cryptography;
using System.Text.Json;
using MakingItWork.Plumbing.Sealing;
using Microsoft.AspNetCore.DataProtection;

namespace MakingItWork.Capture;

/// <summary>Encrypts the free texts of a report as they arrive, and opens them again for Redact only.</summary>
public sealed class OriginalSeal(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("MakingItWork.ReportOriginal.v1");

    public ReportOriginal Close(Guid reportId, OriginalTexts texts) => new()
    {
        ReportId = reportId,
        Sealed = protector.Protect(JsonSerializer.SerializeToUtf8Bytes(texts)),
    };

    /// <exception cref="CannotBeOpenedException">The key is missing, or the words were changed.</exception>
    public OriginalTexts Open(ReportOriginal original)
    {
        try
        {
            return JsonSerializer.Deserialize<OriginalTexts>(protector.Unprotect(original.Sealed))
                ?? throw new InvalidDataException("An original text is empty.");
        }
        catch (CryptographicException trouble)
        {
            throw CannotBeOpenedException.NoKey(trouble);
        }
    }
}
