using System.Globalization;

namespace MakingItWork.Rules.Identifiers;

/// <summary>The rules of this folder as a whole.</summary>
public static class IdentifierRules
{
    /// <summary>
    /// Stored with each picture, so that what older rules passed can be read again; the browser and the server name the same.
    /// It goes up by one with every change that lets the rules judge the same words otherwise.
    /// </summary>
    public const int Number = 4;

    /// <summary>The number in words, as it is shown and stored beside the engine's name.</summary>
    public static string Version { get; } = string.Create(CultureInfo.InvariantCulture, $"identifier rules {Number}");
}
