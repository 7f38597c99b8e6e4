using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Triage;
using MakingItWork.Triage.Keyboard;
using MakingItWork.Triage.Post;
using MakingItWork.Triage.Queues;
using MakingItWork.Triage.Risk;
using MakingItWork.Triage.Searching;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Benchmarks.Triage;

/// <summary>What is measured: each act is asked for again and again, with other words each time where that matters.</summary>
internal static class Acts
{
    /// <summary>The rest: what a safety officer opens, and the job that looks for what nobody opened.</summary>
    public static IReadOnlyList<(string What, Func<int, Task> Act)> Others(TriageApp app) =>
    [
        ("officer: hazards that wait", _ => app.SendAsync(new WaitingRisks(app.Officer, null))),
        ("national officer: hazards that wait", _ => app.SendAsync(new WaitingRisks(app.NationalOfficer, null))),
        ("job: escalations", _ => app.RunAsync<EscalateUnopened>()),
    ];

    public static async Task<IReadOnlyList<(string What, Func<int, Task> Act)>> OfAsync(TriageApp app, Viewer viewer)
    {
        var references = await app.InDatabaseAsync(db => db.Reports.VisibleTo(viewer).Where(r => r.Stage == ReportStage.AwaitingTriage).OrderBy(r => r.Id).Select(r => r.Reference).Take(50).ToListAsync());
        var products = await app.InDatabaseAsync(db => db.Products.OrderBy(p => p.Name).Select(p => p.Id).ToListAsync());
        var types = await app.InDatabaseAsync(db => db.Suggestions.OrderBy(s => s.Id).Take(1000).Select(s => s.Code).Distinct().ToListAsync());
        List<(string, Func<int, Task>)> acts = [];
        Queue("queue, first page", _ => new QueueFilter());
        acts.Add(("queue, a page far down", await FarDownAsync()));
        Queue("queue, mine", _ => new QueueFilter { Who = QueueOwner.Mine });
        Queue("queue, nobody's", _ => new QueueFilter { Who = QueueOwner.Unassigned });
        Queue("queue, of a product", i => new QueueFilter { Product = products[i % products.Count] });
        Queue("queue, of a type", i => new QueueFilter { Type = types[i % types.Count] });
        Queue("queue, of a harm", i => new QueueFilter { Harm = (DegreeOfHarm)(1 + (i % 5)) });
        Queue("queue, of a unit", _ => new QueueFilter { Unit = "stroke unit" });
        Queue("queue, unread", _ => new QueueFilter { Unread = true });
        Queue("queue, overdue", _ => new QueueFilter { Overdue = true });
        Queue("queue, urgent", _ => new QueueFilter { Urgent = true });
        Queue("queue, approved", _ => new QueueFilter { State = QueueState.Approved });
        acts.Add(("counts and what is new", _ => app.SendAsync(new QueueChanges(viewer, DateTimeOffset.UtcNow.AddMinutes(-5), new QueueFilter()))));
        acts.Add(("a report's page", i => app.SendAsync(new ReadReport(viewer, references[i % references.Count]))));
        acts.Add(("the report after it", i => app.SendAsync(new NextReport(viewer, references[i % references.Count]))));
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

        void Queue(string what, Func<int, QueueFilter> filter) => acts.Add((what, i => app.SendAsync(new TriageQueue(viewer, filter(i)))));

        // from the middle of what waits, as if somebody had turned a thousand pages
        async Task<Func<int, Task>> FarDownAsync()
        {
            var rows = await app.InDatabaseAsync(db => db.QueueRows.VisibleTo(viewer).Where(r => r.State == QueueState.Waiting).OrderBy(r => r.SortKey).Select(r => new { r.SortKey, r.ReportId }).ToListAsync());
            var middle = rows[rows.Count / 2];
            return _ => app.SendAsync(new TriageQueue(viewer, null, new QueueCursor(middle.SortKey, middle.ReportId)));
        }

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
