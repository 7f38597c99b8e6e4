namespace MakingItWork.Plumbing.Jobs;

/// <summary>
/// The alarm clock: it calls back with an id, now or later. It keeps no truth about the work; an alarm
/// that is lost is rung again by the sweep, one that rings twice does no harm.
/// </summary>
public interface IJobEngine
{
    /// <summary>Rings for this id as soon as a worker is free. Returns at once and never throws: the row is already saved.</summary>
    void Enqueue(Guid id);

    /// <summary>Rings for this id when the time has come.</summary>
    Task EnqueueAsync(Guid id, DateTimeOffset notBefore, CancellationToken cancel);

    /// <summary>Rings now for recurring work, before its time. Returns at once and never throws: if the ring is lost, its time comes.</summary>
    void RunNow(string recurring);
}

/// <summary>What the engine calls when it rings for an id.</summary>
public interface IWakeUp
{
    Task RunAsync(Guid id, CancellationToken cancel);
}

/// <summary>Work that recurs. Running it twice at once or twice in a row must be harmless.</summary>
public interface IRecurringJob
{
    Task RunAsync(CancellationToken cancel);
}

/// <param name="Name">A storage format: the engine keeps it between restarts.</param>
/// <param name="Cron">Quartz cron, in Europe/London; empty: every <paramref name="Every"/>.</param>
public sealed record RecurringJob(string Name, Type Job, string Cron, TimeSpan? Every = null);
