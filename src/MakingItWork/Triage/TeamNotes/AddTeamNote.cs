using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Redact;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage;

/// <summary>The notes that a safety team keeps on a report for itself, oldest first.</summary>
public sealed record ReadTeamNotes(Viewer Viewer, string Reference) : IRequest<IReadOnlyList<TeamNote>?>;

/// <summary>Somebody of the team adds one. Nothing is ever changed or taken out, except with the report's words at the reporter's wish.</summary>
public sealed record AddTeamNote(Viewer Viewer, string Reference, string? Words) : IRequest<TeamNoteResult>;

/// <summary>Trouble is null when the note is kept; NotFound when there is no such report for this person.</summary>
public sealed record TeamNoteResult(bool NotFound, string? Trouble);

internal sealed class TeamNotesHandler(ReportsDb db, StaffText text, TimeProvider clock) : IRequestHandler<ReadTeamNotes, IReadOnlyList<TeamNote>?>, IRequestHandler<AddTeamNote, TeamNoteResult>
{
    /// <returns>Null when there is no such report for this person.</returns>
    public async Task<IReadOnlyList<TeamNote>?> Handle(ReadTeamNotes request, CancellationToken cancellationToken) =>
        await SeenAsync(request.Viewer, request.Reference, cancellationToken) is { } report
            ? await db.TeamNotes.AsNoTracking().Where(n => n.ReportId == report.Id).OrderBy(n => n.At).ThenBy(n => n.Id).ToListAsync(cancellationToken)
            : null;

    public async Task<TeamNoteResult> Handle(AddTeamNote request, CancellationToken cancellationToken)
    {
        if (await SeenAsync(request.Viewer, request.Reference, cancellationToken) is not { } report)
        {
            return new TeamNoteResult(true, null);
        }
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.HoldAsync(report.Id, cancellationToken))
        {
            return new TeamNoteResult(false, "The person who reported has taken this report back. Nothing more is kept about it");
        }
        var words = request.Words?.Trim() ?? "";
        if (words.Length is 0 or > TeamNote.Length)
        {
            return new TeamNoteResult(false, words.Length == 0 ? "Write a note before you save it" : $"A note must be {TeamNote.Length} characters or fewer");
        }
        if (await db.TeamNotes.CountAsync(n => n.ReportId == report.Id, cancellationToken) >= TeamNote.Most)
        {
            return new TeamNoteResult(false, $"This report already has {TeamNote.Most} notes. No more can be kept");
        }
        db.TeamNotes.Add(new TeamNote
        {
            ReportId = report.Id, At = clock.GetUtcNow(), PersonId = request.Viewer.PersonId, Who = request.Viewer.Name,
            Words = (await text.MaskAsync(report.Id, words, TeamNote.Length * 2, cancellationToken))!,
        });
        db.Record(clock, request.Viewer, "noted for the team", report.Id);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new TeamNoteResult(false, null);
    }

    private async Task<Report?> SeenAsync(Viewer viewer, string reference, CancellationToken cancel) =>
        viewer.Triages ? await db.Reports.AsNoTracking().VisibleTo(viewer).SingleOrDefaultAsync(r => r.Reference == reference, cancel) : null;
}
