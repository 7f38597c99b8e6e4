using MakingItWork.Rules.Duplicates;

namespace MakingItWork.Triage.Hazards;

/// <summary>The parts of a score, each as a person reads it.</summary>
public static class ScoreWords
{
    public static IEnumerable<(string Part, string Value)> Parts(SamenessScore score)
    {
        yield return ("All together", $"{TriageWords.Percent(score.Total)}. Shown from {TriageWords.Percent(Sameness.SuggestFrom)}, linked by the program from {TriageWords.Percent(Sameness.LinkFrom)}");
        yield return ("Words", score.Text is { } text ? $"{TriageWords.Percent(text)} agree; telling words count more" : "Too few to compare");
        yield return ("Pictures", score.Picture is { } picture ? $"{TriageWords.Percent(picture)} of their marks meet; the same screen from {TriageWords.Percent(Sameness.SameScreenFrom)}" : "None to compare");
        yield return ("Product", Same(score.SameProduct));
        yield return ("Version", Same(score.SameVersion));
        yield return ("Suggested type", Same(score.SameType));
        if (score.Screen is { } screen)
        {
            yield return ("Title of the screen", $"{TriageWords.Percent(screen)} agree");
        }
    }

    private static string Same(bool? same) => same switch { true => "The same", false => "Another", null => "Not known" };
}
