using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Plumbing.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Classify;

/// <summary>
/// That a report may mean imminent harm, why, and whether the on-call address knows. Found as soon as its words are
/// masked, also while its picture waits for a person. The report is the key: nobody is mailed twice about one.
/// </summary>
public sealed class UrgentReport : IPlannedMail
{
    public required Guid ReportId { get; init; }
    public Report? Report { get; init; }
    /// <summary>A fixed sentence of the rules, never the reported words.</summary>
    public required string Reason { get; init; }
    /// <summary>Places in the masked description; see <see cref="Places"/>.</summary>
    public required string Evidence { get; set; }
    public required DateTimeOffset RaisedAt { get; init; }

    public AlertState Alert { get; set; }
    /// <summary>Stable, so that a mail server shows a message that was sent twice once.</summary>
    public required string MessageId { get; init; }
    public string? SentTo { get; set; }
    public DateTimeOffset? SentAt { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset? NotBefore { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }
    public string? Trouble { get; set; }

    public UrgencyVerdict? Verdict { get; set; }
    public string? VerdictBy { get; set; }
    public string? VerdictWhy { get; set; }
    public DateTimeOffset? VerdictAt { get; set; }
}

public enum AlertState
{
    Waiting,
    Sent,
    /// <summary>Neither the organisation nor the settings name an address.</summary>
    NoAddress,
    /// <summary>Somebody had looked at the report before the mail was sent.</summary>
    NotNeeded,
}

/// <summary>What a person said of the urgency.</summary>
public enum UrgencyVerdict
{
    /// <summary>It is being dealt with.</summary>
    Seen,
    NotUrgent,
}

/// <summary>Where an organisation's urgent reports are mailed to.</summary>
public sealed class OnCallAddress
{
    public required string OrganisationCode { get; init; }
    public Organisation? Organisation { get; init; }
    public required string Email { get; set; }
    public required DateTimeOffset SetAt { get; set; }
    public required string SetBy { get; set; }
}

internal sealed class UrgentReportMap : IEntityTypeConfiguration<UrgentReport>
{
    public void Configure(EntityTypeBuilder<UrgentReport> table)
    {
        table.ToTable("UrgentReports").HasKey(u => u.ReportId);
        table.HasOne(u => u.Report).WithOne().HasForeignKey<UrgentReport>(u => u.ReportId).OnDelete(DeleteBehavior.Cascade);
        table.Property(u => u.Reason).HasMaxLength(300);
        table.Property(u => u.Evidence).HasMaxLength(Places.Longest);
        table.Property(u => u.Alert).HasConversion<string>().HasMaxLength(10);
        table.Property(u => u.MessageId).HasMaxLength(100);
        table.Property(u => u.SentTo).HasMaxLength(254);
        table.Property(u => u.Trouble).HasMaxLength(500);
        table.Property(u => u.Verdict).HasConversion<string>().HasMaxLength(10);
        table.Property(u => u.VerdictBy).HasMaxLength(200);
        table.Property(u => u.VerdictWhy).HasMaxLength(1000);
        table.HasIndex(u => new { u.Alert, u.NotBefore });
    }
}

internal sealed class OnCallAddressMap : IEntityTypeConfiguration<OnCallAddress>
{
    public void Configure(EntityTypeBuilder<OnCallAddress> table)
    {
        table.ToTable("OnCallAddresses").HasKey(a => a.OrganisationCode);
        table.Property(a => a.OrganisationCode).HasMaxLength(8);
        table.Property(a => a.Email).HasMaxLength(254);
        table.Property(a => a.SetBy).HasMaxLength(200);
        table.HasOne(a => a.Organisation).WithMany().HasForeignKey(a => a.OrganisationCode).OnDelete(DeleteBehavior.Restrict);
    }
}
