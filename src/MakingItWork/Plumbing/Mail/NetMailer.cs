using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using MakingItWork.Plumbing.Files;
using Microsoft.Extensions.Options;

namespace MakingItWork.Plumbing.Mail;

/// <summary>Messages through SMTP, or as one .eml file each in a folder.</summary>
internal sealed class NetMailer(IOptions<MailOptions> options, DataFolder data) : IMailer
{
    public async Task SendAsync(Letter letter, CancellationToken cancel)
    {
        try
        {
            using var message = Message(letter);
            if (options.Value.Route == MailRoute.Smtp)
            {
                using var client = new SmtpClient(options.Value.Host, options.Value.Port) { EnableSsl = options.Value.UseTls };
                if (options.Value.UserName.Length > 0)
                {
                    client.Credentials = new NetworkCredential(options.Value.UserName, options.Value.Password);
                }
                await client.SendMailAsync(message, cancel);
            }
            else
            {
                WriteToFolder(message, letter);
            }
        }
        catch (Exception trouble) when (trouble is SmtpException or IOException or InvalidOperationException or FormatException)
        {
            throw new MailFailedException("The message could not be handed over.", trouble);
        }
    }

    private MailMessage Message(Letter letter)
    {
        var message = new MailMessage(options.Value.From, letter.To)
        {
            Subject = letter.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = letter.Text,
            BodyEncoding = Encoding.UTF8,
        };
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(letter.Html, Encoding.UTF8, MediaTypeNames.Text.Html));
        message.Headers.Add("Message-ID", $"<{letter.MessageId}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    /// <summary>The file is named for the message, so that one tried again replaces itself.</summary>
    private void WriteToFolder(MailMessage message, Letter letter)
    {
        var folder = Path.Combine(data.Path, options.Value.Folder);
        System.IO.Directory.CreateDirectory(folder);
        var pickup = System.IO.Directory.CreateTempSubdirectory("mail-");
        try
        {
            using var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = pickup.FullName };
            client.Send(message);
            var name = string.Concat(letter.MessageId.Split('@')[0].Where(letterOfName => char.IsLetterOrDigit(letterOfName) || letterOfName == '-'));
            File.Move(pickup.EnumerateFiles().Single().FullName, Path.Combine(folder, name + ".eml"), overwrite: true);
        }
        finally
        {
            pickup.Delete(recursive: true);
        }
    }
}
