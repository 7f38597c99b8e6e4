using MakingItWork.Rules.Classification;
using MakingItWork.Rules.ClinicalRisk;

namespace MakingItWork.Rules.Tests.Classification;

/// <summary>What cannot wait, what came of it, and what contradicts the harm given: invented texts.</summary>
public class UrgencyTests
{
    private static readonly string[] Urgent =
    [
        "Patient was given ten times the dose of morphine because the screen showed the wrong strength",
        "He has had penicillin although he is allergic, and is now in resus",
        "She collapsed after the infusion, the pump rate on the screen was wrong",
        "The infusion is running at ten times the rate now",
        "The baby is about to be given the wrong milk, the label shows another name",
        "Wrong blood was hung, the wristband printed another patient",
        "This is happening right now on all wards",
        "All patients on the ward have the wrong allergies on the drug chart",
        "We cannot see the drug charts in ITU",
        "In resus and the record is frozen",
        "Please call me at once, next dose is at six",
        "The next dose is due in ten minutes and I do not know which patient it is for",
        "A patient died and the alert had not fired",
        "Cardiac arrest call, could not open the allergies",
        "Anaphylaxis after amoxicillin, allergy was not shown",
        "Patient received insulin meant for another patient",
        "Chemo was given twice as the chart did not show the first dose",
        "Hypoglycaemic now after double insulin",
        "Every patient in the hospital has lost their warfarin prescriptions",
        "Whole hospital affected: medication times shifted by one hour",
        "Theatre cannot see the blood group, patient is bleeding",
        "Stop using the calculator, it overdoses children",
        "URGENT wrong patient in theatre",
        "Patient has been given heparin to the wrong person",
        "He is unresponsive after receiving the wrong medication",
        "The potassium infusion is running at the wrong rate",
        "Needed naloxone after the dose calculator gave the wrong amount",
        "Several patients have been given double doses this morning",
        "She was treated with the wrong patient's results and is deteriorating",
        "Going to theatre with the wrong side on the consent screen, please ring",
    ];

    private static readonly string[] Calm =
    [
        "There is a typo on the save button",
        "The system was slow yesterday",
        "The list is sorted in the wrong order",
        "The printer was jammed but works again",
        "It would be nice to have bigger letters",
        "Allergies are shown twice in the banner",
        "Age is displayed as 0 for newborns",
        "I could not log in this morning",
        "The note did not save the first time",
        "Colours are hard to tell apart",
        "The units are missing beside the dose",
        "Default dose is 500 mg and easy to leave",
        "No harm, noticed at once by the pharmacist",
        "Duplicate patients in the list after import",
        "Old address still shown",
        "Results are shown in the wrong order on the timeline",
        "The patient could have died if nobody had looked",
        "Steps to reproduce: open the chart, click save, see the error",
        "The visit appears on two tabs",
        "Too many alerts on the prescribing screen",
        "The scanned letter is upside down",
        "Appointment time is one hour off",
        "Text is cut off in the problem list",
        "The label printer needs new rolls",
    ];

    [Fact]
    public void Urgency_OfInventedTexts_FavoursRecall()
    {
        var missed = Urgent.Where(text => !Of(text).Urgent).ToList();
        var false_ = Calm.Where(text => Of(text).Urgent).ToList();
        Assert.True(missed.Count == 0, "Missed: " + string.Join(" | ", missed));
        Assert.True(false_.Count <= 2, "Called urgent: " + string.Join(" | ", false_));
    }

    [Theory]
    [InlineData("The patient collapsed", "The text says that a patient is coming to harm or has come to serious harm.", "patient collapsed")]
    [InlineData("All patients are affected", "Many patients are affected and the problem goes on.", "All patients")]
    public void Urgency_WhenUrgent_GivesReasonAndWords(string text, string reason, string words)
    {
        var urgency = Of(text);
        Assert.Equal(reason, urgency.Reason);
        Assert.Contains(urgency.Evidence, e => text.Substring(e.Start, e.Length) == words);
    }

    [Theory]
    [InlineData("The patient has not collapsed")]
    [InlineData("No patient was harmed")]
    [InlineData("The patient could have died")]
    [InlineData("The patient nearly died of boredom")]
    [InlineData("This is not urgent")]
    public void Urgency_NegatedOrUnreal_IsNotUrgent(string text) => Assert.False(Of(text).Urgent);

    [Theory]
    [InlineData("The patient had a cardiac arrest", "harm")]
    [InlineData("Luckily the pharmacist noticed it", "near-miss")]
    [InlineData("The operation was postponed", "care-impact")]
    [InlineData("This could lead to a wrong dose", "hazardous")]
    [InlineData("No harm came of it", "none")]
    [InlineData("The family complained", "complaint")]
    [InlineData("The font is blue", null)]
    public void Consequence_OfText_IsTheOneThatWeighsMost(string text, string? code) =>
        Assert.Equal(code, HazardClassifier.Classify(new(text), ClassifierModel.Current).Consequence?.Code);

    [Theory]
    [InlineData("The font is tiny and the contrast poor", "bin-1")]
    [InlineData("The dose defaults to 500 mg", "bin-2")]
    [InlineData("Weights are in pounds and dates in American format", "anglicisation")]
    [InlineData("Since the upgrade the list is empty", "change")]
    [InlineData("The wrong patient was shown", "critical-use.identification")]
    [InlineData("I prescribed it in the wrong chart", "critical-use.wrong-chart")]
    [InlineData("Stopped drugs are still listed as active", "critical-use.stale-item")]
    [InlineData("When prescribing the list jumps", "prescribe")]
    [InlineData("On the drug round the chart was blank", "administer")]
    public void Dimension_OfText_IsFound(string text, string code) =>
        Assert.Contains(code, HazardClassifier.Classify(new(text), ClassifierModel.Current).Dimensions.Select(d => d.Code));

    [Theory]
    [InlineData("The patient died", DegreeOfHarm.NoHarm, true)]
    [InlineData("The patient died", DegreeOfHarm.Severe, true)]
    [InlineData("The patient died", DegreeOfHarm.Death, false)]
    [InlineData("The patient could have died", DegreeOfHarm.NoHarm, false)]
    [InlineData("The patient did not die", DegreeOfHarm.NoHarm, false)]
    [InlineData("She was taken to intensive care", DegreeOfHarm.Low, true)]
    [InlineData("She was taken to intensive care", DegreeOfHarm.Severe, false)]
    [InlineData("He came to harm", DegreeOfHarm.HazardOnly, true)]
    [InlineData("No harm, it was a near miss", DegreeOfHarm.Severe, true)]
    [InlineData("No harm, it was a near miss", DegreeOfHarm.NoHarm, false)]
    [InlineData("The list is slow", DegreeOfHarm.Death, false)]
    [InlineData("", DegreeOfHarm.Death, false)]
    public void Contradiction_OfTextAndHarm_IsSaidOnlyWhereBothCannotBe(string text, DegreeOfHarm harm, bool contradicts) =>
        Assert.Equal(contradicts, SeverityCheck.Contradiction(text, harm) is not null);

    [Fact]
    public void Contradiction_Found_QuotesTheWords() =>
        Assert.Equal("The text says \"The patient died\", but the harm given is less than death.".Replace("The patient", "patient", StringComparison.Ordinal), SeverityCheck.Contradiction("The patient died.", DegreeOfHarm.NoHarm));

    private static Urgency Of(string text) => HazardClassifier.Classify(new(text), ClassifierModel.Current).Urgency;
}
