using System.Globalization;
using CsvHelper;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Directory.Trail;

/// <summary>The trail as a file, newest first, written while it is read. Cells that a spreadsheet would run as a formula are escaped.</summary>
public sealed class TrailCsv(ReportsDb db, TimeProvider clock)
{
    private const int AtOnce = 1000;

    private static readonly string[] Columns =
        ["Number", "At", "Who", "Organisation", "What", "Report", "Organisation of the report", "Why or what changed", "Hash of the entry before", "Hash"];

    public async Task WriteAsync(Viewer viewer, TrailFilter filter, Stream to, CancellationToken cancel)
    {
        // on the trail first: a file that breaks off was asked for too
        db.Record(clock, viewer, "audit trail exported", null, filter.InWords());
        await db.SaveChangesAsync(cancel);
        await using var csv = CsvWriter.Create(to, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true);
        await csv.WriteRecordAsync(Columns, cancel);
        while (true)
        {
            var entries = await filter.In(db.AuditEntries.AsNoTracking().VisibleTo(viewer)).OrderByDescending(e => e.Sequence).Take(AtOnce).ToListAsync(cancel);
            foreach (var entry in entries)
            {
                await csv.WriteRecordAsync(Cells(entry), cancel);
            }
            if (entries.Count < AtOnce)
            {
                return;
            }
            filter = filter with { Before = entries[^1].Sequence };
        }
    }

    private static string[] Cells(AuditEntry entry) =>
    [
        entry.Sequence?.ToString(CultureInfo.InvariantCulture) ?? "",
        entry.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        entry.Who, entry.OrganisationCode ?? "", entry.Act, entry.About ?? "", entry.AboutOrganisation ?? "", entry.Said ?? "",
        entry.PreviousHash ?? "", entry.Hash ?? "",
    ];
}
