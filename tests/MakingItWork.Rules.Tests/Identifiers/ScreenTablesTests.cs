using static MakingItWork.Rules.Tests.Identifiers.DrawnScreen;

namespace MakingItWork.Rules.Tests.Identifiers;

// the names are invented and in none of the lists of names
public class ScreenTablesTests
{
    [Fact]
    public void Find_NamesOverNumbersInOneColumn_CoversBoth() =>
        Assert.Equal(
            "Zephine Quorrow 999 000 0018 Oswin Tharl 123 4567 8909",
            Cover(
                "Time     Status          Personal details    Vaccine",
                "09:00    NOT CHECKED IN  Zephine Quorrow     COVID-19",
                "                         999 000 0018        Moderna",
                "",
                "09:20    VACCINATED      Oswin Tharl         Flu",
                "                         123 4567 8909       Fluenz Tetra"));

    [Theory]
    [InlineData("Name")]
    [InlineData("Child")]
    [InlineData("Participant")]
    [InlineData("Surname ▲")]
    [InlineData("Recorded by")]
    public void Find_HeadingOfPeople_CoversTheColumnOnly(string heading) =>
        Assert.Equal(
            "Zephine Quorrow Oswin Page Velka Tharl-Umber",
            Cover(
                heading.PadRight(24) + "Ward           Medicine",
                "Zephine Quorrow         Willow         Amoxicillin",
                "Oswin Page              Day surgery    Heparin",
                "Velka Tharl-Umber       Theatre        Insulin"));

    [Fact]
    public void Find_SurnameOnlyUnderHeading_CoversIt() =>
        Assert.Equal("Quorrow Tharl", Cover("Surname      Bed    Diet", "Quorrow      4      Soft", "Tharl        5      Normal"));

    [Fact]
    public void Find_ListOfProducts_CoversNothing() =>
        Assert.Equal("", Cover("Name                  Active batches", "Comirnaty Original    6", "Fluad                 5", "Gardasil              2"));

    [Fact]
    public void Find_NameOverLabelledBirthDate_CoversIt() =>
        Assert.Equal("THARL, Oswin 18 March 2012", Cover("THARL, Oswin", "Date of birth    18 March 2012", "Year group       Year 9"));

    [Fact]
    public void Find_SurnameOverNhsNumber_CoversIt() =>
        Assert.Equal("Quorrow 999 000 0018", Cover("Quorrow", "999 000 0018", "Routine"));

    [Fact]
    public void Find_NameBrokenAtHyphen_CoversBothLines() =>
        Assert.Equal("ZEPHINE QUORROW- THARL", Cover("Name      ZEPHINE QUORROW-", "          THARL", "Gender    Female"));

    [Theory]
    [InlineData("12 345 678 90")]
    [InlineData("123 4567 8909")]
    [InlineData("1234 567 8909")]
    [InlineData("0186 549 6016")]
    [InlineData("12345 678901")]
    public void Find_TenOrElevenDigitsInGroups_CoversThem(string number) => Assert.Equal(number, Cover($"Reference    {number}    Stock"));

    [Theory]
    [InlineData("28 03 2026 10")]
    [InlineData("120 80 72")]
    public void Find_OtherFigures_CoversNothing(string figures) => Assert.Equal("", Cover($"Readings    {figures}    Chart"));

    [Fact]
    public void Find_ButtonsHeadingsAndMedicines_CoversNothing() =>
        Assert.Equal(
            "",
            Cover(
                "Patient Search    Clinical Notes     Log Out",
                "Save And Close    Clear All          Print Selected Statements",
                "Astra Zeneca      Fluenz Tetra       Spikevax Bivalent Original",
                "NOT CHECKED IN    VACCINATED         Special Appointment",
                "Dose Volume       0.5 ml             Right Upper Arm",
                "Expires           04 June 2026       Last seen 23 March 2022 (3 years ago)"));
}
