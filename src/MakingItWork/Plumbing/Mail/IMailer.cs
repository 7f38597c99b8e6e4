namespace MakingItWork.Plumbing.Mail;

/// <param name="MessageId">Unique and stable for a message that may be tried again, without angle brackets.</param>
public sealed record Letter(string To, string Subject, string Text, string Html, string MessageId);

public interface IMailer
{
    /// <summary>Hands one message over. It may be called again with the same message identifier after a failure.</summary>
    /// <exception cref="MailFailedException">The message was not handed over.</exception>
    Task SendAsync(Letter letter, CancellationToken cancel);
}

public sealed class MailFailedException(string message, Exception cause) : Exception(message, cause);

/// <summary>Section "Mail": how messages leave.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    public MailRoute Route { get; set; } = MailRoute.Folder;

    /// <summary>For the route Folder: where the .eml files go; relative to the data folder unless absolute.</summary>
    public string Folder { get; set; } = "mail";

    public string From { get; set; } = "making-it-work@example.org";
    public string Host { get; set; } = "localhost";
    public int Port { get; set; } = 25;
    public bool UseTls { get; set; }
    public string UserName { get; set; } = "";
    public string Password { get; set; } = "";
}

public enum MailRoute
{
    Folder,
    Smtp,
}
