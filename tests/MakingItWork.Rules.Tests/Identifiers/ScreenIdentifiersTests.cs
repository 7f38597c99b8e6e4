using MakingItWork.Rules.Identifiers;
using static MakingItWork.Rules.Tests.Identifiers.DrawnScreen;

namespace MakingItWork.Rules.Tests.Identifiers;

public class ScreenIdentifiersTests
{
    [Fact]
    public void Find_NhsBanner_CoversNameBirthAndNumber() =>
        Assert.Equal(
            "QUILL, Xanthe (Ms) 12-Mar-1950 (66y) 999 000 0018",
            Cover("QUILL, Xanthe (Ms)    Born 12-Mar-1950 (66y)    Gender Female    NHS No. 999 000 0018"));

    [Fact]
    public void Find_BannerWithoutTitle_CoversName() =>
        Assert.Equal("QUILL, Xanthe 12-Mar-1950 999 000 0018", Cover("QUILL, Xanthe    Born 12-Mar-1950    NHS No. 999 000 0018"));

    [Fact]
    public void Find_LostSpaces_CoversWholeWords() =>
        Assert.Equal("NHSNo.9990000018 Born12-Mar-1950(66y)", Cover("NHSNo.9990000018    Born12-Mar-1950(66y)    GenderFemale"));

    [Fact]
    public void Find_ValueRightOfLabel_CoversIt() =>
        Assert.Equal(
            "Xanthe Quill 12/03/1950 1234567 01632 960123 Dr Wren",
            Cover(
                "Name             Xanthe Quill      Ward   Willow",
                "Date of birth    12/03/1950        Bed    4",
                "Hospital number  1234567           Diet   Soft",
                "Telephone        01632 960123",
                "GP               Dr Wren"));

    [Fact]
    public void Find_ValueBelowLabel_CoversItAndStopsAtTheNextLabel() =>
        Assert.Equal(
            "xanthe quill 12 March 1950 4 Mill Cottages Leeds",
            Cover(
                "Name",
                "xanthe quill",
                "Date of birth",
                "12 March 1950",
                "Address",
                "4 Mill Cottages",
                "Leeds",
                "Allergies",
                "Penicillin"));

    [Fact]
    public void Find_ListOfPatients_CoversTheColumn() =>
        Assert.Equal(
            "Quill, Xanthe 1234567 Dunnock, Piers 1234568 Wren, Odette 1234569",
            Cover(
                "Patient         MRN        Bed    Drug",
                "Quill, Xanthe   1234567    4      Amoxicillin",
                "Dunnock, Piers  1234568    5      Heparin",
                "Wren, Odette    1234569    6      Insulin"));

    [Fact]
    public void Find_MisreadLabelAndDigits_CoversThem() =>
        Assert.Equal("l2/O3/195O 99O OOO 0018", Cover("D0B    l2/O3/195O    NH5 N0    99O OOO 0018"));

    [Fact]
    public void Find_ScreenWithoutPatient_CoversNothing() =>
        Assert.Equal("", Cover("Prescribe    Amoxicillin 500 mg capsule", "Dose   500 mg   Route   Oral", "Start date   12/03/2026 10:30", "Patient   Ward   Consultant"));

    [Fact]
    public void Find_NoWords_CoversNothing() => Assert.Empty(ScreenIdentifiers.Find([]));
}
