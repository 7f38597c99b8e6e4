namespace MakingItWork.Plumbing.Sealing;

/// <summary>Something encrypted does not open. The message says why in plain words and quotes nothing of it.</summary>
public sealed class CannotBeOpenedException : Exception
{
    private CannotBeOpenedException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }

    public static CannotBeOpenedException Changed() =>
        new("What was stored cannot be opened: it was changed, cut short or put in another's place.");

    public static CannotBeOpenedException NoKey(Exception cause) =>
        new("What was stored cannot be opened: the key it was encrypted with is missing (see Storage:KeyFolder and Storage:EncryptionKey), or it was changed.", cause);
}
