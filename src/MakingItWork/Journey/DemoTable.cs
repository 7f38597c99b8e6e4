using System.Diagnostics;
using System.Globalization;
using MakingItWork.Capture;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Journey;

/// <summary>How long each part of the demonstration took.</summary>
internal sealed class DemoTimes
{
    private List<(string Part, TimeSpan Took)> Parts { get; } = [];

    public async Task<T> MeasureAsync<T>(string part, Func<Task<T>> act)
    {
        var watch = Stopwatch.StartNew();
        var result = await act();
        Parts.Add((part, watch.Elapsed));
        return result;
    }

    public void Print(StageTimes stages)
    {
        Console.WriteLine("What each part took:");
        foreach (var (part, took) in Parts)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {part,-34} {took.TotalSeconds,7:0.0} s"));
        }
        foreach (var (stage, job) in ReportJourney.Jobs)
        {
            var (count, total, longest) = stages.Heard().GetValueOrDefault(stage.ToString());
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    of that {job.Name,-26} {total,7:0.0} s of work on {count} reports, the longest {longest:0.0} s"));
        }
        Console.WriteLine();
    }
}

/// <summary>The table at the end of the demonstration.</summary>
internal static class DemoTable
{
    public static async Task PrintAsync(IServiceProvider services, IReadOnlyList<string> references)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReportsDb>();
        var reports = await db.Reports.AsNoTracking().Include(r => r.Product).Include(r => r.Screenshots)
            .Where(r => references.Contains(r.Reference)).OrderBy(r => r.SubmittedAt).ToListAsync();
        var ids = reports.Select(r => r.Id).ToList();
        var types = await db.Suggestions.AsNoTracking().Where(s => ids.Contains(s.ReportId) && s.Rank == 1).ToDictionaryAsync(s => s.ReportId);
        var links = await db.HazardLinks.AsNoTracking().Where(l => ids.Contains(l.ReportId)).ToDictionaryAsync(l => l.ReportId);
        var maybe = (await db.HazardCandidates.AsNoTracking().Where(c => ids.Contains(c.ReportId)).ToListAsync())
            .GroupBy(c => c.ReportId).ToDictionary(group => group.Key, group => group.MaxBy(c => c.Score)!.LikeReportId);
        var likes = links.Values.Select(l => l.LikeReportId).OfType<Guid>().Concat(maybe.Values).ToList();
        var names = await db.Reports.Where(r => likes.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Reference);
        Console.WriteLine();
        Row("Reference", "Product", "Hazard type (confidence)", "Covered", "Duplicate of", "Stage");
        Row(new string('-', 11), new string('-', 26), new string('-', 44), new string('-', 7), new string('-', 13), new string('-', 9));
        foreach (var report in reports)
        {
            var type = types.GetValueOrDefault(report.Id);
            var like = links.GetValueOrDefault(report.Id)?.LikeReportId;
            Row(
                report.Reference,
                report.Product?.Name ?? report.ProductText ?? "",
                type is null ? "nothing found" : string.Create(CultureInfo.InvariantCulture, $"{type.Code} {type.Name} ({type.Confidence:0%}{(type.NotSure ? ", not sure" : "")})"),
                string.Create(CultureInfo.InvariantCulture, $"{report.Screenshots.Sum(s => s.CoveredWords)}"),
                like is { } id ? names[id] : maybe.TryGetValue(report.Id, out var other) ? $"{names[other]} ?" : "",
                report.Work.ParkedAt is null ? report.Stage.ToString() : $"{report.Stage}, parked");
        }
        Console.WriteLine("A question mark: too weak to link, shown to the safety team as a suggestion.");
        Console.WriteLine();
    }

    public static async Task<bool> AllFinalAsync(IServiceProvider services, IReadOnlyList<string> references)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReportsDb>();
        return await db.Reports.CountAsync(r => references.Contains(r.Reference) && (r.Stage == ReportStage.Exported || r.Stage == ReportStage.Rejected)) == references.Count;
    }

    private static void Row(string reference, string product, string type, string covered, string like, string stage) =>
        Console.WriteLine($"{reference,-12} {Cut(product, 26),-26}  {Cut(type, 44),-44}  {covered,7}  {like,-13}  {stage}");

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
