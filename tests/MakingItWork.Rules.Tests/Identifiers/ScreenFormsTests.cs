using static MakingItWork.Rules.Tests.Identifiers.DrawnScreen;

namespace MakingItWork.Rules.Tests.Identifiers;

// the names are invented and in none of the lists of names
public class ScreenFormsTests
{
    [Fact]
    public void Find_HintBetweenLabelAndBox_CoversTheValue() =>
        Assert.Equal("Quorrow", Cover("Last name             Postcode (optional)", "For example, Jones    Include the space", "Quorrow", "Search                More fields"));

    [Fact]
    public void Find_DateInCaptionedBoxes_CoversTheFigures() =>
        Assert.Equal("28 03 1975", Cover("Date of birth", "Day     Month     Year", "28      03        1975", "Continue"));

    [Fact]
    public void Find_DateInBoxesUnderHint_CoversTheFigures() =>
        Assert.Equal("7 11 2009", Cover("What is the child's date of birth?", "For example, 31 3 2012", "7      11     2009"));

    [Fact]
    public void Find_DateInBoxesBesideLabel_CoversTheFigures() =>
        Assert.Equal("28 March 1975", Cover("Date of birth    28    March    1975", "Doses given      2     1        2026"));

    [Fact]
    public void Find_EmptyBoxes_CoversNothing() =>
        Assert.Equal("", Cover("Date of birth", "Day     Month     Year", "Search"));

    [Fact]
    public void Find_LabelOnTwoLines_CoversTheValue() =>
        Assert.Equal("01 January 1973", Cover("Date of    01 January 1973", "birth", "Gender     Male"));

    [Fact]
    public void Find_NameAndBirthDateAgain_CoversThemAnywhere() =>
        Assert.Equal(
            "Quorrow 28/03/1975 “Quorrow”, “28-Mar-1975” Quorrow's",
            Cover(
                "Last name    Quorrow",
                "Date of birth    28/03/1975",
                "Showing 3 matches for “Quorrow”, “28-Mar-1975” of 29/03/1975",
                "Print the record of Quorrow's visit"));

    [Fact]
    public void Find_OrdinaryWordAsSurname_DoesNotSpread() =>
        Assert.Equal("Zephine Page", Cover("Full name    Zephine Page", "Next page    Page 2 of 3"));

    [Fact]
    public void Find_AddressBesideLabel_StopsAtTheNextLabel() =>
        Assert.Equal(
            "The Laurels lapid House London W5 3BQ",
            Cover(
                "Address      The Laurels",
                "             lapid House",
                "             London",
                "             W5 3BQ",
                "Screening    Routine recall",
                "Unit         West Borough"));

    [Fact]
    public void Find_PersonSignedIn_CoversTheName() =>
        Assert.Equal("Oswin Tharl", Cover("Appointments    Thu 29 Jun    Oswin Tharl", "Records         Dashboard"));

    [Fact]
    public void Find_RecordNumbersOfOtherServices_CoversThem() =>
        Assert.Equal("ECX275526 1234567", Cover("SX Number: ECX275526    Participant number: 1234567    Batch number: QH6369"));
}
