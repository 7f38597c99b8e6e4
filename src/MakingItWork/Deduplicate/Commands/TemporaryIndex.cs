using System.Buffers.Binary;
using MakingItWork.Deduplicate.Index;
using MakingItWork.Plumbing.Files;
using MakingItWork.Rules.Duplicates;
using MakingItWork.Store;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Deduplicate.Commands;

/// <summary>
/// The index of the service, with the same tables and the same search, in a file of its own that goes when this does. Prints
/// come first, then words are counted, then entries are made: so the first report is found by its rare words as well as the last.
/// </summary>
internal sealed class TemporaryIndex : IAsyncDisposable
{
    private const int Page = 500;
    private readonly DataFolder folder;
    private readonly CommonWords words = new(TimeProvider.System);
    private readonly List<IndexedReport> waiting = [];

    private readonly bool kept;

    private TemporaryIndex(DataFolder folder, string file, bool kept) => (this.folder, File, this.kept) = (folder, file, kept);

    public string File { get; }

    /// <param name="keep">A file that stays when this goes, and is used again if it is there; else a temporary one.</param>
    public static async Task<TemporaryIndex> CreateAsync(CancellationToken cancel, string? keep = null)
    {
        var folder = new DataFolder(keep is null ? System.IO.Directory.CreateTempSubdirectory("similar-").FullName : System.IO.Directory.CreateDirectory(Path.GetDirectoryName(keep)!).FullName);
        var index = new TemporaryIndex(folder, keep ?? Path.Combine(folder.Path, "index.db"), keep is not null);
        await using var db = index.Open();
        await db.Database.EnsureCreatedAsync(cancel);
        return index;
    }

    public ReportsDb Open() => new(new DbContextOptionsBuilder<ReportsDb>()
        .UseSqlite(new SqliteConnectionStringBuilder { DataSource = File, Pooling = true }.ToString()).Options);

    public SimilarReports Search(ReportsDb db) => new(db, words);

    /// <summary>A number that is given back as the id of a found report.</summary>
    public static Guid IdOf(int number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt32BigEndian(bytes[12..], number);
        return new Guid(bytes, bigEndian: true);
    }

    public static int NumberOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadInt32BigEndian(bytes[12..]);
    }

    public async Task AddAsync(int number, ReportPrint print, CancellationToken cancel)
    {
        waiting.Add(new IndexedReport { ReportId = IdOf(number), Rules = ReportPrint.Rules, Product = print.Product, Print = print.Pack() });
        if (waiting.Count == Page)
        {
            await SaveAsync(cancel);
        }
    }

    /// <summary>All prints are there: counts their words and makes the entries.</summary>
    public async Task CompleteAsync(CancellationToken cancel)
    {
        await SaveAsync(cancel);
        await using (var db = Open())
        {
            await new CountWords(db, words).RunAsync(cancel);
        }
        for (var from = 0L; ;)
        {
            await using var db = Open();
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            var counted = await words.GetAsync(db, cancel);
            var page = await db.IndexedReports.AsNoTracking().Where(r => r.Number > from).OrderBy(r => r.Number).Take(Page).ToListAsync(cancel);
            if (page.Count == 0)
            {
                return;
            }
            db.IndexEntries.AddRange(page.SelectMany(r => IndexKeys.Stored(ReportPrint.Unpack(r.Print)!, counted.Weights, counted.Reports).Select(key => new IndexEntry { Id = IndexKeys.Entry(key, r.Number) })));
            await db.SaveChangesAsync(cancel);
            from = page[^1].Number;
        }
    }

    public static async Task<ReportPrint?> PrintAsync(ReportsDb db, int number, CancellationToken cancel)
    {
        var id = IdOf(number);
        return await db.IndexedReports.Where(r => r.ReportId == id).Select(r => r.Print).SingleOrDefaultAsync(cancel) is { } packed ? ReportPrint.Unpack(packed) : null;
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        if (!kept)
        {
            System.IO.Directory.Delete(folder.Path, recursive: true);
        }
        return ValueTask.CompletedTask;
    }

    private async Task SaveAsync(CancellationToken cancel)
    {
        await using var db = Open();
        db.IndexedReports.AddRange(waiting);
        await db.SaveChangesAsync(cancel);
        waiting.Clear();
    }
}
