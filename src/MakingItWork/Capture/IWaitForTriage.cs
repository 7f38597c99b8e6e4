namespace MakingItWork.Capture;

/// <summary>Told of each report that comes to wait for a decision, before that is committed, so that it is never missing in the queue.</summary>
public interface IWaitForTriage
{
    Task CameAsync(Guid reportId, CancellationToken cancel);
}
