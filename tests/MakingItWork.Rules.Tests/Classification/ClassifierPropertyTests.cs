using FsCheck;
using FsCheck.Fluent;
using MakingItWork.Rules.Classification;
using MakingItWork.Rules.Identifiers;
using MakingItWork.Rules.Taxonomies;

namespace MakingItWork.Rules.Tests.Classification;

/// <summary>What holds for every text and every shipped model.</summary>
public class ClassifierPropertyTests
{
    private static readonly string[] Sentences =
    [
        "The alert did not appear.", "Units are missing beside the dose.", "The wrong patient was shown.", "It was slow.", "The printer is down again.", "Nothing special.",
        "The name is truncated.", "I could not log in.", "All my notes were lost.", "The results are not truncated.", "Allergies are duplicated in the banner.",
        "The dose calculation is wrong!", "Is the date of birth one day off?", "No data was lost.", "Two patients were merged into one record.",
    ];

    private static readonly string[] Identifying =
    [
        "NHS number 999 000 0018.", "Mrs Ruth Bellweather was in bed 4.", "Born 12/03/1950.", "Call 07700 900123.", "Write to ruth.bellweather@example.com.", "She lives in CB2 0QQ.",
    ];

    private static readonly Gen<string[]> SomeSentences = Gen.Elements(Sentences).ArrayOf();

    [Fact]
    public void Types_SentencesInAnotherOrder_AreTheSame() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        SomeSentences.SelectMany(some => Gen.Shuffle(some).Select(shuffled => (some, shuffled))).ToArbitrary(),
        pair => Same(string.Join(' ', pair.some), string.Join(' ', pair.shuffled))));

    [Fact]
    public void Types_WhiteSpaceAround_ChangesNothing() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        SomeSentences.ToArbitrary(),
        Gen.Elements(" ", "\n", "\t", "\r\n\r\n", "   ", "\u00A0").ToArbitrary(),
        (some, space) => Same(string.Join(' ', some), space + string.Join(space, some) + space)));

    [Fact]
    public void Types_IdentifiersMasked_AreTheSame() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        SomeSentences.ToArbitrary(),
        Gen.Elements(Identifying).ArrayOf().ToArbitrary(),
        (some, who) =>
        {
            var text = string.Join(' ', some.Zip(who, (a, b) => $"{a} {b}").Concat(some.Skip(who.Length)).Concat(who.Skip(some.Length)));
            return Same(text, TextMask.Mask(text).Text);
        }));

    [Fact]
    public void Types_IdentifierInsideASentence_AreTheSameMasked()
    {
        const string text = "Mrs Ruth Bellweather's allergies (NHS 999 000 0018) are missing; ring 07700 900123 at once.";
        Assert.NotEqual(text, TextMask.Mask(text).Text);
        Assert.True(Same(text, TextMask.Mask(text).Text));
    }

    [Fact]
    public void Probabilities_OfAnyText_AreBetween0And1() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        ArbMap.Default.ArbFor<string?>(),
        SomeSentences.ToArbitrary(),
        (noise, some) => ClassifierModel.Shipped.All(model =>
        {
            var types = HazardClassifier.Types(new($"{noise} {string.Join(' ', some)} {noise}", noise, noise, noise), model);
            return types.All.All(type => type.Probability is >= 0 and <= 1)
                && types.Suggested.Zip(types.Suggested.Skip(1), (a, b) => a.Probability >= b.Probability).All(ordered => ordered);
        })));

    [Fact]
    public void Probability_EvidenceForTheTypeAdded_NeverFalls() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(
        SomeSentences.ToArbitrary(),
        Gen.Elements(ClassifierModel.Shipped.SelectMany(model => model.Evidence.Types.SelectMany(type => type.Phrases.Select(phrase => (model, type.Code, Spoken(phrase))))).ToArray()).ToArbitrary(),
        (some, added) =>
        {
            var text = string.Join(' ', some);
            return Of(text + " " + added.Item3, added.Item1, added.Item2) >= Of(text, added.Item1, added.Item2) - 1e-12;
        }));

    [Fact]
    public void Evidence_OfAnyText_PointsIntoIt() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        SomeSentences.ToArbitrary(),
        some =>
        {
            var text = string.Join(' ', some);
            var found = HazardClassifier.Classify(new(text, Module: "Prescribing", PictureText: "Error 500"), ClassifierModel.Current);
            return found.Types.SelectMany(t => t.Evidence).Concat(found.Urgency.Evidence).Concat(found.Dimensions.SelectMany(d => d.Evidence))
                .All(e => e.Start >= 0 && e.Length > 0 && e.Start + e.Length <= text.Length);
        }));

    // the first way of saying it, without the words that may stand between
    private static string Spoken(EvidencePhrase phrase) =>
        string.Join(' ', phrase.Phrase.Split(' ').Where(part => part != "~").Select(part => part.Split('/')[0])) + ".";

    private static double Of(string text, ClassifierModel model, string code) =>
        HazardClassifier.Types(new(text), model).All.Single(type => type.Code == code).Probability;

    private static bool Same(string one, string other) => ClassifierModel.Shipped.All(model =>
    {
        var (a, b) = (HazardClassifier.Types(new(one), model), HazardClassifier.Types(new(other), model));
        return a.NotSure == b.NotSure
            && a.Suggested.Select(t => t.Code).SequenceEqual(b.Suggested.Select(t => t.Code))
            && a.All.Zip(b.All, (x, y) => Math.Abs(x.Probability - y.Probability) < 1e-9).All(same => same);
    });
}
