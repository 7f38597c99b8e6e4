using System.Diagnostics;
using System.Globalization;
using MakingItWork.Plumbing.Pictures;
using MakingItWork.Rules.Identifiers;

namespace MakingItWork.Benchmarks.Redaction;

/// <summary>Debian's tesseract as anybody would call it: one pass, no scaling, its own way of finding lines.</summary>
internal sealed class Tesseract : IReader
{
    private Tesseract(string name) => Name = name;

    public string Name { get; }

    /// <returns>Null when it is not installed.</returns>
    public static Tesseract? Find()
    {
        try
        {
            var (output, _) = Run(["--version"], null);
            return new($"plain {output.Split('\n')[0].Trim()}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    public Reading Read(byte[] file, RawPicture picture)
    {
        var watch = Stopwatch.StartNew();
        var (output, memory) = Run(["stdin", "stdout", "-l", "eng", "tsv"], file);
        var seconds = watch.Elapsed.TotalSeconds;
        var words = new List<ScreenWord>();
        foreach (var cells in output.Split('\n').Skip(1).Select(line => line.TrimEnd('\r').Split('\t')))
        {
            // level, page, block, paragraph, line, word, left, top, width, height, confidence, text
            if (cells.Length == 12 && cells[0] == "5" && cells[11].Trim().Length > 0)
            {
                var n = cells.Take(10).Select(c => int.Parse(c, CultureInfo.InvariantCulture)).ToArray();
                words.Add(new(cells[11].Trim(), n[6], n[7], n[8], n[9], double.Parse(cells[10], CultureInfo.InvariantCulture) / 100, (n[2] * 10_000) + (n[3] * 100) + n[4]));
            }
        }

        return new(picture.Width, picture.Height, words, seconds, memory);
    }

    private static (string Output, double MegaBytes) Run(string[] words, byte[]? input)
    {
        var start = new ProcessStartInfo("tesseract", words) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = input is not null };

        // its threads fight each other on a busy machine: 18 s became 2 s
        start.Environment["OMP_THREAD_LIMIT"] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (input is not null)
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        }

        long peak = 0;
        while (!process.WaitForExit(30))
        {
            process.Refresh();
            try
            {
                peak = Math.Max(peak, process.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                break;
            }
        }

        process.WaitForExit();
        errors.Wait();
        return (output.Result, peak / 1e6);
    }
}
