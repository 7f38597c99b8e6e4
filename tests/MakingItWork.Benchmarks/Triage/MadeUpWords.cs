using System.Globalization;
using System.Text;

namespace MakingItWork.Benchmarks.Triage;

/// <summary>
/// What reports say: sentences of a few forms about many things, and now and then one of 100,000 invented names of forms and
/// lists, the commonest in every tenth report and most in a handful, as the words of real texts are.
/// </summary>
internal static class MadeUpWords
{
    private const int Invented = 100_000;
    private const double Exponent = 1.05;

    private static readonly string[] Things = "allergy list|medicine chart|dose field|discharge letter|ward board|blood result|scan report|consent form|weight chart|insulin chart|sepsis alert|appointment list|prescription screen|handover sheet|observation chart|fluid balance|infusion rate|vaccination record|referral letter|patient banner|drug history|theatre list|pathology order|radiology request|care plan|risk score|growth chart|transfusion record|alert box|search result".Split('|');
    private static readonly string[] Faults = "is hidden behind a menu|shows the values of another visit|is cut off after two lines|loses what was typed|opens the wrong record|shows old results as new|rounds the number|mixes milligrams and micrograms|is empty after saving|freezes for a minute|sorts by the wrong date|repeats the last entry|does not warn|warns for everything|prints the wrong page|hides the units|swaps left and right|drops the last letter|ignores the time zone|closes without asking".Split('|');
    private static readonly string[] Acts = "I nearly gave a second dose|a colleague noticed in time|we had to ring the pharmacy|the round took an hour longer|nobody saw it until the evening|we now write it on paper|it happened twice this week|the patient waited two hours|we checked it by hand|it was reported to the supplier last year|the night team did not know|we cancelled the order and began again".Split('|');
    private static readonly string[] Medicines = "insulin|warfarin|heparin|morphine|gentamicin|digoxin|methotrexate|paracetamol|amoxicillin|vancomycin|lithium|phenytoin|prednisolone|furosemide|salbutamol|oxytocin|potassium chloride|amlodipine|metformin|codeine".Split('|');
    private static readonly string[] Beginnings = ["al", "be", "cor", "dun", "el", "fen", "gar", "hol", "in", "jas", "kel", "lor", "mar", "nor", "or", "pel", "quin", "ros", "sel", "tor"];
    private static readonly string[] Middles = ["a", "e", "i", "o", "u", "ade", "eri", "ino", "oma", "ulu", "ance", "ede", "ilo", "ora", "umi", "ata"];
    private static readonly string[] Ends = ["ble", "cott", "dale", "field", "gate", "ham", "ick", "ley", "mere", "nor", "port", "ridge", "stow", "ton", "wick"];
    private static readonly double[] UpTo = Sums();

    public static string Description(Random random)
    {
        var text = new StringBuilder();
        for (var sentences = random.Next(2, 5); sentences > 0; sentences--)
        {
            text.Append(CultureInfo.InvariantCulture, $"The {Of(Things, random)} {Of(Faults, random)}");
            if (random.NextDouble() < 0.5)
            {
                text.Append(CultureInfo.InvariantCulture, $" when {Of(Medicines, random)} is ordered from the {Of(Things, random)}");
            }
            text.Append(random.NextDouble() < 0.5 ? $", and {Of(Acts, random)}. " : ". ");
        }
        for (var names = random.Next(1, 4); names > 0; names--)
        {
            text.Append(CultureInfo.InvariantCulture, $"Seen on form {Name(Pick(random))}. ");
        }
        if (random.NextDouble() < 0.1)
        {
            text.Append("[name] called from [phone number] about it. ");
        }
        return text.ToString().TrimEnd();
    }

    /// <summary>The invented name of a rank: the same for the same number, and no two alike.</summary>
    public static string Name(int rank)
    {
        var name = Beginnings[rank % Beginnings.Length];
        for (var left = rank / Beginnings.Length; ; left /= Middles.Length)
        {
            name += Middles[left % Middles.Length];
            if (left < Middles.Length)
            {
                return name + Ends[(rank * 7) % Ends.Length];
            }
        }
    }

    private static int Pick(Random random)
    {
        var at = Array.BinarySearch(UpTo, random.NextDouble() * UpTo[^1]);
        return Math.Min(Invented - 1, at < 0 ? ~at : at);
    }

    private static string Of(string[] all, Random random) => all[random.Next(all.Length)];

    private static double[] Sums()
    {
        var sums = new double[Invented];
        var sum = 0.0;
        for (var rank = 0; rank < Invented; rank++)
        {
            sums[rank] = sum += Math.Pow(rank + 3, -Exponent);
        }
        return sums;
    }
}
