using System.Text.RegularExpressions;

namespace MakingItWork.Tests.House;

/// <summary>
/// Every query of what belongs to somebody begins at a gate (Visibility, PeopleSight, the trail's VisibleTo), or its file
/// stands in a list that a person has read, with the reason why nobody sees by it what is not theirs. A new query that
/// forgets the gate is a new number in that list, and fails.
/// </summary>
public sealed partial class SightsTests
{
    private const string ListFile = "tests/MakingItWork.Tests/House/sights.txt";
    private const string Unsaid = "SAY WHY";

    [Fact]
    public void Queries_ThatBeginAtNoGate_AreThoseOfTheList()
    {
        var path = Path.Combine(Repository.Root, ListFile);
        var listed = File.ReadAllText(path);
        Assert.DoesNotContain(Unsaid, listed, StringComparison.Ordinal);
        var reasons = listed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(" | ")).ToDictionary(cells => cells[0], cells => cells[2]);
        var found = string.Concat(Ungated().Select(file => $"{file.Path} | {file.Tables} | {reasons.GetValueOrDefault(file.Path, Unsaid)}\n"));
        if (found == listed)
        {
            return;
        }
        var proposal = Path.Combine(AppContext.BaseDirectory, "sights.txt");
        File.WriteAllText(proposal, found);
        Assert.Fail(
            $"Queries that begin at no gate have changed.\nNew:\n  {string.Join("\n  ", found.Split('\n').Except(listed.Split('\n')))}\nGone:\n  {string.Join("\n  ", listed.Split('\n').Except(found.Split('\n')))}\n"
            + "Begin them with VisibleTo, HeldFor, WordsFor, GuardedBy or ManagedBy. "
            + $"If nobody can see by them what is not theirs, take the list over and say why:\n  cp {proposal} {path}");
    }

    [Fact]
    public void Database_InTheProgram_HasANameThatIsLookedFor() =>
        Assert.Empty(Repository.Files("src/MakingItWork", ".cs", ".cshtml").Where(file => OtherName().IsMatch(file.Text)).Select(file => file.Path));

    [Theory]
    [InlineData("db.Reports.VisibleTo(viewer)", 0)]
    [InlineData("db.Reports.AsNoTracking().HeldFor(viewer)", 0)]
    [InlineData("db.Reports\n            .AsNoTracking().VisibleTo(request.Viewer)", 0)]
    [InlineData("db.Reports.Where(r => r.Reference == reference)", 1)]
    [InlineData("db.Reports.AsNoTracking().SingleAsync()", 1)]
    [InlineData("db.Set<Report>().ToList()", 1)]
    public void Gate_InAQuery_IsSeen(string query, int ungated) => Assert.Equal(ungated, Queries().Count(query));

    private static IEnumerable<(string Path, string Tables)> Ungated() => Repository.Files("src/MakingItWork", ".cs", ".cshtml")
        .Where(file => !file.Path.StartsWith("src/MakingItWork/Store/", StringComparison.Ordinal))
        .Select(file => (Path: file.Path["src/MakingItWork/".Length..], Tables: TablesIn(file.Text)))
        .Where(file => file.Tables.Length > 0)
        .OrderBy(file => file.Path, StringComparer.Ordinal);

    private static string TablesIn(string text) => string.Join(", ", Queries().Matches(text).Select(match => match.Groups[1].Value)
        .CountBy(table => table).OrderBy(table => table.Key, StringComparer.Ordinal).Select(table => $"{table.Key} {table.Value}"));

    [GeneratedRegex(@"\b(?:db|copy)\s*\.\s*(Reports|ReportOriginals|ReporterNames|Screenshots|PictureReadings|Suggestions|Decisions|Hazards|HazardLinks|HazardCandidates|HazardRefusals|SignatureKeys|ReportMessages|RiskRecords|RiskAssessments|SafetyActions|SafetyActionChanges|Absences|SupplierAnswers|QueueRows|Assignments|SavedFilters|ExportEntries|DigestItems|AuditEntries|Users|ApiKeys|Set<\w+>)(?<=[\w>])(?!\w)(?!\s*(?:\.\s*AsNoTracking\(\)\s*)?\.\s*(?:VisibleTo|HeldFor|WordsFor|GuardedBy|ManagedBy|Add|AddRange|Remove|RemoveRange)\()")]
    private static partial Regex Queries();

    [GeneratedRegex(@"\bReportsDb\s+(?!(?:db|copy)\b)[a-z]\w*\s*[,);=]")]
    private static partial Regex OtherName();
}
