using System.Diagnostics;
using System.Text.Json;
using MakingItWork.Plumbing.Pictures;
using MakingItWork.Tests.House;
using MakingItWork.Tests.Plumbing;

namespace MakingItWork.Tests.Redact;

/// <summary>The commands that need no server, in processes of their own, as ./run.sh starts them.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("making-it-work-commands-").FullName;

    private string In => Path.Combine(folder, "in");

    private string Out => Path.Combine(folder, "out");

    [Fact]
    public async Task Redact_OfAFolder_CoversItsPicturesAndNamesTheBadOnes()
    {
        System.IO.Directory.CreateDirectory(Path.Combine(In, "sub"));
        File.Copy(TestScreens.AppointmentShouldNotProceed, Path.Combine(In, "screen.png"));
        File.Copy(TestScreens.Format("plain.jpg"), Path.Combine(In, "sub", "screen.JPG"));
        File.Copy(TestScreens.Format("plain.jpg"), Path.Combine(In, "sub", "screen.jpeg"));
        await File.WriteAllTextAsync(Path.Combine(In, "broken.png"), "no picture");
        await File.WriteAllTextAsync(Path.Combine(In, "notes.txt"), "no picture either");
        var before = Inputs();

        var (code, said, errors) = await RunAsync("redact", In, Out);
        Assert.Equal((1, ""), (code, said));
        Assert.Contains("broken.png is skipped: This file is not a picture we can read.", errors, StringComparison.Ordinal);
        Assert.Contains("3 pictures covered", errors, StringComparison.Ordinal);
        Assert.Equal(
            ["screen.json", "screen.png", "sub/screen.JPG.json", "sub/screen.JPG.png", "sub/screen.jpeg.json", "sub/screen.jpeg.png"],
            System.IO.Directory.EnumerateFiles(Out, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Out, path)).Order(StringComparer.Ordinal));
        Assert.Equal(before, Inputs());
        await CoversHoldAsync("screen");
    }

    [Theory]
    [InlineData("redact", "in")]
    [InlineData("redact", "missing", "out")]
    [InlineData("redact", "in", "in")]
    [InlineData("redact", "in", ".")]
    [InlineData("redact", "in", "out", "--fast")]
    [InlineData("redact-text", "in")]
    [InlineData("no-such-command")]
    public async Task Command_ThatCannotBeStarted_SaysWhyAndWritesNothing(params string[] args)
    {
        System.IO.Directory.CreateDirectory(In);
        File.Copy(TestScreens.Format("plain.jpg"), Path.Combine(In, "screen.jpg"));
        var (code, said, errors) = await RunAsync(args);
        Assert.Equal((2, ""), (code, said));
        Assert.NotEmpty(errors);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.Single(System.IO.Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Redact_WithoutTextRecognition_DoesNotPretend()
    {
        System.IO.Directory.CreateDirectory(In);
        var (code, _, errors) = await RunAsync(["redact", In, Out], new Dictionary<string, string> { ["Ocr__Engine"] = "None" });
        Assert.Equal(2, code);
        Assert.Contains("nothing can be covered", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redact_IntoAFolderWithin_LeavesEarlierResultsAlone()
    {
        System.IO.Directory.CreateDirectory(In);
        File.Copy(TestScreens.Format("plain.jpg"), Path.Combine(In, "screen.jpg"));
        var inside = Path.Combine(In, "covered");
        Assert.Equal(0, (await RunAsync("redact", In, inside)).Code);
        Assert.Equal(0, (await RunAsync("redact", In, inside)).Code);
        Assert.Equal(2, System.IO.Directory.EnumerateFiles(inside, "*", SearchOption.AllDirectories).Count());
    }

    [Theory]
    [InlineData("redact", "--help")]
    [InlineData("redact-text", "--help")]
    [InlineData("--help")]
    public async Task Help_WhenAskedFor_IsTheAnswer(params string[] args)
    {
        var (code, said, _) = await RunAsync(args);
        Assert.Equal(0, code);
        Assert.StartsWith("Usage: ./run.sh", said, StringComparison.Ordinal);
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    private async Task CoversHoldAsync(string name)
    {
        using var result = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Out, name + ".json")));
        var picture = new VipsPictures().Decode(Path.Combine(Out, name + ".png"));
        Assert.Equal((picture.Width, picture.Height), (result.RootElement.GetProperty("width").GetInt32(), result.RootElement.GetProperty("height").GetInt32()));
        var covers = result.RootElement.GetProperty("covered").EnumerateArray().ToList();
        Assert.NotEmpty(covers);
        foreach (var cover in covers)
        {
            var (x, y, w, h) = (cover.GetProperty("x").GetInt32(), cover.GetProperty("y").GetInt32(), cover.GetProperty("w").GetInt32(), cover.GetProperty("h").GetInt32());
            Assert.Single(Enumerable.Range(y, h).SelectMany(row => picture.Rgb.AsSpan(((row * picture.Width) + x) * 3, w * 3).ToArray()).Distinct());
            Assert.NotEmpty(cover.GetProperty("reason").GetString()!);
        }
        var words = result.RootElement.GetProperty("words").EnumerateArray().ToList();
        Assert.Contains(words, word => word.GetProperty("covered").GetBoolean());
        Assert.Contains(words, word => !word.GetProperty("covered").GetBoolean());
        Assert.All(words, word => Assert.InRange(word.GetProperty("confidence").GetDouble(), 0, 1));
        Assert.True(result.RootElement.GetProperty("times").GetProperty("totalMilliseconds").GetInt32() > 0);
        Assert.Contains("identifier rules", result.RootElement.GetProperty("rules").GetString()!, StringComparison.Ordinal);
    }

    private IReadOnlyList<string> Inputs() =>
        [.. System.IO.Directory.EnumerateFiles(In, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => path + Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))))];

    private Task<(int Code, string Said, string Errors)> RunAsync(params string[] args) => RunAsync(args, new Dictionary<string, string>());

    private async Task<(int Code, string Said, string Errors)> RunAsync(string[] args, IReadOnlyDictionary<string, string> environment)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var program = Path.Combine(Repository.Root, "src", "MakingItWork", "bin", configuration, "net10.0", "MakingItWork.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. args])
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (said, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await said, await errors);
    }
}
