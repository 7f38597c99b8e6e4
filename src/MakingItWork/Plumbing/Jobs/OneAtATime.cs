namespace MakingItWork.Plumbing.Jobs;

/// <summary>Lets one run of a piece of work go on at a time within this copy of the program; whoever comes later waits.</summary>
public sealed class OneAtATime : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    public async Task RunAsync(Func<Task> work, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            await work();
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();
}
