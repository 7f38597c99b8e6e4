using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MakingItWork.BrowserTests.TestHost;

/// <summary>The real program in a process of its own, with a port and a data folder of its own.</summary>
public sealed class ProgramProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string folder = Directory.CreateTempSubdirectory("making-it-work-browser-").FullName;
    private readonly StringBuilder said = new();
    private readonly Process process;

    private ProgramProcess(IReadOnlyDictionary<string, string> settings)
    {
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
        process = new Process { StartInfo = Start(settings) };
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
    }

    public Uri Address { get; }

    /// <summary>Its keys lie beside it, in the same folder.</summary>
    public string DataFolder => Path.Combine(folder, "data");

    /// <summary>The demonstration accounts' password in this data folder.</summary>
    public string DemoPassword => File.ReadAllText(Path.Combine(DataFolder, "demo-password.txt")).Trim();

    /// <summary>Everything that the program has written to its console.</summary>
    public string Log
    {
        get
        {
            lock (said)
            {
                return said.ToString();
            }
        }
    }

    /// <param name="settings">As in the environment: Jobs__Workers.</param>
    public static async Task<ProgramProcess> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        if (!File.Exists(Path.Combine(Repository.ProgramFolder, "wwwroot", "assets", "site.js")))
        {
            throw new InvalidOperationException("The web assets are not built. Run ./test.sh, or: npm ci --ignore-scripts && npm run build");
        }
        var program = new ProgramProcess(settings);
        program.process.Start();
        program.process.BeginOutputReadLine();
        program.process.BeginErrorReadLine();
        await program.ReadyAsync();
        return program;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private ProcessStartInfo Start(IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet", [Repository.Program, "--contentRoot", Repository.ProgramFolder, "--urls", Address.ToString()])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Storage__DataFolder"] = DataFolder;
        start.Environment["Capture__PublicAddress"] = Address.ToString();
        start.Environment["Jobs__InstanceName"] = Path.GetFileName(folder);
        start.Environment["Jobs__BackOffSeconds"] = "1";
        start.Environment["Jobs__SweepSeconds"] = "2";
        start.Environment["Triage__UndoSeconds"] = "0";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }
        return start;
    }

    private async Task ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Address };
        var waited = Stopwatch.StartNew();
        while (!process.HasExited && waited.Elapsed < Patience)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // it does not listen yet
            }
            await Task.Delay(100);
        }
        throw new InvalidOperationException($"The program did not start within {Patience.TotalSeconds} s. It said:\n{Log}");
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (said)
        {
            said.AppendLine(line.Data);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
