using System.Threading.Channels;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Capture;

/// <summary>
/// Saves new reports, those that wait at the same moment in one transaction: a ward full of reports after an outage
/// costs few flushes to disk instead of one each, and on SQLite nobody waits for the write lock.
/// A report counts as accepted only when its transaction is on disk.
/// </summary>
public sealed class ReportIntake(IServiceScopeFactory scopes) : BackgroundService
{
    private const int AtOnce = 64;
    private readonly Channel<Waiting> waiting = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(1000) { SingleReader = true });

    private sealed record Waiting(Report Report, ReportOriginal Original, ReporterName? Name, TaskCompletionSource Saved);

    /// <exception cref="DbUpdateException">The database refused this report, for example because its idempotency key is taken.</exception>
    public async Task SaveAsync(Report report, ReportOriginal original, ReporterName? name, CancellationToken cancel)
    {
        var entry = new Waiting(report, original, name, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await waiting.Writer.WriteAsync(entry, cancel);
        // not cancelled from here on: the caller must learn whether it was saved
        await entry.Saved.Task;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await waiting.Reader.WaitToReadAsync(stoppingToken))
            {
                var together = new List<Waiting>();
                while (together.Count < AtOnce && waiting.Reader.TryRead(out var entry))
                {
                    together.Add(entry);
                }
                await SaveAsync(together);
            }
        }
        finally
        {
            waiting.Writer.TryComplete();
            while (waiting.Reader.TryRead(out var late))
            {
                late.Saved.SetException(new OperationCanceledException("The program is stopping."));
            }
        }
    }

    private async Task SaveAsync(List<Waiting> together)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<ReportsDb>();
            foreach (var entry in together)
            {
                db.Reports.Add(entry.Report);
                db.ReportOriginals.Add(entry.Original);
                if (entry.Name is not null)
                {
                    db.ReporterNames.Add(entry.Name);
                }
            }
            await db.SaveChangesAsync(CancellationToken.None);
            together.ForEach(entry => entry.Saved.SetResult());
        }
        catch (Exception trouble)
        {
            if (together.Count == 1)
            {
                together[0].Saved.SetException(trouble);
                return;
            }
            // one of them is refused and took the others' transaction with it: each for itself
            foreach (var entry in together)
            {
                await SaveAsync([entry]);
            }
        }
    }
}
