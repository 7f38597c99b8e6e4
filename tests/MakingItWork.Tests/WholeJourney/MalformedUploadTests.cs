using System.Net;
using MakingItWork.Capture;
using MakingItWork.Journey;
using MakingItWork.Tests.Plumbing;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace MakingItWork.Tests.WholeJourney;

/// <summary>Files made to break decoders, against the real program: it refuses or goes on, and never grows without bound.</summary>
public sealed class MalformedUploadSqliteTests(QuietSqliteApp watcher, ITestOutputHelper output) : IClassFixture<QuietSqliteApp>
{
    private const int Seed = 20261122;
    private static readonly Dictionary<string, string> Fields = new() { ["product"] = "Larkfield Screening" };

    [Fact]
    public async Task TwoHundredMalformedUploads_WithoutTextReader_AreRefusedOrDoneIn600Megabytes()
    {
        await using var program = await RealProgram.StartAsync(watcher);
        var accepted = await SendAsync(program, MalformedFiles.Make(Seed, 199).Append(MalformedFiles.OneBitPng(60_000, 60_000)));
        Assert.InRange(accepted, 30, 190);
        await AllDoneAsync(program, 240);
        await PeakAsync(program, 600);
    }

    [Fact]
    public async Task LargestAllowedPictures_SentTogether_AreCleanedOneAtATimeIn1000Megabytes()
    {
        await using var program = await RealProgram.StartAsync(watcher);
        Assert.Equal(4, await SendAsync(program, Enumerable.Range(0, 4).Select(number => MalformedFiles.OneBitPng(8000 - number, 5000))));
        await AllDoneAsync(program, 240);
        await PeakAsync(program, 1000);
    }

    [Fact]
    public async Task TwoHundredMalformedUploads_WithTextReader_AreReadIn1800Megabytes()
    {
        await using var program = await RealProgram.StartAsync(watcher, new Dictionary<string, string> { ["Ocr:Engine"] = "Auto" });
        var screen = await File.ReadAllBytesAsync(TestScreens.AppointmentShouldNotProceed);
        var accepted = await SendAsync(program, [screen, screen, .. MalformedFiles.Make(Seed + 1, 199), MalformedFiles.OneBitPng(60_000, 60_000)]);
        Assert.InRange(accepted, 30, 190);
        await AllDoneAsync(program, 300);
        var readers = await watcher.InDatabaseAsync(db => db.Screenshots.Where(s => s.Verdict == PictureVerdict.Passed && s.CoveredWords > 0).Select(s => s.PassedBy).ToListAsync());
        Assert.True(readers.Count >= 2, "No picture was read: the text reader's files do not lie in native/ beside the program. They come with npm ci.");
        output.WriteLine($"Read by {readers[0]}.");
        await PeakAsync(program, 1800);
    }

    private async Task<int> SendAsync(RealProgram program, IEnumerable<byte[]> files)
    {
        var accepted = 0;
        var refused = new Dictionary<string, int>();
        using var visitor = program.Visit();
        foreach (var (number, file) in files.Index())
        {
            using var answer = await visitor.SendReportAsync(Fields, [file]);
            Assert.True(answer.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.BadRequest, $"File {number} was answered with {answer.StatusCode}.\n{program.LastWords}");
            if (answer.StatusCode == HttpStatusCode.Accepted)
            {
                accepted++;
                continue;
            }
            var why = string.Join(' ', (await Visitor.RefusedAsync(answer))["pictures"].Split(' ').Take(9));
            refused[why] = refused.GetValueOrDefault(why) + 1;
        }
        output.WriteLine($"{accepted} accepted; refused: {string.Join("; ", refused.Select(reason => $"{reason.Value} {reason.Key}"))}");
        return accepted;
    }

    private async Task AllDoneAsync(RealProgram program, int seconds)
    {
        var stages = ReportJourney.AtWork;
        await Eventually.HoldsAsync(
            async () =>
            {
                Assert.True(program.IsAlive, $"The program stopped:\n{program.LastWords}");
                return !await watcher.InDatabaseAsync(db => db.Reports.AnyAsync(r => stages.Contains(r.Stage) && r.Work.ParkedAt == null));
            },
            seconds);
        var verdicts = await watcher.InDatabaseAsync(db => db.Screenshots.GroupBy(s => s.Verdict).Select(group => new { group.Key, Count = group.Count() }).ToListAsync());
        output.WriteLine($"Pictures: {string.Join(", ", verdicts.Select(verdict => $"{verdict.Count} {verdict.Key}"))}.");
        Assert.False(await watcher.InDatabaseAsync(db => db.Reports.AnyAsync(r => r.Work.ParkedAt != null)), "A damaged picture parked its report instead of being taken out.");
        Assert.False(await watcher.InDatabaseAsync(db => db.Screenshots.AnyAsync(s => s.Verdict == PictureVerdict.Removed && s.VerdictReason == null)));
    }

    private async Task PeakAsync(RealProgram program, int limit)
    {
        using var visitor = program.Visit();
        Assert.Equal(HttpStatusCode.OK, await visitor.StatusAsync("/health/ready"));
        output.WriteLine($"Peak memory {program.PeakMegabytes} MB, limit {limit} MB.");
        Assert.InRange(program.PeakMegabytes, 1, limit);
    }
}
