using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using MakingItWork.Capture;
using MakingItWork.Export;
using MakingItWork.Feedback;
using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Mail;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Journey;

/// <summary>
/// ./run.sh demo: sends the sample screens over HTTP, waits while the jobs work, approves as the demonstration
/// safety teams would, runs the export and the digests, and prints what became of each report.
/// </summary>
public static class Demo
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    private sealed record Sample(
        string Picture, string? Organisation, string? OrganisationName, string? Role, string? Unit, string Product, string? ProductVersion, string? Screen,
        string Description, string? DegreeOfHarm, string? OccurredOn);

    /// <returns>0 when every sample came to a final stage.</returns>
    public static async Task<int> RunAsync(WebApplication app)
    {
        var folder = app.Configuration["samples"] ?? FindSamples(app.Environment.ContentRootPath);
        var samples = JsonSerializer.Deserialize<List<Sample>>(await File.ReadAllTextAsync(Path.Combine(folder, "samples.json")), Json)!;
        await app.StartAsync();
        var times = new DemoTimes();
        using var stages = new StageTimes();
        Console.WriteLine($"Sending {samples.Count} sample screens to {app.Urls.First()} ...");
        var references = await times.MeasureAsync("send over HTTP", () => SendAsync(app.Urls.First(), folder, samples));
        Console.WriteLine("Waiting while pictures are cleaned, read, covered, and reports classified and matched ...");
        var ready = await times.MeasureAsync("clean, redact, classify, match", () => WaitAsync(app.Services, references));
        await times.MeasureAsync("triage", () => DemoTriage.ApproveAsync(app.Services, references));
        await times.MeasureAsync("national export", () => InScope(app.Services, scope => scope.GetRequiredService<RunExport>().RunAsync(CancellationToken.None)));
        await times.MeasureAsync("digests to suppliers", () => InScope(app.Services, scope => scope.GetRequiredService<RunDigests>().RunAsync(CancellationToken.None)));
        await DemoTable.PrintAsync(app.Services, references);
        times.Print(stages);
        PrintPlaces(app.Services);
        var done = await DemoTable.AllFinalAsync(app.Services, references);
        await app.StopAsync();
        if (!ready || !done)
        {
            Console.WriteLine("NOT every sample came to a final stage.");
            return 1;
        }
        Console.WriteLine("Every sample came to a final stage. Start ./run.sh to look at the same data in a browser.");
        return 0;
    }

    private static async Task<IReadOnlyList<string>> SendAsync(string address, string folder, IReadOnlyList<Sample> samples)
    {
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        var references = new List<string>();
        foreach (var sample in samples)
        {
            using var form = new MultipartFormDataContent();
            Add(form, "organisation", sample.Organisation ?? sample.OrganisationName);
            Add(form, "role", sample.Role);
            Add(form, "unit", sample.Unit);
            Add(form, "product", sample.Product);
            Add(form, "productVersion", sample.ProductVersion);
            Add(form, "screen", sample.Screen);
            Add(form, "description", sample.Description);
            Add(form, "degreeOfHarm", sample.DegreeOfHarm);
            Add(form, "occurredOn", sample.OccurredOn);
            var picture = new ByteArrayContent(await File.ReadAllBytesAsync(Path.Combine(folder, sample.Picture)));
            picture.Headers.ContentType = new MediaTypeHeaderValue("image/png");
            form.Add(picture, "pictures", sample.Picture);
            using var answer = await http.PostAsync(new Uri("/api/v1/reports", UriKind.Relative), form);
            if (!answer.IsSuccessStatusCode)
            {
                throw new InvalidOperationException($"{sample.Picture} was not accepted: {await answer.Content.ReadAsStringAsync()}");
            }
            references.Add((await answer.Content.ReadFromJsonAsync<CaptureApi.AcceptedReport>())!.Reference);
        }
        return references;
    }

    private static void Add(MultipartFormDataContent form, string name, string? value)
    {
        if (value is not null)
        {
            form.Add(new StringContent(value), name);
        }
    }

    private static async Task<bool> WaitAsync(IServiceProvider services, IReadOnlyList<string> references)
    {
        var waited = Stopwatch.StartNew();
        var shown = -1;
        while (waited.Elapsed < Patience)
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<ReportsDb>();
            var standing = await db.Reports
                .Where(r => references.Contains(r.Reference) && ReportJourney.AtWork.Contains(r.Stage) && r.Work.ParkedAt == null)
                .CountAsync();
            if (standing == 0)
            {
                return true;
            }
            if (standing != shown)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {references.Count - standing} of {references.Count} ready after {waited.Elapsed.TotalSeconds:0} s"));
                shown = standing;
            }
            await Task.Delay(500);
        }
        return false;
    }

    private static async Task<bool> InScope(IServiceProvider services, Func<IServiceProvider, Task> act)
    {
        await using var scope = services.CreateAsyncScope();
        await act(scope.ServiceProvider);
        return true;
    }

    private static void PrintPlaces(IServiceProvider services)
    {
        var data = services.GetRequiredService<DataFolder>();
        Console.WriteLine($"Export files:  {Path.Combine(data.Path, services.GetRequiredService<IOptions<ExportOptions>>().Value.Folder)}");
        Console.WriteLine($"Digest e-mails: {Path.Combine(data.Path, services.GetRequiredService<IOptions<MailOptions>>().Value.Folder)}");
        Console.WriteLine();
    }

    private static string FindSamples(string contentRoot)
    {
        for (var at = new DirectoryInfo(contentRoot); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "samples", "samples.json")))
            {
                return Path.Combine(at.FullName, "samples");
            }
        }
        throw new DirectoryNotFoundException("No samples/samples.json above the program. Name the folder: ./run.sh demo --samples FOLDER");
    }
}
