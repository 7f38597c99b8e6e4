using System.Globalization;

namespace MakingItWork.Benchmarks.Redaction;

/// <summary>What to measure.</summary>
/// <param name="Screens">Synthetic screens, half of them held out.</param>
/// <param name="Seed">Everything on the screens follows from it.</param>
/// <param name="Only">The name of one layout, or of one part ("development", "held-out").</param>
/// <param name="Save">A folder for pictures with the truth and the covers drawn in.</param>
/// <param name="Keep">A folder that keeps pictures and readings, so that changed rules are measured in seconds.</param>
/// <param name="Data">A folder with real screens and sentences.</param>
internal sealed record RedactionOptions(int Screens, int Seed, string? Only, string? Save, string? Keep, string? Data, bool Misses)
{
    public const string Usage = """
        redaction [options]        what the covering of identifiers finds and what it hides too much, on screens made for it, beside plain Tesseract
          --screens N              how many screens, half of them held out (216)
          --seed N                 another seed makes other people and other looks (1)
          --only NAME              one layout, or "development" or "held-out"
          --data FOLDER            measure real screens and sentences too: screens/ and identifier-sentences/ in this folder
          --save FOLDER            write the pictures with covers and missed words drawn in
          --keep FOLDER            keep pictures and readings here and use them again: only the rules run anew
          --misses                 list what was missed and what was covered in vain, development screens only
        """;

    /// <returns>Null when an option is unknown or its value is missing.</returns>
    public static RedactionOptions? Parse(IReadOnlyList<string> args)
    {
        var options = new RedactionOptions(216, 1, null, null, null, null, false);
        for (var at = 0; at < args.Count; at++)
        {
            if (args[at] == "--misses")
            {
                options = options with { Misses = true };
                continue;
            }

            if (at + 1 == args.Count)
            {
                return null;
            }

            var value = args[++at];
            switch (args[at - 1])
            {
                case "--screens" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var screens):
                    options = options with { Screens = screens };
                    break;
                case "--seed" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed):
                    options = options with { Seed = seed };
                    break;
                case "--only":
                    options = options with { Only = value };
                    break;
                case "--save":
                    options = options with { Save = value };
                    break;
                case "--keep":
                    options = options with { Keep = value };
                    break;
                case "--data":
                    options = options with { Data = value };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
