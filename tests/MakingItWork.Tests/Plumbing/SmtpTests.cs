using System.Net;
using System.Net.Sockets;
using System.Text;
using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Mail;
using Microsoft.Extensions.Options;

namespace MakingItWork.Tests.Plumbing;

/// <summary>Mail over a real socket, to a server that speaks just enough SMTP to take one message.</summary>
public sealed class SmtpTests : IDisposable
{
    private static readonly Letter Letter = new("safety@supplier.example", "1 new hazard", "In words – plain", "<p>In words – <strong>marked up</strong></p>", "digest-1@making-it-work");
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("making-it-work-smtp-");
    private readonly TcpListener server = new(IPAddress.Loopback, 0);

    public void Dispose()
    {
        server.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Send_ToASmtpServer_HandsOverBothPartsAndTheMessageId()
    {
        server.Start();
        var taken = TakeOneMessageAsync();
        await Mailer().SendAsync(Letter, CancellationToken.None);
        var (sender, recipient, message) = await taken.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal("MAIL FROM:<reports@trust.example>", sender);
        Assert.Equal("RCPT TO:<safety@supplier.example>", recipient);
        Assert.Contains("Message-ID: <digest-1@making-it-work>", message, StringComparison.Ordinal);
        Assert.Contains("multipart/alternative", message, StringComparison.Ordinal);
        Assert.Contains("text/plain", message, StringComparison.Ordinal);
        Assert.Contains("text/html", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_WhenNoServerListens_FailsSoThatTheDigestStaysQueued()
    {
        server.Start();
        var mailer = Mailer();
        server.Stop();
        await Assert.ThrowsAsync<MailFailedException>(() => mailer.SendAsync(Letter, CancellationToken.None));
    }

    private NetMailer Mailer() => new(
        Options.Create(new MailOptions { Route = MailRoute.Smtp, Host = "127.0.0.1", Port = ((IPEndPoint)server.LocalEndpoint).Port, From = "reports@trust.example" }),
        new DataFolder(folder.FullName));

    private async Task<(string Sender, string Recipient, string Message)> TakeOneMessageAsync()
    {
        using var client = await server.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);
        await using var writer = new StreamWriter(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        string sender = "", recipient = "";
        var message = new StringBuilder();
        await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync() is { } line && line != "QUIT")
        {
            sender = line.StartsWith("MAIL", StringComparison.Ordinal) ? line : sender;
            recipient = line.StartsWith("RCPT", StringComparison.Ordinal) ? line : recipient;
            if (line == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                while (await reader.ReadLineAsync() is { } text && text != ".")
                {
                    message.AppendLine(text);
                }
                await writer.WriteLineAsync("250 taken");
                break;
            }
            await writer.WriteLineAsync("250 ok");
        }
        return (sender, recipient, message.ToString());
    }
}
