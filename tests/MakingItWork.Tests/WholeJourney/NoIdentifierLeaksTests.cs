using System.Text;
using MakingItWork.Capture;
using MakingItWork.Plumbing.Pictures;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.WholeJourney;

/// <summary>Reports full of invented identifiers go through everything; none may be found afterwards.</summary>
public abstract class NoIdentifierLeaksTests<TApp>(TApp app)
    where TApp : TestApp, IScripted
{
    private static readonly VipsPictures Pictures = new();

    [Fact]
    public async Task Identifiers_AfterTheWholeJourney_AreNowhere()
    {
        var reports = await SendAllAsync();
        foreach (var report in reports)
        {
            await app.ReachesAsync(report.Reference, ReportStage.AwaitingTriage);
            await app.ApproveAsync(report.Reference);
        }
        await app.ExportAsync();
        await app.SendDigestsAsync();

        var found = new List<string>();
        found.AddRange(await InPagesAsync(reports));
        found.AddRange(InFiles());
        found.AddRange(Marked(app.Logs.Lines.Select((line, number) => ($"log line {number}", line))));
        found.AddRange(Marked(await app.AllTextsAsync()));
        Assert.True(found.Count == 0, $"Found: {string.Join("; ", found.Distinct())}");
        await CoversHoldAsync(reports);
    }

    private readonly Dictionary<string, (RawPicture Picture, List<(int X, int Y, int Width, int Height)> Boxes)> sentPictures = [];

    private async Task<IReadOnlyList<SentReport>> SendAllAsync()
    {
        using var visitor = app.Visit();
        var sent = new List<SentReport>();
        foreach (var (description, index) in Invented.Descriptions.Select((description, index) => (description, index)))
        {
            var picture = TestPictures.Raw(60 + index, 640, 400);
            var words = Invented.Lines.SelectMany((line, row) => app.Ocr.Says(picture, line, 40 + (40 * row))).ToList();
            var listed = index % 2 == 0;
            using var answer = await visitor.SendReportAsync(
                new Dictionary<string, string>
                {
                    ["description"] = description,
                    ["unit"] = Invented.Unit,
                    ["product"] = listed ? "Larkfield Screening" : Invented.Product,
                    ["productVersion"] = Invented.Version,
                    ["organisation"] = listed ? "RGT" : Invented.Organisation,
                },
                [Pictures.EncodePng(picture)]);
            var report = await Visitor.AcceptedAsync(answer);
            sent.Add(report);
            sentPictures[report.Reference] = (picture, [.. words.Where(word => Invented.Marks.Any(mark => mark.Contains(word.Text.TrimEnd(':'), StringComparison.OrdinalIgnoreCase))).Select(word => (word.X, word.Y, word.Width, word.Height))]);
        }
        // asked while it is typed, by a program that does not mask it
        foreach (var description in Invented.Descriptions)
        {
            using var answer = await visitor.Http.PostAsJsonAsync(new Uri("/api/v1/similar", UriKind.Relative), new { text = description, product = Invented.Product });
            using var named = await visitor.Http.PostAsJsonAsync(new Uri("/api/v1/similar", UriKind.Relative), new { text = description, product = "Larkfield Screening" });
            Assert.True(answer.IsSuccessStatusCode && named.IsSuccessStatusCode);
        }
        // what is refused leaves no trace either
        await visitor.RefusedAsync(new Dictionary<string, string> { ["description"] = Invented.Descriptions[0], ["unit"] = Invented.Unit });
        return sent;
    }

    private async Task<IReadOnlyList<string>> InPagesAsync(IReadOnlyList<SentReport> reports)
    {
        var pages = new List<(string, string)>();
        var hazards = await app.InDatabaseAsync(db => db.Hazards.Select(h => h.Reference).ToListAsync());
        var pictures = await app.InDatabaseAsync(db => db.Screenshots.Select(s => s.Id).ToListAsync());
        var addresses = new List<string> { "/", "/triage", "/redact", "/supplier", "/insight", "/export", "/digests", "/parked" };
        addresses.AddRange(reports.Select(report => $"/triage/{report.Reference}"));
        addresses.AddRange(reports.Select(report => $"/follow-up/{report.LinkSecret}"));
        addresses.AddRange(reports.Select(report => $"/api/v1/follow-up/{report.LinkSecret}"));
        addresses.AddRange(hazards.Select(hazard => $"/supplier/hazards/{hazard}"));
        addresses.AddRange(pictures.Select(picture => $"/pictures/{picture}"));
        foreach (var email in (string[])[Acts.Cambridge, Acts.Birmingham, Acts.National, Acts.Larkfield, Acts.Harbour, Acts.Administrator])
        {
            using var person = app.Visit();
            await person.SignInAsync(email, app.DemoPassword);
            foreach (var address in addresses)
            {
                using var answer = await person.Http.GetAsync(new Uri(address, UriKind.Relative));
                pages.Add(($"{address} for {email}", Encoding.Latin1.GetString(await answer.Content.ReadAsByteArrayAsync())));
            }
        }
        return [.. Marked(pages)];
    }

    /// <summary>Every file below the data folder as bytes; in the database files also what deleted rows have left.</summary>
    private IEnumerable<string> InFiles() => Marked(System.IO.Directory.EnumerateFiles(app.DataFolder, "*", SearchOption.AllDirectories)
        .Select(path => (Path.GetRelativePath(app.DataFolder, path), Encoding.Latin1.GetString(ReadShared(path)))));

    private async Task CoversHoldAsync(IReadOnlyList<SentReport> reports)
    {
        foreach (var sent in reports)
        {
            var (_, boxes) = sentPictures[sent.Reference];
            Assert.NotEmpty(boxes);
            var stored = (await app.ReportAsync(sent.Reference)).Screenshots.Single().PictureKey!;
            var released = Pictures.Decode(await app.StoredAsync(stored));
            foreach (var (x, y, width, height) in boxes)
            {
                var colours = Enumerable.Range(y, height).SelectMany(row => released.Rgb.AsSpan(((row * released.Width) + x) * 3, width * 3).ToArray()).Distinct();
                Assert.Single(colours);
            }
        }
    }

    private static IEnumerable<string> Marked(IEnumerable<(string Where, string Text)> texts) =>
        from text in texts
        from mark in Invented.Marks
        where text.Text.Contains(mark, StringComparison.OrdinalIgnoreCase)
        select $"{mark} in {text.Where}";

    private static byte[] ReadShared(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            file.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (FileNotFoundException)
        {
            // a database's journal lives for milliseconds: what is gone holds nothing
            return [];
        }
    }
}

[Collection(Apps.ScriptedSqlite)]
public sealed class NoIdentifierLeaksSqliteTests(ScriptedSqliteApp app) : NoIdentifierLeaksTests<ScriptedSqliteApp>(app);

[Collection(Apps.ScriptedPostgreSql)]
public sealed class NoIdentifierLeaksPostgreSqlTests(ScriptedPostgreSqlApp app) : NoIdentifierLeaksTests<ScriptedPostgreSqlApp>(app);
