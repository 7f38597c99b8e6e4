using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MakingItWork.Tests.House;

namespace MakingItWork.Tests.TestHost;

/// <summary>The program in a process of its own, which a test may kill. It shares folder and database with an app that watches.</summary>
public sealed class RealProgram : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> said = new();

    private RealProgram(IReadOnlyDictionary<string, string> settings, Uri address)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var program = Path.Combine(Repository.Root, "src", "MakingItWork", "bin", configuration, "net10.0", "MakingItWork.dll");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(program);
        start.ArgumentList.Add("--contentRoot");
        start.ArgumentList.Add(Path.Combine(Repository.Root, "src", "MakingItWork"));
        start.ArgumentList.Add("--urls");
        start.ArgumentList.Add(address.ToString());
        foreach (var (name, value) in settings)
        {
            start.ArgumentList.Add($"--{name}={value}");
        }
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        Address = address;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    public bool IsAlive => !process.HasExited;

    /// <summary>The last lines it wrote.</summary>
    public string LastWords => string.Join('\n', said.TakeLast(20));

    /// <summary>The most memory that the process has held so far, in MB, as Linux counts it.</summary>
    public int PeakMegabytes => File.ReadLines($"/proc/{process.Id}/status")
        .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
        .Select(line => int.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024)
        .Single();

    /// <summary>Starts it beside the app that watches, and returns when it answers.</summary>
    public static async Task<RealProgram> StartAsync(TestApp watcher, IReadOnlyDictionary<string, string>? more = null)
    {
        var settings = new Dictionary<string, string>(watcher.Shared)
        {
            ["quiet"] = "true",
            ["Jobs:InstanceName"] = "real-program",
            ["Jobs:SweepSeconds"] = "1",
            ["Jobs:BackOffSeconds"] = "1",
            ["Ocr:Engine"] = "None",
            ["Triage:UndoSeconds"] = "0",
        };
        foreach (var (name, value) in more ?? new Dictionary<string, string>())
        {
            settings[name] = value;
        }
        var program = new RealProgram(settings, FreeAddress());
        using var http = new HttpClient { BaseAddress = program.Address };
        await Eventually.HoldsAsync(
            async () =>
            {
                Assert.True(program.IsAlive, $"The program stopped while it started:\n{program.LastWords}");
                try
                {
                    return await http.GetStringAsync(new Uri("/health/live", UriKind.Relative)) == "live";
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            60);
        return program;
    }

    public Visitor Visit() => new(Address);

    /// <summary>As a power cut: no word of warning.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (IsAlive)
        {
            await KillAsync();
        }
        process.Dispose();
    }

    private static Uri FreeAddress()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}");
    }
}
