namespace MakingItWork.Rules.Identifiers;

/// <summary>The rules of this folder as a whole.</summary>
public static class IdentifierRules
{
    /// <summary>
    /// Stored with each picture, so that what older rules passed can be read again; the browser and the server name the same.
    /// It goes up with every change that lets the rules judge the same words otherwise.
    /// </summary>
    public const string Version = "identifier rules 2";
}
