using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Capture;

internal sealed class ReportMap : IEntityTypeConfiguration<Report>
{
    public void Configure(EntityTypeBuilder<Report> table)
    {
        table.ToTable("Reports");
        table.Property(r => r.Reference).HasMaxLength(20);
        table.HasIndex(r => r.Reference).IsUnique();
        table.Property(r => r.FollowUpHash).HasMaxLength(64);
        table.HasIndex(r => r.FollowUpHash).IsUnique();
        table.Property(r => r.IdempotencyKey).HasMaxLength(100);
        table.HasIndex(r => r.IdempotencyKey).IsUnique();
        table.Property(r => r.Fingerprint).HasMaxLength(64);
        table.Property(r => r.Role).HasConversion<string>().HasMaxLength(40);
        table.Property(r => r.DegreeOfHarm).HasConversion<string>().HasMaxLength(20);
        table.Property(r => r.OrganisationCode).HasMaxLength(8);
        table.Property(r => r.Unit).HasMaxLength(200);
        table.Property(r => r.OrganisationText).HasMaxLength(200);
        table.Property(r => r.ProductText).HasMaxLength(200);
        table.Property(r => r.ProductVersion).HasMaxLength(100);
        table.Property(r => r.Screen).HasMaxLength(SubmitReportRules.ScreenLength);
        table.Property(r => r.SaysSameAs).HasMaxLength(20);
        table.Property(r => r.Stage).HasConversion<string>().HasMaxLength(20).IsConcurrencyToken();
        table.Ignore(r => r.DescriptionInWords);
        table.HasOne(r => r.Organisation).WithMany().HasForeignKey(r => r.OrganisationCode).OnDelete(DeleteBehavior.Restrict);
        table.HasOne(r => r.Product).WithMany().HasForeignKey(r => r.ProductId).OnDelete(DeleteBehavior.Restrict);
        table.HasMany(r => r.Screenshots).WithOne().HasForeignKey(s => s.ReportId).OnDelete(DeleteBehavior.Cascade);
        table.ComplexProperty(r => r.Work, work =>
        {
            work.Property(w => w.ClaimedBy).HasMaxLength(100);
            work.Property(w => w.ParkedWhy).HasMaxLength(500);
        });
        table.HasIndex(r => new { r.Stage, r.StageSince });
        table.HasIndex(r => new { r.OrganisationCode, r.Stage });
        table.HasIndex(r => new { r.ProductId, r.Stage });
    }
}

internal sealed class ScreenshotMap : IEntityTypeConfiguration<Screenshot>
{
    public void Configure(EntityTypeBuilder<Screenshot> table)
    {
        table.ToTable("Screenshots");
        table.HasIndex(s => new { s.ReportId, s.Position }).IsUnique();
        table.Property(s => s.UploadFormat).HasMaxLength(10);
        table.Property(s => s.UploadKey).HasMaxLength(150);
        table.Property(s => s.CleanKey).HasMaxLength(150);
        table.Property(s => s.PictureKey).HasMaxLength(150);
        table.Property(s => s.ThumbnailKey).HasMaxLength(150);
        // a redactor's pass takes seconds: it must not undo what another decided meanwhile
        table.Property(s => s.Verdict).HasConversion<string>().HasMaxLength(20).IsConcurrencyToken();
        table.Property(s => s.VerdictReason).HasMaxLength(500);
        table.Property(s => s.KnownWords).HasMaxLength(Screenshot.LongestKnownWords);
        table.Property(s => s.PassedBy).HasMaxLength(300);
        table.Property(s => s.Notes).HasConversion(notes => PictureNotes.ToText(notes), text => PictureNotes.FromText(text));
        // stored as a signed number: no provider has an unsigned 64-bit column
    }
}

internal sealed class ReportOriginalMap : IEntityTypeConfiguration<ReportOriginal>
{
    public void Configure(EntityTypeBuilder<ReportOriginal> table)
    {
        table.ToTable("ReportOriginals").HasKey(o => o.ReportId);
        table.HasOne<Report>().WithOne().HasForeignKey<ReportOriginal>(o => o.ReportId).OnDelete(DeleteBehavior.Cascade);
    }
}
