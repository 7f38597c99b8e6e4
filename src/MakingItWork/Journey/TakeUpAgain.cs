using MakingItWork.Plumbing.Jobs;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Journey;

/// <summary>
/// When this copy starts, whatever it had claimed in an earlier life is free again at once, without waiting
/// for the lease. The claim's owner stays written, so that the broken attempt counts as a crash.
/// </summary>
internal sealed class TakeUpAgain(IServiceScopeFactory scopes, IOptions<JobsOptions> options) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.RunHere)
        {
            return;
        }
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReportsDb>();
        await db.Reports
            .Where(r => r.Work.ClaimedBy == options.Value.Instance)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Work.LeaseUntil, (DateTimeOffset?)null), cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
