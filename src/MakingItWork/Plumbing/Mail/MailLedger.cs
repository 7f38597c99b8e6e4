using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Plumbing.Mail;

/// <summary>A row that says what is to be mailed: written before it is handed over, so that no mail is lost and none goes out twice.</summary>
public interface IPlannedMail
{
    /// <summary>How often it was tried, the try that is running included.</summary>
    int Attempts { get; set; }
    /// <summary>Not tried before; null at once.</summary>
    DateTimeOffset? NotBefore { get; set; }
    /// <summary>Until then one copy of the program is sending it, and no other may.</summary>
    DateTimeOffset? LeaseUntil { get; set; }
    DateTimeOffset? SentAt { get; set; }
    /// <summary>Why the last try failed; null when none did.</summary>
    string? Trouble { get; set; }
}

/// <summary>What the ledgers of mails have in common: one sender at a time, and longer and longer waits after a failure.</summary>
public static class MailLedger
{
    private const double LongestWaitSeconds = 3600;
    private const int FirstWaitSeconds = 30;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    /// <summary>Those that may be tried now.</summary>
    public static IQueryable<T> DueAt<T>(this IQueryable<T> waiting, DateTimeOffset now)
        where T : class, IPlannedMail =>
        waiting.Where(m => (m.NotBefore == null || m.NotBefore <= now) && (m.LeaseUntil == null || m.LeaseUntil <= now));

    /// <summary>One statement decides between copies: who changes the row sends the mail.</summary>
    /// <param name="one">A single row that waits.</param>
    public static async Task<bool> ClaimAsync<T>(this IQueryable<T> one, DateTimeOffset now, CancellationToken cancel)
        where T : class, IPlannedMail
    {
        var until = now + Lease;
        return await one.DueAt(now).ExecuteUpdateAsync(set => set.SetProperty(m => m.LeaseUntil, until).SetProperty(m => m.Attempts, m => m.Attempts + 1), cancel) == 1;
    }

    /// <summary>
    /// To be saved at once. If the process dies between the hand-over and that, the mail goes out once more, under the same message
    /// identifier, which a mail server shows once.
    /// </summary>
    public static void HandedOver(this IPlannedMail mail, DateTimeOffset now) => (mail.SentAt, mail.Trouble, mail.NotBefore) = (now, null, null);

    /// <summary>It is tried again after a wait that doubles each time, up to an hour.</summary>
    public static void Failed(this IPlannedMail mail, MailFailedException failed, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(failed);
        mail.Trouble = $"{failed.Message} It is tried again.";
        mail.NotBefore = now.AddSeconds(Math.Min(LongestWaitSeconds, FirstWaitSeconds * Math.Pow(2, Math.Min(mail.Attempts, 10) - 1)));
    }
}
