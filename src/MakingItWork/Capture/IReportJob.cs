namespace MakingItWork.Capture;

/// <summary>
/// One stage's work on one report: load by id, call a rule, save the result and the next stage together.
/// It looks at the stage first and does nothing if the report is past it, so running it twice changes nothing.
/// </summary>
public interface IReportJob
{
    Task RunAsync(Guid reportId, CancellationToken cancel);
}
