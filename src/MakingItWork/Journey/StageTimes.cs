using System.Diagnostics.Metrics;
using MakingItWork.Capture;

namespace MakingItWork.Journey;

/// <summary>How long the work on each stage takes, for telemetry and for the demonstration's table.</summary>
public sealed class StageTimes : IDisposable
{
    public const string MeterName = "MakingItWork.Journey";
    private static readonly Meter Meter = new(MeterName);
    private static readonly Histogram<double> Seconds = Meter.CreateHistogram<double>("stage.duration", "s", "Work on one stage of one report.");

    private readonly MeterListener listener = new();
    private readonly Dictionary<string, (int Count, double Total, double Longest)> heard = [];

    /// <summary>Listens from now on.</summary>
    public StageTimes()
    {
        listener.InstrumentPublished = (instrument, all) =>
        {
            // by name: the instrument is published while the field that holds it is still being set
            if (instrument.Meter.Name == MeterName)
            {
                all.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) => Add((string)tags[0].Value!, seconds));
        listener.Start();
    }

    public static void Record(ReportStage stage, TimeSpan took) =>
        Seconds.Record(took.TotalSeconds, new KeyValuePair<string, object?>("stage", stage.ToString()));

    /// <summary>Per stage that was worked on: how often, seconds in all, the longest.</summary>
    public IReadOnlyDictionary<string, (int Count, double Total, double Longest)> Heard()
    {
        lock (heard)
        {
            return new Dictionary<string, (int, double, double)>(heard);
        }
    }

    public void Dispose() => listener.Dispose();

    private void Add(string stage, double seconds)
    {
        lock (heard)
        {
            var (count, total, longest) = heard.GetValueOrDefault(stage);
            heard[stage] = (count + 1, total + seconds, Math.Max(longest, seconds));
        }
    }
}
