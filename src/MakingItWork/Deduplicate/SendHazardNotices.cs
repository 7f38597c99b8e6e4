using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Plumbing.Mail;
using MakingItWork.Store;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Deduplicate;

/// <summary>
/// Mails followers what became of their hazards, all that is new in one message. What they have read on the page already is not
/// mailed; what cannot be sent is tried again, after longer and longer waits.
/// </summary>
public sealed class SendHazardNotices(
    ReportsDb db, ComposeNotice compose, IMailer mailer, UserManager<Person> people, IUserClaimsPrincipalFactory<Person> principals, TimeProvider clock, ILogger<SendHazardNotices> log)
    : IRecurringJob
{
    public const string Name = "hazard-notices";
    private const int AtOnce = 100;

    public async Task RunAsync(CancellationToken cancel)
    {
        var persons = await db.HazardNotices.Where(n => n.MailId == null && n.SeenAt == null).Select(n => n.PersonId).Distinct().Take(AtOnce).ToListAsync(cancel);
        foreach (var person in persons)
        {
            await TakeAsync(person, cancel);
        }
        var waiting = db.NoticeMails.Where(m => m.State == NoticeMailState.Waiting);
        var due = await waiting.DueAt(clock.GetUtcNow()).OrderBy(m => m.At).Select(m => m.Id).Take(AtOnce).ToListAsync(cancel);
        foreach (var id in due)
        {
            if (await waiting.Where(m => m.Id == id).ClaimAsync(clock.GetUtcNow(), cancel))
            {
                await SendAsync(id, cancel);
            }
        }
    }

    /// <summary>The ledger before the mail: what a person is to be told goes into one mail, and into no other.</summary>
    private async Task TakeAsync(Guid personId, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var id = Guid.CreateVersion7();
        db.NoticeMails.Add(new NoticeMail { Id = id, PersonId = personId, At = clock.GetUtcNow(), MessageId = $"hazards-{id:N}@making-it-work" });
        await db.SaveChangesAsync(cancel);
        var taken = await db.HazardNotices.Where(n => n.PersonId == personId && n.MailId == null && n.SeenAt == null).ExecuteUpdateAsync(set => set.SetProperty(n => n.MailId, id), cancel);
        // another copy was quicker: it leaves nothing to send, and no empty mail
        if (taken > 0)
        {
            await transaction.CommitAsync(cancel);
        }
    }

    private async Task SendAsync(Guid id, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var mail = await db.NoticeMails.SingleAsync(m => m.Id == id, cancel);
        mail.LeaseUntil = null;
        var person = await people.FindByIdAsync(mail.PersonId.ToString());
        var notices = person is null ? [] : await NewsAsync(mail, person, cancel);
        if (person is not { DeactivatedAt: null, Email: { Length: > 0 } address } || notices.Count == 0)
        {
            mail.State = NoticeMailState.NotNeeded;
            await db.SaveChangesAsync(cancel);
            return;
        }
        try
        {
            await mailer.SendAsync(compose.For(mail, address, notices), cancel);
            (mail.State, mail.SentTo) = (NoticeMailState.Sent, address);
            mail.HandedOver(clock.GetUtcNow());
        }
        catch (MailFailedException failed)
        {
            mail.Failed(failed, clock.GetUtcNow());
            log.LogWarning("The mail {MailId} about followed hazards could not be sent, attempt {Attempt}.", mail.Id, mail.Attempts);
        }
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>What this person has not read yet, of hazards of which they may see a report today: rights may have changed since they followed.</summary>
    private async Task<List<HazardNotice>> NewsAsync(NoticeMail mail, Person person, CancellationToken cancel)
    {
        var viewer = Viewer.Of(await principals.CreateAsync(person));
        return await db.HazardNotices.AsNoTracking().Include(n => n.Hazard)
            .Where(n => n.MailId == mail.Id && n.SeenAt == null)
            .Where(n => db.Reports.VisibleTo(viewer).Any(r => db.HazardLinks.Any(l => l.ReportId == r.Id && l.HazardId == n.HazardId)))
            .OrderBy(n => n.At).ToListAsync(cancel);
    }
}
