using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using MakingItWork.Redact.Commands;
using MakingItWork.Rules.Classification;

namespace MakingItWork.Classify.Commands;

/// <summary>Lines of JSON in, suggestions out, one line after the other.</summary>
internal sealed class ClassifyLines
{
    public const string Help = """
        Usage: ./run.sh classify [--taxonomy NAME] < IN > OUT

        Suggests what types of hazard texts speak of, by the same code that suggests them for reports. Nothing is sent or
        kept anywhere.

        Reads lines of JSON:   {"id": ..., "text": "...", "product": "...", "module": "...", "pictureText": "..."}
                               Only the text must be there.
        Writes lines of JSON:  {"id", "types": [{"code", "name", "probability", "evidence": [{"start", "end", "term"}]}],
                                "consequence", "urgent", "notSure", "taxonomy", "model", "urgentReason",
                                "dimensions": [{"taxonomy", "code", "name"}],
                                "others": [{"types", "notSure", "taxonomy", "model"}]}

        "types" are those whose probability passes the threshold of their type, the likeliest first; where none does, the
        likeliest alone, and "notSure" is then true as a rule. start and end count UTF-16 units of the text from 0, and the
        end is the first one behind. "consequence" is a code or null.

        --taxonomy NAME  the taxonomy of "types":
            magrabi-2010    types of health IT problem: 1.2.1 wrong input, 3.3 display error, 4.5 data loss... (the default)
            screen-problem  kinds of problem on screens, as people who build them would say: wrong_patient,
                            medication_display, alert_missing, units_or_conversion, data_loss, slow_or_down, cosmetic...
        The types by the other taxonomy stand in "others".

        A line that is not understood is named on standard error by its number, and skipped.
        Exit code: 0 all lines were answered, 1 some were skipped, 2 wrong arguments.
        """;

    private const int MostLineBytes = 64 * 1024 * 1024;

    private readonly ClassifierModel main;
    private readonly IReadOnlyList<ClassifierModel> others;

    public ClassifyLines(string taxonomy)
    {
        main = ClassifierModel.Shipped.Single(model => model.Codes.Name == taxonomy);
        others = [.. ClassifierModel.Shipped.Where(model => model != main)];
    }

    public int Run(Stream input, Stream output, TextWriter errors)
    {
        var skipped = 0;
        using var answers = new BufferedStream(output, 64 * 1024);
        var lines = new LongLines(input, MostLineBytes) { BeforeWaiting = answers.Flush };
        while (lines.Next(out var line, out var tooLong))
        {
            var json = (lines.Number == 1 && line.StartsWith("\uFEFF"u8) ? line[3..] : line).Trim(" \t\r"u8);
            if (json.IsEmpty && !tooLong)
            {
                continue;
            }
            var trouble = tooLong ? $"it is longer than {MostLineBytes / (1024 * 1024)} MB" : Answer(json, answers);
            if (trouble is not null)
            {
                skipped++;
                // never the line itself: it may hold what identifies somebody
                errors.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Line {lines.Number} is skipped: {trouble}."));
            }
        }
        answers.Flush();
        return skipped == 0 ? 0 : 1;
    }

    /// <returns>Null, or why the line cannot be answered.</returns>
    private string? Answer(ReadOnlySpan<byte> json, Stream answers)
    {
        if (!Utf8.IsValid(json))
        {
            return "it is not UTF-8";
        }
        GivenReport? given;
        try
        {
            given = GivenReport.Read(json);
        }
        catch (JsonException)
        {
            return "it is not JSON";
        }
        if (given is null)
        {
            return """it is not {"id": ..., "text": "..."} with texts for product, module and pictureText""";
        }
        ClassificationJson.Write(answers, given.Id, HazardClassifier.Classify(given.Input, main), [.. others.Select(model => (model, HazardClassifier.Types(given.Input, model)))]);
        return null;
    }
}
