using System.Diagnostics;
using System.Globalization;
using MakingItWork.Capture;
using MakingItWork.Classify;
using MakingItWork.Deduplicate;
using MakingItWork.Directory;
using MakingItWork.Directory.Trail;
using MakingItWork.Plumbing.Secrets;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Rules.Searching;
using MakingItWork.Rules.Taxonomies;
using MakingItWork.Store;
using MakingItWork.Triage;
using MakingItWork.Triage.Searching;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Benchmarks.Triage;

/// <summary>
/// Fills an empty installation with as many made-up reports as are asked for, as the program itself would have left them:
/// suggestions, hazards, decisions, the audit trail with its seals, the rows of the queue and the words of the search.
/// </summary>
internal sealed class MakeReports(ReportsDb db, ServerSecret secret, MadeUpWorld world, int count)
{
    internal const int ReportsOfHazard = 4;
    private const double PicturesShare = 0.6;
    private const double UrgentShare = 0.002;
    private const double MessagesShare = 0.02;

    private static readonly IReadOnlyList<TaxonomyCode> Types = [.. Taxonomy.Magrabi.Codes.Where(code => code.Code.Contains('.', StringComparison.Ordinal))];

    /// <returns>How long it took.</returns>
    public async Task<TimeSpan> RunAsync()
    {
        var watch = Stopwatch.StartNew();
        await using var tables = await BulkTables.OpenAsync(db);
        await tables.WriteAsync(Reports().Select(made => made.Report));
        Say("reports", watch);
        await tables.WriteAsync(Reports().Select(Picture).OfType<Screenshot>());
        await tables.WriteAsync(Reports().SelectMany(Suggested));
        await tables.WriteAsync(Reports().SelectMany(Suggested).SelectMany(Evidence));
        await tables.WriteAsync(Reports().Select(made => new Assessment { ReportId = made.Report.Id, Model = "made-up", NotSure = false, At = made.Report.CoveredAt!.Value }));
        await tables.WriteAsync(Reports().Select(Urgent).OfType<UrgentReport>());
        Say("pictures and suggestions", watch);
        await tables.WriteAsync(Enumerable.Range(0, (count + ReportsOfHazard - 1) / ReportsOfHazard).Select(HazardOf));
        await tables.WriteAsync(Reports().Select(Link));
        await tables.WriteAsync(Reports().Select(Decide).OfType<Decision>());
        await tables.WriteAsync(Reports().Select(Message).OfType<ReportMessage>());
        Say("hazards, decisions and messages", watch);
        await TrailAsync(tables);
        await MadeUpQueue.WriteAsync(tables, Reports(), world);
        Say("audit trail and queue", watch);
        await SearchAsync(tables);
        Say("search", watch);
        await tables.CompleteAsync();
        Say("indexes", watch);
        return watch.Elapsed;
    }

    /// <summary>The taxonomy's code for a report, which is suggested and in most cases decided.</summary>
    internal static TaxonomyCode TypeOf(MadeUpReport made) => Types[made.Number * 7 % Types.Count];

    internal static bool IsUrgent(MadeUpReport made) => new Random(-made.Number - 7).NextDouble() < UrgentShare;

    internal static Guid HazardIdOf(int number) => MadeUpReport.IdOf(DateTimeOffset.UnixEpoch, number);

    internal static (Severity Severity, Likelihood Likelihood) RiskOf(MadeUpReport made) => ((Severity)(made.Number % 5), (Likelihood)(made.Number / 5 % 5));

    private IEnumerable<MadeUpReport> Reports() => Enumerable.Range(0, count).Select(number => new MadeUpReport(world, number, count));

    private static Screenshot? Picture(MadeUpReport made) => new Random(-made.Number - 1).NextDouble() > PicturesShare ? null : new Screenshot
    {
        ReportId = made.Report.Id,
        Position = 1,
        Width = 1280,
        Height = 800,
        UploadFormat = "Png",
        PictureKey = $"made-up/{made.Number}.png",
        ThumbnailKey = $"made-up/{made.Number}-small.png",
        Verdict = PictureVerdict.Passed,
        PassedBy = "made up",
        KnownWords = "allergy chart dose list medicine save time ward",
    };

    private static IEnumerable<Suggestion> Suggested(MadeUpReport made) => Enumerable.Range(1, 2).Select(rank => new Suggestion
    {
        Id = MadeUpReport.IdOf(made.Report.SubmittedAt, (made.Number * 2L) + rank),
        ReportId = made.Report.Id,
        Rank = rank,
        Taxonomy = Taxonomy.Magrabi.Name,
        TaxonomyVersion = Taxonomy.Magrabi.Version,
        Model = "made-up",
        Code = rank == 1 ? TypeOf(made).Code : Types[made.Number % Types.Count].Code,
        Name = rank == 1 ? TypeOf(made).Name : Types[made.Number % Types.Count].Name,
        Confidence = rank == 1 ? 0.7 : 0.2,
        NotSure = false,
    });

    private static IEnumerable<SuggestionEvidence> Evidence(Suggestion suggestion) =>
        [new SuggestionEvidence { Id = suggestion.Id, SuggestionId = suggestion.Id, Start = 4, Length = 12, Term = "list", Weight = 1.2 }];

    private static UrgentReport? Urgent(MadeUpReport made) => !IsUrgent(made) ? null : new UrgentReport
    {
        ReportId = made.Report.Id,
        Reason = "The words say that somebody may come to harm now.",
        Evidence = "4+12",
        RaisedAt = made.Report.CoveredAt!.Value,
        Alert = AlertState.Sent,
        MessageId = $"{made.Number}@made-up",
        Verdict = made.Stage == ReportStage.AwaitingTriage ? null : UrgencyVerdict.Seen,
    };

    private Hazard HazardOf(int number)
    {
        var first = new MadeUpReport(world, number * ReportsOfHazard, count);
        return new Hazard { Id = HazardIdOf(number), Reference = $"H{MadeUpReport.ReferenceOf(number)[1..]}", ProductId = first.Report.ProductId, FirstSeenAt = first.Report.SubmittedAt, State = HazardState.Open };
    }

    private static HazardLink Link(MadeUpReport made) => new()
    {
        ReportId = made.Report.Id,
        HazardId = HazardIdOf(made.Number / ReportsOfHazard),
        By = LinkedBy.Machine,
        Why = made.Number % ReportsOfHazard == 0 ? "The first report of this problem." : "Words in common: list, menu.",
        Score = made.Number % ReportsOfHazard == 0 ? null : 0.8,
        At = made.Report.CoveredAt!.Value,
    };

    private Decision? Decide(MadeUpReport made)
    {
        if (made.Stage == ReportStage.AwaitingTriage)
        {
            return null;
        }
        var (approved, risk) = (made.Stage != ReportStage.Rejected, RiskOf(made));
        return new Decision
        {
            ReportId = made.Report.Id,
            Outcome = approved ? DecisionOutcome.Approved : DecisionOutcome.Rejected,
            TypeCode = approved ? TypeOf(made).Code : null,
            Taxonomy = approved ? Taxonomy.Magrabi.Name : null,
            TaxonomyVersion = approved ? Taxonomy.Magrabi.Version : null,
            Severity = approved ? risk.Severity : null,
            Likelihood = approved ? risk.Likelihood : null,
            RiskRating = approved ? RiskRating.Of(risk.Severity, risk.Likelihood) : null,
            Reason = approved ? null : "This is how the list is meant to look.",
            DecidedBy = world.Triager,
            DecidedAt = made.Decided,
        };
    }

    private ReportMessage? Message(MadeUpReport made) => new Random(-made.Number - 3).NextDouble() > MessagesShare ? null : new ReportMessage
    {
        ReportId = made.Report.Id,
        At = made.Report.SubmittedAt.AddHours(1),
        PersonId = world.Triager,
        Words = "Which list did you open before this one?",
        SeenAt = made.Report.SubmittedAt.AddHours(2),
    };

    /// <summary>One entry for each report as somebody read it and one for each decision, sealed as the program seals them.</summary>
    private async Task TrailAsync(BulkTables tables)
    {
        var head = await db.AuditHeads.SingleAsync();
        await tables.WriteAsync(Entries().Select(entry =>
        {
            entry.Sequence = ++head.Sequence;
            entry.PreviousHash = head.Hash;
            entry.Hash = head.Hash = secret.SealOf("audit", AuditChain.ContentOf(entry));
            return entry;
        }));
        await db.SaveChangesAsync();
    }

    private IEnumerable<AuditEntry> Entries()
    {
        foreach (var made in Reports())
        {
            var acts = made.Stage switch { ReportStage.AwaitingTriage => (string[])[], ReportStage.Rejected => ["read", "rejected"], _ => ["read", "approved"] };
            foreach (var act in acts)
            {
                yield return new AuditEntry
                {
                    At = DateTimeOffset.FromUnixTimeMilliseconds(made.Decided.ToUnixTimeMilliseconds()),
                    PersonId = world.Triager,
                    Who = "A made-up triager",
                    OrganisationCode = world.Organisations[0],
                    Act = act,
                    ReportId = made.Report.Id,
                    About = made.Report.Reference,
                    AboutOrganisation = made.Report.OrganisationCode,
                };
            }
        }
    }

    /// <summary>As <see cref="SearchIndex"/> would have put in each report after the other.</summary>
    private async Task SearchAsync(BulkTables tables)
    {
        var entries = new List<long>(count * 64);
        HashSet<(long Letters, long Word)> beginnings = [];
        var last = 0L;
        await tables.WriteAsync(Reports().Select(made =>
        {
            IReadOnlyList<string> messages = Message(made) is { } message ? [message.Words] : [];
            var words = new FoundWords(made.Report.Description, made.Report.Unit, made.Product, made.Report.ProductVersion, made.Report.Screen, messages).Words();
            var numbers = FoundWords.Numbers(words);
            last = Math.Max(last + 1, SearchIndex.NumberOf(made.Report.SubmittedAt));
            entries.AddRange(FoundWords.Entries(numbers, made.Report.OrganisationCode, last));
            beginnings.UnionWith(FoundWords.Beginnings(words));
            return new SearchedReport { Number = last, ReportId = made.Report.Id, Rules = SearchWords.Rules, Words = FoundWords.Pack(numbers) };
        }));
        entries.Sort();
        await tables.WriteAsync(entries.Distinct().Select(id => new SearchEntry { Id = id }));
        await tables.WriteAsync(beginnings.Order().Select(b => new SearchBeginning { Letters = b.Letters, Word = b.Word }));
        await tables.WriteAsync([new SearchRound { Rules = SearchWords.Rules, At = "", AllFoundAt = DateTimeOffset.UtcNow }]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {entries.Count:N0} entries, {beginnings.Count:N0} beginnings of words"));
    }

    private static void Say(string what, Stopwatch watch) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {what} after {watch.Elapsed.TotalSeconds:0} s"));
}
