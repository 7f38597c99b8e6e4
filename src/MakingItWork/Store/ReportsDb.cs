using MakingItWork.Capture;
using MakingItWork.Classify;
using MakingItWork.Deduplicate;
using MakingItWork.Deduplicate.Index;
using MakingItWork.Directory;
using MakingItWork.Directory.Keys;
using MakingItWork.Directory.People;
using MakingItWork.Directory.SingleSignOn;
using MakingItWork.Directory.Trail;
using MakingItWork.Export;
using MakingItWork.Feedback;
using MakingItWork.Redact;
using MakingItWork.Triage;
using MakingItWork.Triage.Keyboard;
using MakingItWork.Triage.Queues;
using MakingItWork.Triage.Searching;
using MakingItWork.Triage.Actions;
using MakingItWork.Triage.Post;
using MakingItWork.Triage.Risk;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Store;

/// <summary>All tables. Each room keeps its entities and their mapping; this only gathers them.</summary>
public sealed class ReportsDb(DbContextOptions<ReportsDb> options)
    : IdentityDbContext<Person, IdentityRole<Guid>, Guid>(options)
{
    public DbSet<Organisation> Organisations => Set<Organisation>();
    public DbSet<Supplier> Suppliers => Set<Supplier>();
    public DbSet<Product> Products => Set<Product>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<AuditHead> AuditHeads => Set<AuditHead>();
    public DbSet<EndedSession> EndedSessions => Set<EndedSession>();
    public DbSet<UsedLogoutToken> UsedLogoutTokens => Set<UsedLogoutToken>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    public DbSet<Report> Reports => Set<Report>();
    public DbSet<ReportOriginal> ReportOriginals => Set<ReportOriginal>();
    public DbSet<ReporterName> ReporterNames => Set<ReporterName>();
    public DbSet<Screenshot> Screenshots => Set<Screenshot>();
    public DbSet<PictureReading> PictureReadings => Set<PictureReading>();
    public DbSet<Suggestion> Suggestions => Set<Suggestion>();
    public DbSet<SuggestedCode> SuggestedCodes => Set<SuggestedCode>();
    public DbSet<Assessment> Assessments => Set<Assessment>();
    public DbSet<Lesson> Lessons => Set<Lesson>();
    public DbSet<UrgentReport> UrgentReports => Set<UrgentReport>();
    public DbSet<OnCallAddress> OnCallAddresses => Set<OnCallAddress>();
    public DbSet<StoredModel> Models => Set<StoredModel>();
    public DbSet<StoredModelFile> ModelFiles => Set<StoredModelFile>();
    public DbSet<ModelPointer> ModelsInUse => Set<ModelPointer>();
    public DbSet<TrainingRun> TrainingRuns => Set<TrainingRun>();
    public DbSet<ReportChange> ReportChanges => Set<ReportChange>();
    public DbSet<Hazard> Hazards => Set<Hazard>();
    public DbSet<HazardLink> HazardLinks => Set<HazardLink>();
    public DbSet<HazardRefusal> HazardRefusals => Set<HazardRefusal>();
    public DbSet<HazardCandidate> HazardCandidates => Set<HazardCandidate>();
    public DbSet<ReportsApart> ReportsApart => Set<ReportsApart>();
    public DbSet<HazardChange> HazardChanges => Set<HazardChange>();
    public DbSet<HazardFollower> HazardFollowers => Set<HazardFollower>();
    public DbSet<HazardNotice> HazardNotices => Set<HazardNotice>();
    public DbSet<NoticeMail> NoticeMails => Set<NoticeMail>();
    public DbSet<IndexedReport> IndexedReports => Set<IndexedReport>();
    public DbSet<IndexEntry> IndexEntries => Set<IndexEntry>();
    public DbSet<WordCount> WordCounts => Set<WordCount>();
    public DbSet<IndexMark> IndexMarks => Set<IndexMark>();
    public DbSet<IndexTrouble> IndexTroubles => Set<IndexTrouble>();
    public DbSet<MatchGate> MatchGates => Set<MatchGate>();
    public DbSet<Decision> Decisions => Set<Decision>();
    public DbSet<DecisionDraft> DecisionDrafts => Set<DecisionDraft>();
    public DbSet<ReportPresence> ReportPresences => Set<ReportPresence>();
    public DbSet<QueueRow> QueueRows => Set<QueueRow>();
    public DbSet<Assignment> Assignments => Set<Assignment>();
    public DbSet<ReportOpened> ReportsOpened => Set<ReportOpened>();
    public DbSet<SavedFilter> SavedFilters => Set<SavedFilter>();
    public DbSet<QueueMark> QueueMarks => Set<QueueMark>();
    public DbSet<RiskRecord> RiskRecords => Set<RiskRecord>();
    public DbSet<RiskAssessment> RiskAssessments => Set<RiskAssessment>();
    public DbSet<SafetyAction> SafetyActions => Set<SafetyAction>();
    public DbSet<SafetyActionChange> SafetyActionChanges => Set<SafetyActionChange>();
    public DbSet<Absence> Absences => Set<Absence>();
    public DbSet<TeamMail> TeamMails => Set<TeamMail>();
    public DbSet<Escalation> Escalations => Set<Escalation>();
    public DbSet<ReportMessage> ReportMessages => Set<ReportMessage>();
    public DbSet<TeamNote> TeamNotes => Set<TeamNote>();
    public DbSet<SearchedReport> SearchedReports => Set<SearchedReport>();
    public DbSet<SearchEntry> SearchEntries => Set<SearchEntry>();
    public DbSet<SearchBeginning> SearchBeginnings => Set<SearchBeginning>();
    public DbSet<SearchRound> SearchRounds => Set<SearchRound>();
    public DbSet<ExportBatch> ExportBatches => Set<ExportBatch>();
    public DbSet<ExportEntry> ExportEntries => Set<ExportEntry>();
    public DbSet<Digest> Digests => Set<Digest>();
    public DbSet<DigestItem> DigestItems => Set<DigestItem>();
    public DbSet<SupplierAnswer> SupplierAnswers => Set<SupplierAnswer>();

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        AuditChain.RefuseUnsealed(this);
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <summary>Seals what is added to the audit trail, in the same transaction as the act.</summary>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default) =>
        AuditChain.SaveAsync(this, () => base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken), cancellationToken);

    /// <summary>For the chain alone, which has sealed what it saves.</summary>
    internal Task<int> SaveSealedAsync(CancellationToken cancel) => base.SaveChangesAsync(true, cancel);

    /// <summary>How the audit trail names reports.</summary>
    internal Task<Dictionary<Guid, (string? Reference, string? Organisation)>> NamesOfReportsAsync(IReadOnlyList<Guid> ids, CancellationToken cancel) =>
        Reports.AsNoTracking().Where(r => ids.Contains(r.Id)).Select(r => new { r.Id, r.Reference, r.OrganisationCode })
            .ToDictionaryAsync(r => r.Id, r => ((string?)r.Reference, r.OrganisationCode), cancel);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(ReportsDb).Assembly);
        builder.StoreTimesAsUtc(Database.ProviderName);
    }
}
