using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Triage;
using MakingItWork.Triage.Searching;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Benchmarks.Triage;

/// <summary>What is measured: each act is asked for again and again, with other words each time where that matters.</summary>
internal static class Acts
{
    public static async Task<IReadOnlyList<(string What, Func<int, Task> Act)>> OfAsync(TriageApp app, Viewer viewer)
    {
        var references = await app.InDatabaseAsync(db => db.Reports.VisibleTo(viewer).Where(r => r.Stage == ReportStage.AwaitingTriage).OrderBy(r => r.Id).Select(r => r.Reference).Take(50).ToListAsync());
        List<(string, Func<int, Task>)> acts = [("queue, first page", _ => app.SendAsync(new TriageQueue(viewer)))];
        acts.Add(("a report's page", i => app.SendAsync(new ReadReport(viewer, references[i % references.Count]))));
        Add("search: a rare word", i => MadeUpWords.Name(5000 + (i * 37)));
        Add("search: a word of hundreds of reports", i => MadeUpWords.Name(100 + i));
        Add("search: a common word", _ => "insulin");
        Add("search: two common words", _ => "insulin allergy");
        Add("search: a common and a rare word", i => $"chart {MadeUpWords.Name(1000 + i)}");
        Add("search: a phrase", _ => "\"shows old results as new\"");
        Add("search: common words seldom together", _ => "insulin warfarin heparin morphine");
        Add("search: a phrase that is nowhere", _ => "\"results old as new\"");
        Add("search: the beginning of a word", i => MadeUpWords.Name(3000 + i)[..5]);
        Add("search: nothing found", i => $"insulin zzyx{i}q");
        Add("search: a product and a word", _ => "expanse insulin");
        acts.Add(("search: tenth page of a common word", await TenthPageAsync()));
        return acts;

        void Add(string what, Func<int, string> words) => acts.Add((what, i => app.SendAsync(new FindReports(viewer, words(i)))));

        async Task<Func<int, Task>> TenthPageAsync()
        {
            long? below = null;
            for (var page = 1; page < 10; page++)
            {
                below = (await app.SendAsync(new FindReports(viewer, "insulin", below))).Next ?? below;
            }
            return _ => app.SendAsync(new FindReports(viewer, "insulin", below));
        }
    }
}
