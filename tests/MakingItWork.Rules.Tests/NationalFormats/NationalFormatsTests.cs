using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Rules.NationalFormats;
using MakingItWork.Rules.Taxonomies;

namespace MakingItWork.Rules.Tests.NationalFormats;

public class NationalFormatsTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    private static readonly NationalEvent Incident = new(
        "R-0042", "RGT", new(2026, 3, 12), DatePrecision.Day, "The dose shown for [name] had no unit, \"500\", so ten times too much was given.",
        DegreeOfHarm.Moderate, "3.3", "Example EHR", "4.12", "Acute ward", "4");

    private static readonly NationalEvent Hazard = new(
        "R-0043", "RRK", new(2026, 3, 1), DatePrecision.Month, "Two insulins stand next to each other in the list.", DegreeOfHarm.HazardOnly, "1.2.1", "Example EHR", null, null, null);

    [Fact]
    public void Json_Incident_IsTheGolden() => AssertGolden("lfpse-incident.json", LfpseAdverseEvent.Json(Incident).ToJsonString(Indented) + "\n");

    [Fact]
    public void Json_HazardOnly_IsTheGolden() => AssertGolden("lfpse-risk.json", LfpseAdverseEvent.Json(Hazard).ToJsonString(Indented) + "\n");

    [Fact]
    public void From_TwoEvents_AreTheGolden() => AssertGolden("nrls.csv", Csv(Incident, Hazard));

    [Fact]
    public void Json_WithAnotherReportOfTheSameEvent_IsTheGolden() =>
        AssertGolden("lfpse-same-event.json", LfpseAdverseEvent.Json(Incident with { SameEventAs = ["R-0044"] }).ToJsonString(Indented) + "\n");

    [Fact]
    public void From_WithOtherReportsOfTheSameEvent_AreTheGolden() => AssertGolden(
        "nrls-same-event.csv", Csv(Incident with { SameEventAs = ["R-0044"] }, Hazard with { SameEventAs = ["R-0044", "R-0045", "R-0046"] }));

    [Theory]
    [InlineData("R-KPKW-NTQN", "R-JXQN-CPJW", "R-Z8DP-KW29")] // two of them have the form of a name
    [InlineData("R-MRN8-M662")] // a label and a record number
    public void Problems_WithReferencesThatLookLikePeople_AreNone(params string[] references) =>
        Assert.Empty(LfpseCheck.Problems(LfpseAdverseEvent.Json(Incident with { SameEventAs = references })));

    /// <summary>What is let through is the sentence of references alone: a name in it or before it still stops the message.</summary>
    [Theory]
    [InlineData("Mr John Whitfield was hurt. (Report R-KPKW-NTQN tells of the same event.)")]
    [InlineData("(Report R-KPKW-NTQN tells of the same event.) Mr John Whitfield was hurt.")]
    [InlineData("(Report R-KPKW-NTQN, Mr John Whitfield tells of the same event.)")]
    [InlineData("(Report R-KPKW-999 000 0018 tells of the same event.)")]
    public void Problems_WithAPersonBesideTheReferences_SayIt(string description)
    {
        var json = LfpseAdverseEvent.Json(Incident);
        json["extension"]!.AsArray().SelectMany(e => e!["extension"]!.AsArray()).Single(e => e!["url"]!.ToString() == "Description")!["valueString"] = description;
        Assert.Equal("The description still holds what may identify a person.", Assert.Single(LfpseCheck.Problems(json)));
    }

    /// <summary>A reference must never look like a hospital number or a postcode to the check that guards what leaves.</summary>
    [Fact]
    public void Problems_WithAnyReferenceOfTheSameEvent_AreNone() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
            Gen.Elements("23456789BCDFGHJKMNPQRTVWXZ".ToCharArray()).ArrayOf(8).ArrayOf(3).ToArbitrary(),
            signs =>
            {
                string[] references = [.. signs.Select(one => $"R-{new string(one[..4])}-{new string(one[4..])}")];
                var source = Incident with { SameEventAs = references };
                return LfpseCheck.Problems(LfpseAdverseEvent.Json(source)).Count == 0 && references.All(NrlsRow.From(source).Cells.Single(cell => cell.Key == "IN07").Value.Contains);
            }));

    [Theory]
    [InlineData(DegreeOfHarm.HazardOnly, "1", null)]
    [InlineData(DegreeOfHarm.NoHarm, "1", "5")]
    [InlineData(DegreeOfHarm.Low, "2", "4")]
    [InlineData(DegreeOfHarm.Moderate, "3", "3")]
    [InlineData(DegreeOfHarm.Severe, "4", "2")]
    [InlineData(DegreeOfHarm.Death, "5", "1")]
    public void HarmCodes_EveryDegree_RunInOppositeDirections(DegreeOfHarm harm, string pd09, string? physical)
    {
        Assert.Equal(pd09, HarmCodes.NrlsPd09(harm));
        Assert.Equal(physical, HarmCodes.LfpsePhysicalHarm(harm));
    }

    [Fact]
    public void Problems_WhatWeWrite_AreNone() =>
        Assert.All(
            from harm in Enum.GetValues<DegreeOfHarm>()
            from precision in Enum.GetValues<DatePrecision>()
            from code in Taxonomy.Magrabi.Codes
            select LfpseAdverseEvent.Json(Incident with { Harm = harm, Precision = precision, MagrabiCode = code.Code }),
            json => Assert.Empty(LfpseCheck.Problems(json)));

    [Fact]
    public void Unconfirmed_Risk_IsNamed()
    {
        Assert.Equal("The code 2 of event-type is not confirmed.", Assert.Single(LfpseCheck.Unconfirmed(LfpseAdverseEvent.Json(Hazard))));
        Assert.Empty(LfpseCheck.Unconfirmed(LfpseAdverseEvent.Json(Incident)));
    }

    [Theory]
    [InlineData("\"profile\":[\"https://developer", "\"profile\":[\"http://developer", "does not name the profile")]
    [InlineData("\"actuality\":\"actual\"", "\"actuality\":\"\"", "actuality is missing")]
    [InlineData("\"coding\":[{\"code\":\"1\"}]", "\"coding\":[{\"code\":\"7\"}]", "event type is not a known code")]
    [InlineData("\"PhysicalHarm\"", "\"X\"", "needs the level of physical harm")]
    [InlineData("\"PhysicalHarm\",\"valueCode\":\"3\"", "\"PhysicalHarm\",\"valueCode\":\"6\"", "PhysicalHarm holds a code")]
    [InlineData("\"InvolvedAgents\",\"valueCode\":\"9\"", "\"InvolvedAgents\",\"valueCode\":\"1\"", "InvolvedAgents holds a code")]
    [InlineData("\"Description\"", "\"Discription\"", "Description is missing")]
    [InlineData("shown for [name]", "shown for Mr John Smith", "may identify a person")]
    [InlineData("\"suspectEntity\":[]", "\"suspectEntity\":[{\"url\":\"Photo\",\"valueAttachment\":{}}]", "pictures never leave")]
    [InlineData("\"valueCode\":\"RGT\"", "\"valueCode\":\"R!\"", "organisation code must be")]
    [InlineData("\"AdverseEvent\"", "\"Patient\"", "not an AdverseEvent")]
    public void Problems_SpoiledMessage_SaysWhatIsWrong(string good, string bad, string expected)
    {
        var text = LfpseAdverseEvent.Json(Incident).ToJsonString();
        Assert.Contains(good, text, StringComparison.Ordinal);
        var problems = LfpseCheck.Problems(JsonNode.Parse(text.Replace(good, bad, StringComparison.Ordinal))!);
        Assert.Contains(problems, p => p.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Problems_NoOrganisation_SaysSo() =>
        Assert.Equal(["Organisation is missing.", "ReporterOrganisation is missing."], LfpseCheck.Problems(LfpseAdverseEvent.Json(Incident with { OrganisationCode = null })));

    [Theory]
    [InlineData("[]")]
    [InlineData("3")]
    [InlineData("{\"resourceType\":\"AdverseEvent\",\"meta\":[],\"event\":1,\"extension\":{\"url\":[]}}")]
    public void Problems_ForeignJson_AreFoundWithoutThrowing(string json) => Assert.NotEmpty(LfpseCheck.Problems(JsonNode.Parse(json)!));

    [Fact]
    public void Formats_IdentifiersInTheInput_NeverLeave() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
            Gen.Elements("999 000 0018", "9990000018", "John Smith", "LS1 4AB", "07700 900123", "jo@example.com").ToArbitrary(),
            Gen.Elements("seen for {0} today", "{0}", "the list. {0}; closed").ToArbitrary(),
            (identifier, sentence) =>
            {
                var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, sentence, identifier);
                var leaky = Incident with { Description = text, Unit = text, Screen = text };
                return !LfpseAdverseEvent.Json(leaky).ToJsonString().Contains(identifier, StringComparison.Ordinal)
                    && NrlsRow.From(leaky).Cells.All(c => !c.Value.Contains(identifier, StringComparison.Ordinal));
            }));

    [Fact]
    public void Json_WithAScreen_NamesItBehindTheDescription()
    {
        var json = LfpseAdverseEvent.Json(Hazard with { Screen = "List of Mr Thaddeus Wrenfield", Unit = "Ward 4" });
        Assert.Contains("in the list. (Screen: List of [name]) (Unit: Ward 4)\"", json.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(LfpseCheck.Problems(json));
    }

    [Fact]
    public void From_UnknownType_IsRefused() =>
        Assert.Throws<TaxonomyException>(() => NrlsRow.From(Incident with { MagrabiCode = "8.8" }));

    private static string Csv(params NationalEvent[] events) => string.Join(',', NrlsRow.Columns) + "\n" + string.Concat(events.Select(e =>
        string.Join(',', NrlsRow.From(e).Cells.Select(c => '"' + c.Value.Replace("\"", "\"\"", StringComparison.Ordinal) + '"')) + "\n"));

    // goldens are written by hand or by review of a change, never by the test
    private static void AssertGolden(string file, string actual) =>
        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Goldens", file)), actual);
}
