using MakingItWork.Rules.NationalFormats;

namespace MakingItWork.Export;

/// <summary>Hands a batch on: to a folder today, to the national service once it is joined.</summary>
public interface IExportSender
{
    /// <summary>Writes or sends what each entry of the batch asks for and marks the entry. Repeating it for the same batch has the same result.</summary>
    Task SendAsync(ExportBatch batch, IReadOnlyDictionary<Guid, NationalEvent> events, DateTimeOffset at, CancellationToken cancel);
}
