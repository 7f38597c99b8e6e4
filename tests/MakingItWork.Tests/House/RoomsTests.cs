using System.Text.RegularExpressions;

namespace MakingItWork.Tests.House;

/// <summary>Who may know whom: the folders are the journey of a report, read left to right.</summary>
public sealed partial class RoomsTests
{
    private static readonly string[] Rooms = ["Directory", "Capture", "Redact", "Classify", "Deduplicate", "Triage", "Export", "Feedback", "Insight", "Journey"];
    private static readonly string[] Apart = ["Export", "Feedback", "Insight"];
    private static readonly List<SourceFile> Program = [.. Repository.Files("src/MakingItWork", ".cs", ".cshtml").Where(file => file.Path.Count(letter => letter == '/') > 2)];

    [Fact]
    public void Room_InTheProgram_UsesOnlyRoomsToItsLeft()
    {
        var wrong = Program
            .Where(file => Rooms.Contains(file.Room))
            .SelectMany(file => RoomsIn(file).Where(other => Array.IndexOf(Rooms, other) > Array.IndexOf(Rooms, file.Room)).Select(other => $"{file.Path} uses {other}"));
        Assert.Empty(wrong);
    }

    [Fact]
    public void ExportFeedbackInsight_InTheProgram_NeverUseEachOther()
    {
        var wrong = Program
            .Where(file => Apart.Contains(file.Room))
            .SelectMany(file => RoomsIn(file).Where(other => Apart.Contains(other) && other != file.Room).Select(other => $"{file.Path} uses {other}"));
        Assert.Empty(wrong);
    }

    [Fact]
    public void Plumbing_InTheProgram_KnowsNoRoom() =>
        Assert.Empty(Program.Where(file => file.Room == "Plumbing").SelectMany(file => RoomsIn(file).Select(room => $"{file.Path} uses {room}")));

    [Fact]
    public void Store_InTheProgram_KnowsRoomsOnlyToGatherTheirTables() =>
        Assert.Empty(Program.Where(file => file.Room == "Store" && !file.Path.EndsWith("ReportsDb.cs", StringComparison.Ordinal)).SelectMany(file => RoomsIn(file).Select(room => $"{file.Path} uses {room}")));

    [Theory]
    [InlineData("Quartz", "src/MakingItWork/Plumbing/Jobs/")]
    [InlineData("System.Net.Mail", "src/MakingItWork/Plumbing/Mail/")]
    public void Library_OutsideItsFolder_IsNotUsed(string library, string folder) =>
        Assert.Empty(Program.Where(file => !file.Path.StartsWith(folder, StringComparison.Ordinal) && Using(library).IsMatch(file.Text)).Select(file => file.Path));

    [Fact]
    public void NativeCalls_OutsidePicturesAndOcr_AreNotMade() =>
        Assert.Empty(Program.Where(file => (file.Text.Contains("DllImport", StringComparison.Ordinal) || file.Text.Contains("LibraryImport", StringComparison.Ordinal) || file.Text.Contains("NativeLibrary.", StringComparison.Ordinal))
            && !file.Path.StartsWith("src/MakingItWork/Plumbing/Pictures/", StringComparison.Ordinal)
            && !file.Path.StartsWith("src/MakingItWork/Plumbing/Ocr/", StringComparison.Ordinal)).Select(file => file.Path));

    [Fact]
    public void HttpContext_OutsidePagesAndEndpoints_IsNotUsed() =>
        Assert.Empty(Program.Where(file => Http().IsMatch(file.Text)
            && !file.Path.EndsWith("Api.cs", StringComparison.Ordinal)
            && !file.Path.Contains(".cshtml", StringComparison.Ordinal)
            && !file.Path.StartsWith("src/MakingItWork/Plumbing/Web/", StringComparison.Ordinal)).Select(file => file.Path));

    [Fact]
    public void UnreadPictureOrText_OutsideCaptureAndRedact_IsNotTouched() =>
        Assert.Empty(Program.Where(file => Unread().IsMatch(file.Text)
            && file.Room is not "Capture" and not "Redact"
            && !file.Path.EndsWith("Store/ReportsDb.cs", StringComparison.Ordinal)).Select(file => file.Path));

    [Fact]
    public void Rules_TheProject_UsesNothingButTheBaseLibrary()
    {
        var project = File.ReadAllText(Path.Combine(Repository.Root, "src/MakingItWork.Rules/MakingItWork.Rules.csproj"));
        Assert.DoesNotContain("PackageReference", project, StringComparison.Ordinal);
        Assert.DoesNotContain("FrameworkReference", project, StringComparison.Ordinal);
        Assert.DoesNotContain("ProjectReference", project, StringComparison.Ordinal);
        var clocksAndFiles = Repository.Files("src/MakingItWork.Rules", ".cs").Where(file => ClockOrFile().IsMatch(file.Text)).Select(file => file.Path);
        Assert.Empty(clocksAndFiles);
    }

    /// <summary>The third project is only a door: the browser must be told what the server's rules say, and nothing else.</summary>
    [Fact]
    public void RulesBrowser_TheProject_HoldsOneFileAndUsesTheRulesAlone()
    {
        var project = File.ReadAllText(Path.Combine(Repository.Root, "src/MakingItWork.Rules.Browser/MakingItWork.Rules.Browser.csproj"));
        Assert.DoesNotContain("PackageReference", project, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(project, "<ProjectReference "));
        var file = Assert.Single(Repository.Files("src/MakingItWork.Rules.Browser", ".cs"));
        Assert.InRange(file.Lines, 1, 60);
        Assert.DoesNotContain("Regex", file.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void SourceFile_InTheRepository_HasAtMost300Lines()
    {
        var files = Repository.Files("src", ".cs", ".cshtml", ".ts", ".css").Concat(Repository.Files("tests", ".cs"));
        Assert.Empty(files.Where(file => file.Lines > 300).Select(file => $"{file.Path}: {file.Lines} lines"));
    }

    private static IEnumerable<string> RoomsIn(SourceFile file) =>
        Rooms.Where(room => room != file.Room && (Regex.IsMatch(file.Text, $@"\bMakingItWork\.{room}\b")
            // a name that starts at the room needs no using; Directory is left out, since System.IO has one too
            || (room != "Directory" && Regex.IsMatch(file.Text, $@"(?<![\w.""/])(?:{room})\.[A-Z]\w+"))));

    private static Regex Using(string library) => new($@"^using {Regex.Escape(library)}\b", RegexOptions.Multiline);

    [GeneratedRegex(@"\bHttpContext\b|\bIFormFile\b|\bIHttpContextAccessor\b")]
    private static partial Regex Http();

    [GeneratedRegex(@"\bReportOriginals?\b|\bOriginalSeal\b|\bCleanKey\b|\bUploadKey\b")]
    private static partial Regex Unread();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?Now\b|\bFile\.(Read|Write|Open)|\bRandom\.Shared\b|\bGuid\.NewGuid\b")]
    private static partial Regex ClockOrFile();
}
