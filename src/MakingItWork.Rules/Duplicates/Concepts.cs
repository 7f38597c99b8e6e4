namespace MakingItWork.Rules.Duplicates;

/// <summary>Words that people use for one another when they describe a screen. Each list is one concept; its first word stands for all.</summary>
internal static class Concepts
{
    private static readonly Dictionary<string, string> First = Read(
        "medication medicine drug meds med",
        "prescribe prescription prescriber rx",
        "dose dosage dosing",
        "log login logon signin",
        "logout logoff signout",
        "disappear vanish missing gone lost",
        "wrong incorrect erroneous mistaken",
        "delete remove erase",
        "truncate cut clipped chopped abbreviate",
        "hide hidden invisible obscured",
        "freeze frozen hang hung unresponsive stuck",
        "crash crashed abort",
        "slow slowly sluggish lag",
        "fail failure failed",
        "error exception",
        "display view visible",
        "allergy allergic allergies",
        "warn warning alert",
        "result results finding",
        "button btn",
        "click press tap",
        "select choose pick chosen",
        "screen page window",
        "box field",
        "list listing table",
        "duplicate twice repeated double",
        "appointment appt booking",
        "discharge discharged",
        "refer referral referred",
        "letter correspondence",
        "message notification",
        "change alter edit modify amend",
        "old previous former earlier",
        "start launch begin open",
        "stop end cease",
        "print printing printout printed",
        "unit units",
        "swap switch swapped");

    public static string Of(string stem) => First.GetValueOrDefault(stem, stem);

    private static Dictionary<string, string> Read(params string[] concepts)
    {
        Dictionary<string, string> first = new(StringComparer.Ordinal);
        foreach (var words in concepts.Select(concept => concept.Split(' ').Select(Classification.Words.Stem).Distinct().ToList()))
        {
            foreach (var word in words.Skip(1))
            {
                first[word] = words[0];
            }
        }

        return first;
    }
}
