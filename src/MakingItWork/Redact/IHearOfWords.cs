namespace MakingItWork.Redact;

/// <summary>
/// Told when the masked words of a report have changed and are saved, by rooms to the left of the one that keeps something of
/// them. It never fails: what it misses it finds by itself later.
/// </summary>
public interface IHearOfWords
{
    Task HearAsync(Guid reportId, CancellationToken cancel);
}
