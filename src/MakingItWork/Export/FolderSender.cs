using System.Globalization;
using System.Text.Json;
using CsvHelper;
using MakingItWork.Plumbing.Files;
using MakingItWork.Rules.NationalFormats;
using Microsoft.Extensions.Options;

namespace MakingItWork.Export;

/// <summary>Writes a batch to a folder: one NRLS-shaped CSV, one LFPSE JSON file per event, and a manifest. Never a picture.</summary>
internal sealed class FolderSender(DataFolder data, IOptions<ExportOptions> options) : IExportSender
{
    private const string NotThere = "The person who reported took the report back, or it has no decision to export.";
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    public async Task SendAsync(ExportBatch batch, IReadOnlyDictionary<Guid, NationalEvent> events, DateTimeOffset at, CancellationToken cancel)
    {
        var folder = Path.Combine(data.Path, options.Value.Folder, batch.Folder);
        System.IO.Directory.CreateDirectory(folder);
        await WriteNrlsAsync(folder, batch, events, at, cancel);
        foreach (var entry in batch.Entries.Where(e => e.Format == NationalFormat.Lfpse))
        {
            await WriteLfpseAsync(folder, batch, entry, events.GetValueOrDefault(entry.ReportId), at, cancel);
        }
        await WriteManifestAsync(folder, batch, at, cancel);
    }

    private static async Task WriteNrlsAsync(
        string folder, ExportBatch batch, IReadOnlyDictionary<Guid, NationalEvent> events, DateTimeOffset at, CancellationToken cancel)
    {
        await using var text = new StringWriter(CultureInfo.InvariantCulture);
        await using (var csv = CsvWriter.Create(text, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true))
        {
            csv.WriteRecord([.. NrlsRow.Columns]);
            foreach (var entry in batch.Entries.Where(e => e.Format == NationalFormat.Nrls).OrderBy(e => e.ReportId))
            {
                if (!events.TryGetValue(entry.ReportId, out var happening))
                {
                    Refuse(entry, NotThere);
                    continue;
                }
                csv.WriteRecord([.. NrlsRow.From(happening).Cells.Select(cell => cell.Value)]);
                Written(entry, $"{batch.Folder}/nrls.csv", at, "NRLS closed on 30 June 2024: the file has its shape and is not sent.");
            }
        }
        await WholeAsync(Path.Combine(folder, "nrls.csv"), text.ToString(), cancel);
    }

    private static async Task WriteLfpseAsync(
        string folder, ExportBatch batch, ExportEntry entry, NationalEvent? happening, DateTimeOffset at, CancellationToken cancel)
    {
        if (happening is null)
        {
            Refuse(entry, NotThere);
            return;
        }
        var made = LfpseAdverseEvent.Json(happening);
        var problems = LfpseCheck.Problems(made);
        if (problems.Count > 0)
        {
            Refuse(entry, string.Join(" ", problems));
            return;
        }
        var name = $"lfpse-{happening.LocalReference}.json";
        await WholeAsync(Path.Combine(folder, name), made.ToJsonString(Readable), cancel);
        Written(entry, $"{batch.Folder}/{name}", at, NoteOf(LfpseCheck.Unconfirmed(made)));
    }

    private static string? NoteOf(IReadOnlyList<string> unconfirmed) => unconfirmed.Count == 0 ? null : string.Join(" ", unconfirmed);

    private static Task WriteManifestAsync(string folder, ExportBatch batch, DateTimeOffset at, CancellationToken cancel) => WholeAsync(
        Path.Combine(folder, "manifest.json"),
        JsonSerializer.Serialize(
            new
            {
                batch = batch.Folder,
                writtenAt = at,
                reports = batch.Reports,
                entries = batch.Entries.OrderBy(e => e.ReportId).ThenBy(e => e.Format)
                    .Select(e => new { format = e.Format.ToString(), state = e.State.ToString(), file = e.File, note = e.Note }),
            },
            Readable),
        cancel);

    /// <summary>A reader of the folder never sees half a file.</summary>
    private static async Task WholeAsync(string path, string content, CancellationToken cancel)
    {
        await File.WriteAllTextAsync(path + ".unfinished", content, cancel);
        File.Move(path + ".unfinished", path, overwrite: true);
    }

    private static void Written(ExportEntry entry, string file, DateTimeOffset at, string? note)
    {
        entry.State = ExportState.Written;
        entry.File = file;
        entry.WrittenAt = at;
        entry.Note = Short(note);
    }

    private static void Refuse(ExportEntry entry, string why)
    {
        entry.State = ExportState.Refused;
        entry.Note = Short(why);
    }

    private static string? Short(string? note) => note?.Length > ExportEntry.NoteLength ? note[..ExportEntry.NoteLength] : note;
}
