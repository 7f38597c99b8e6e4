using MakingItWork.Directory;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Classify;

/// <summary>The nightly training: when safety teams have decided often enough since the last one.</summary>
public sealed class Retrain(ReportsDb db, RunTraining training, IOptions<ClassifyOptions> options, TimeProvider clock) : IRecurringJob
{
    public const string Name = "retrain-models";

    public async Task RunAsync(CancellationToken cancel)
    {
        var last = await db.TrainingRuns.Where(r => r.StartedAt != null).MaxAsync(r => r.StartedAt, cancel);
        var decisions = await db.Lessons.CountAsync(l => last == null || l.DecidedAt > last, cancel);
        if (decisions < options.Value.RetrainAfterDecisions)
        {
            return;
        }
        db.TrainingRuns.Add(new TrainingRun { AskedAt = clock.GetUtcNow() });
        await db.SaveChangesAsync(cancel);
        await training.RunAsync(cancel);
    }
}

/// <summary>Comes round often and does nothing, unless an administrator has asked for a training.</summary>
public sealed class RetrainWhenAsked(RunTraining training) : IRecurringJob
{
    public const string Name = "retrain-when-asked";

    public Task RunAsync(CancellationToken cancel) => training.RunAsync(cancel);
}

/// <summary>Does the trainings that were asked for, each once, one at a time.</summary>
public sealed class RunTraining(ReportsDb db, TrainModels train, TimeProvider clock, ILogger<RunTraining> log)
{
    private const int LongestOutcome = 1000;
    private static readonly OneAtATime Turn = new();
    /// <summary>A training that has not ended by then died with its program.</summary>
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromHours(6);

    public Task RunAsync(CancellationToken cancel) => Turn.RunAsync(() => RunAloneAsync(cancel), cancel);

    private async Task RunAloneAsync(CancellationToken cancel)
    {
        await EndDeadAsync(cancel);
        foreach (var id in await db.TrainingRuns.Where(r => r.StartedAt == null).OrderBy(r => r.AskedAt).Select(r => r.Id).ToListAsync(cancel))
        {
            var now = clock.GetUtcNow();
            // one statement decides between copies
            if (await db.TrainingRuns.Where(r => r.Id == id && r.StartedAt == null).ExecuteUpdateAsync(set => set.SetProperty(r => r.StartedAt, now), cancel) == 1)
            {
                await RunOneAsync(id, cancel);
            }
        }
    }

    private async Task RunOneAsync(Guid id, CancellationToken cancel)
    {
        var asked = await db.TrainingRuns.AnyAsync(r => r.Id == id && r.AskedBy != null, cancel);
        string outcome;
        try
        {
            outcome = await train.RunAsync(asked, cancel);
        }
        catch (DbUpdateException)
        {
            outcome = "Another training or an administrator changed the model in use at the same moment, so nothing was changed.";
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException)
        {
            // the type only: a message of a library may quote what it was given
            outcome = $"The training failed with {trouble.GetType().Name}. The model in use stays.";
            log.LogError("A training failed with {Trouble} at {Where}", trouble.GetType().Name, trouble.StackTrace);
        }
        db.ChangeTracker.Clear();
        var run = await db.TrainingRuns.SingleAsync(r => r.Id == id, CancellationToken.None);
        (run.EndedAt, run.Outcome) = (clock.GetUtcNow(), outcome[..Math.Min(LongestOutcome, outcome.Length)]);
        await db.SaveChangesAsync(CancellationToken.None);
    }

    private async Task EndDeadAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var before = now - GivenUpAfter;
        await db.TrainingRuns.Where(r => r.EndedAt == null && r.StartedAt < before).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.EndedAt, now).SetProperty(r => r.Outcome, "The program stopped during this training. The model in use stayed."), cancel);
    }
}

/// <summary>An administrator asks for a training now. It is done in the background.</summary>
public sealed record AskTraining(Viewer Viewer) : IRequest<bool>;

internal sealed class AskTrainingHandler(ReportsDb db, IJobEngine engine, TimeProvider clock) : IRequestHandler<AskTraining, bool>
{
    /// <returns>False when one is waiting or going on already, or the viewer may not ask.</returns>
    public async Task<bool> Handle(AskTraining request, CancellationToken cancellationToken)
    {
        if (!request.Viewer.Is(Roles.Administrator) || await db.TrainingRuns.AnyAsync(r => r.EndedAt == null, cancellationToken))
        {
            return false;
        }
        db.TrainingRuns.Add(new TrainingRun { AskedAt = clock.GetUtcNow(), AskedBy = request.Viewer.Name });
        db.Record(clock, request.Viewer, "asked for a training", null);
        await db.SaveChangesAsync(cancellationToken);
        engine.RunNow(RetrainWhenAsked.Name);
        return true;
    }
}
