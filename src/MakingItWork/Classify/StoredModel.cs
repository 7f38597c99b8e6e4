using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Classify;

/// <summary>
/// A classification model with its figures. None is ever deleted or changed, so that one can always go back; which one is
/// in use stands in <see cref="ModelPointer"/>.
/// </summary>
public sealed class StoredModel
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Name { get; init; }
    public required string Version { get; init; }
    public required string Taxonomy { get; init; }
    public required string TaxonomyVersion { get; init; }
    /// <summary>SHA-256 of the model's bytes in hex: the same model is kept once, whoever brings it.</summary>
    public required string Sha256 { get; init; }
    public required int Size { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    /// <summary>Decisions it was trained on.</summary>
    public int Decisions { get; init; }
    /// <summary>The latest decision it may have seen: only later ones can test it.</summary>
    public DateTimeOffset? TrainedUntil { get; init; }
    public required ModelVerdict Verdict { get; init; }
    public required string Why { get; init; }
    /// <summary>See <see cref="HeldOutFigures"/>; null for a model that was never held against another.</summary>
    public string? Figures { get; init; }

    /// <summary>As suggestions name it.</summary>
    public string Label => $"{Name}.{Version}";
}

public enum ModelVerdict
{
    /// <summary>Came with the program.</summary>
    Shipped,
    /// <summary>Did better than the model that was in use when it was made.</summary>
    Kept,
    /// <summary>Did not do better.</summary>
    Refused,
}

/// <summary>The bytes of a model, under Brotli; apart, so that the history is listed without them.</summary>
public sealed class StoredModelFile
{
    public required Guid ModelId { get; init; }
    public required byte[] Packed { get; init; }
}

/// <summary>Which model is in use for a taxonomy. Of two who change it at once, one wins.</summary>
public sealed class ModelPointer
{
    /// <summary>Taxonomy and version, such as "magrabi-2010.v1".</summary>
    public required string Taxonomy { get; init; }
    public required Guid ModelId { get; set; }
    public StoredModel? Model { get; init; }
    public required DateTimeOffset Since { get; set; }
    public required string Why { get; set; }
    /// <summary>The administrator who chose it: then no scheduled training replaces it. Null when the program did.</summary>
    public string? ChosenBy { get; set; }
    public Guid Change { get; set; }
}

internal sealed class StoredModelMap : IEntityTypeConfiguration<StoredModel>
{
    public void Configure(EntityTypeBuilder<StoredModel> table)
    {
        table.ToTable("Models");
        table.Property(m => m.Name).HasMaxLength(60);
        table.Property(m => m.Version).HasMaxLength(60);
        table.Property(m => m.Taxonomy).HasMaxLength(60);
        table.Property(m => m.TaxonomyVersion).HasMaxLength(60);
        table.Property(m => m.Sha256).HasMaxLength(64);
        table.HasIndex(m => m.Sha256).IsUnique();
        table.Property(m => m.Verdict).HasConversion<string>().HasMaxLength(10);
        table.Property(m => m.Why).HasMaxLength(500);
        table.Ignore(m => m.Label);
    }
}

internal sealed class StoredModelFileMap : IEntityTypeConfiguration<StoredModelFile>
{
    public void Configure(EntityTypeBuilder<StoredModelFile> table)
    {
        table.ToTable("ModelFiles").HasKey(f => f.ModelId);
        table.HasOne<StoredModel>().WithOne().HasForeignKey<StoredModelFile>(f => f.ModelId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ModelPointerMap : IEntityTypeConfiguration<ModelPointer>
{
    public void Configure(EntityTypeBuilder<ModelPointer> table)
    {
        table.ToTable("ModelsInUse").HasKey(p => p.Taxonomy);
        table.Property(p => p.Taxonomy).HasMaxLength(120);
        table.Property(p => p.Why).HasMaxLength(600);
        table.Property(p => p.ChosenBy).HasMaxLength(200);
        table.Property(p => p.Change).IsConcurrencyToken();
        table.HasOne(p => p.Model).WithMany().HasForeignKey(p => p.ModelId).OnDelete(DeleteBehavior.Restrict);
    }
}
