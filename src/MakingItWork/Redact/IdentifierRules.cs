using System.Globalization;

namespace MakingItWork.Redact;

/// <summary>Stored with each picture, so that what older rules passed can be read again.</summary>
public static class IdentifierRules
{
    /// <summary>Raise it by one with every change of the rules that covers more.</summary>
    public const int Version = 2;

    public static string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"identifier rules {Version}");
}
