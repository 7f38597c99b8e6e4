using MakingItWork.Capture;
using MakingItWork.Directory;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Triage.Actions;

/// <summary>Something that somebody of a safety team has agreed to do by a day and hour, about a report or its hazard.</summary>
public sealed class SafetyAction
{
    public const int WhatLength = 500;
    public const int ReasonLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    /// <summary>The report that it was made on.</summary>
    public required Guid ReportId { get; init; }
    public Report? Report { get; init; }
    /// <summary>Set when it is about the hazard: then it shows on each of its reports.</summary>
    public Guid? HazardId { get; init; }
    /// <summary>ODS code; empty for reports that name no organisation.</summary>
    public required string ForOrganisation { get; init; }
    public required string What { get; set; }
    public required Guid AssigneeId { get; set; }
    public Person? Assignee { get; init; }
    public required DateTimeOffset DueAt { get; set; }
    public ActionState State { get; set; }
    /// <summary>What came of it, or why it was cancelled.</summary>
    public string? StateReason { get; set; }
    /// <summary>The number of the newest change. A form that carries an older one is stale.</summary>
    public int Version { get; set; } = 1;
    public required DateTimeOffset CreatedAt { get; init; }
    /// <summary>When the assignee or their cover is mailed next; null when that is over.</summary>
    public DateTimeOffset? RemindAt { get; set; }
    public List<SafetyActionChange> Changes { get; init; } = [];
}

/// <summary>One line of an action's history, and how it stood before, so that the change can be taken back.</summary>
public sealed class SafetyActionChange
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ActionId { get; init; }
    public required int Version { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid PersonId { get; init; }
    public required string Who { get; init; }
    public required string Words { get; init; }
    public string? WhatBefore { get; init; }
    public Guid? AssigneeBefore { get; init; }
    public DateTimeOffset? DueBefore { get; init; }
    public ActionState? StateBefore { get; init; }
    public string? ReasonBefore { get; init; }
}

public enum ActionState
{
    Open,
    Done,
    Cancelled,
}

public static class ActionSight
{
    /// <summary>Actions of the viewer's organisation; national staff see all.</summary>
    public static IQueryable<SafetyAction> VisibleTo(this IQueryable<SafetyAction> actions, Viewer viewer)
    {
        if (viewer.IsNational)
        {
            return actions;
        }
        return viewer.Triages && viewer.OrganisationCode is { } own ? actions.Where(a => a.ForOrganisation == own) : actions.Where(a => false);
    }
}

internal sealed class SafetyActionMap : IEntityTypeConfiguration<SafetyAction>
{
    public void Configure(EntityTypeBuilder<SafetyAction> table)
    {
        table.ToTable("SafetyActions");
        table.Property(a => a.ForOrganisation).HasMaxLength(8);
        table.Property(a => a.What).HasMaxLength(SafetyAction.WhatLength * 2);
        table.Property(a => a.StateReason).HasMaxLength(SafetyAction.ReasonLength * 2);
        table.Property(a => a.State).HasConversion<string>().HasMaxLength(10);
        table.Property(a => a.Version).IsConcurrencyToken();
        // of two copies that plan the same reminder one fails and plans nothing
        table.Property(a => a.RemindAt).IsConcurrencyToken();
        table.HasOne(a => a.Report).WithMany().HasForeignKey(a => a.ReportId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne(a => a.Assignee).WithMany().HasForeignKey(a => a.AssigneeId).OnDelete(DeleteBehavior.Restrict);
        table.HasMany(a => a.Changes).WithOne().HasForeignKey(c => c.ActionId).OnDelete(DeleteBehavior.Cascade);
        table.HasIndex(a => a.HazardId);
        table.HasIndex(a => new { a.State, a.RemindAt });
        table.HasIndex(a => new { a.ForOrganisation, a.State, a.DueAt });
        table.HasIndex(a => new { a.AssigneeId, a.State, a.DueAt });
    }
}

internal sealed class SafetyActionChangeMap : IEntityTypeConfiguration<SafetyActionChange>
{
    public void Configure(EntityTypeBuilder<SafetyActionChange> table)
    {
        table.ToTable("SafetyActionChanges");
        table.Property(c => c.Who).HasMaxLength(200);
        table.Property(c => c.Words).HasMaxLength(2000);
        table.Property(c => c.WhatBefore).HasMaxLength(SafetyAction.WhatLength * 2);
        table.Property(c => c.ReasonBefore).HasMaxLength(SafetyAction.ReasonLength * 2);
        table.Property(c => c.StateBefore).HasConversion<string>().HasMaxLength(10);
        table.HasIndex(c => new { c.ActionId, c.Version }).IsUnique();
    }
}
