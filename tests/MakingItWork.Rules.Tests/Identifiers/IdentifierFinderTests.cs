using MakingItWork.Rules.Identifiers;

namespace MakingItWork.Rules.Tests.Identifiers;

public class IdentifierFinderTests
{
    // what must be covered stands between « and »
    [Theory]
    [InlineData("Patient NHS number «999 000 0018» was shown", IdentifierKind.NhsNumber)]
    [InlineData("«9990000018» opened by mistake", IdentifierKind.NhsNumber)]
    [InlineData("«999-000-0018» opened by mistake", IdentifierKind.NhsNumber)]
    [InlineData("«999.000.0018» opened by mistake", IdentifierKind.NhsNumber)]
    [InlineData("a misread one, «999 123 4567», too", IdentifierKind.NhsNumber)]
    [InlineData("a plain run «1234567890» too", IdentifierKind.NhsNumber)]
    [InlineData("NHSNo.«9990000018»", IdentifierKind.NhsNumber)]
    [InlineData("NHS No: «99O OOO 0018»", IdentifierKind.NhsNumber)]
    [InlineData("NHS: «9990 000 018»", IdentifierKind.NhsNumber)]
    [InlineData("CHI number «0101501234»", IdentifierKind.NhsNumber)]
    [InlineData("DOB «12/03/1950» on the banner", IdentifierKind.DateOfBirth)]
    [InlineData("d.o.b. «12.3.50»", IdentifierKind.DateOfBirth)]
    [InlineData("Born «12-Mar-1950 (66y)»", IdentifierKind.DateOfBirth)]
    [InlineData("Born«12-Mar-1950»", IdentifierKind.DateOfBirth)]
    [InlineData("Bom «12-Mar-1950»", IdentifierKind.DateOfBirth)]
    [InlineData("D0B:«l2/O3/195O»", IdentifierKind.DateOfBirth)]
    [InlineData("date of birth: «1950-03-12»", IdentifierKind.DateOfBirth)]
    [InlineData("Date of birth is «12 March 1950» in one place", IdentifierKind.DateOfBirth)]
    [InlineData("born on «12th of March 1950»", IdentifierKind.DateOfBirth)]
    [InlineData("born «March 12, 1950»", IdentifierKind.DateOfBirth)]
    [InlineData("born in «March 1950»", IdentifierKind.DateOfBirth)]
    [InlineData("it says «12 March 1950 (66y)» at the top", IdentifierKind.DateOfBirth)]
    [InlineData("DOB:\n«12/03/1950»", IdentifierKind.DateOfBirth)]
    [InlineData("ring «07700 900123» please", IdentifierKind.PhoneNumber)]
    [InlineData("ring «07700900123» please", IdentifierKind.PhoneNumber)]
    [InlineData("ring «020 7946 0958» please", IdentifierKind.PhoneNumber)]
    [InlineData("ring «(0113) 496 0123» please", IdentifierKind.PhoneNumber)]
    [InlineData("ring «01632 960 123» please", IdentifierKind.PhoneNumber)]
    [InlineData("ring «+44 7700 900 123» please", IdentifierKind.PhoneNumber)]
    [InlineData("ring «+44 (0)7700 900123» please", IdentifierKind.PhoneNumber)]
    [InlineData("Tel: «496 0123» at home", IdentifierKind.PhoneNumber)]
    [InlineData("write to «jo.bloggs@example.com».", IdentifierKind.EmailAddress)]
    [InlineData("write to «jo.bloggs@nhs.example.org», then wait", IdentifierKind.EmailAddress)]
    [InlineData("lives in «LS1 4AB» now", IdentifierKind.Postcode)]
    [InlineData("lives in «SW1A 1AA» now", IdentifierKind.Postcode)]
    [InlineData("lives in «EC1A1BB» now", IdentifierKind.Postcode)]
    [InlineData("lives in «ls1 4ab» now", IdentifierKind.Postcode)]
    [InlineData("«Mr John Smith» was shown", IdentifierKind.PersonName)]
    [InlineData("«Mrs O'Brien-Jones» was shown", IdentifierKind.PersonName)]
    [InlineData("«mr smith» was shown", IdentifierKind.PersonName)]
    [InlineData("«Dr J. Patel» ordered it", IdentifierKind.PersonName)]
    [InlineData("«Ms Maria de la Cruz» ordered it", IdentifierKind.PersonName)]
    [InlineData("Patient: «John SMITH»", IdentifierKind.PersonName)]
    [InlineData("Patient name: «xanthe quill» was cut off", IdentifierKind.PersonName)]
    [InlineData("the banner said «SMITH, John (Mr)» twice", IdentifierKind.PersonName)]
    [InlineData("«QUILL,Xanthe» Born «12-Mar-1950»", IdentifierKind.PersonName)]
    [InlineData("I opened «John Smith» and saw nothing", IdentifierKind.PersonName)]
    [InlineData("«Mr. A. Khan's» results", IdentifierKind.PersonName)]
    [InlineData("the banner read «Smith, John» today", IdentifierKind.PersonName)]
    [InlineData("seen with «john smith» today", IdentifierKind.PersonName)]
    [InlineData("«Rosie Marsden's» chart opened", IdentifierKind.PersonName)]
    [InlineData("«J Quill» DOB «12/03/1950»", IdentifierKind.PersonName)]
    [InlineData("«01/01/1950 76y» F", IdentifierKind.DateOfBirth)]
    [InlineData("shown as «AA3 1AB» there", IdentifierKind.Postcode)]
    [InlineData("then «Joanna» rang about it", IdentifierKind.PersonName)]
    [InlineData("the UK office on «+44 (20) 7123 4567»", IdentifierKind.PhoneNumber)]
    [InlineData("I opened «SMITH John» and saw nothing", IdentifierKind.PersonName)]
    [InlineData("MRN «1234567» on the list", IdentifierKind.HospitalNumber)]
    [InlineData("Hospital No: «RXH123456»", IdentifierKind.HospitalNumber)]
    [InlineData("hospital number is «A 123456»", IdentifierKind.HospitalNumber)]
    [InlineData("her NI number «QQ 12 34 56 C» showed", IdentifierKind.HospitalNumber)]
    [InlineData("Address: «12 High Street, Leeds, LS1 4AB»", IdentifierKind.Address)]
    [InlineData("she lives at «12 High Street, Leeds» and rang", IdentifierKind.Address)]
    [InlineData("the letter went to «12 Old Mill Lane» instead", IdentifierKind.Address)]
    public void Find_Identifier_CoversIt(string marked, IdentifierKind kind)
    {
        var text = marked.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal);
        var findings = IdentifierFinder.Find(text);
        var shown = findings.Reverse().Aggregate(text, (t, f) => t.Insert(f.End, "»").Insert(f.Start, "«"));
        Assert.Equal(marked, shown);
        Assert.Equal(kind, findings[0].Kind);
    }

    [Theory]
    [InlineData("Dr to review on the ward round")]
    [InlineData("dose 10 mg twice daily, then 5ug of B12 5mg")]
    [InlineData("Appointment on 12/03/2026 at 10:30")]
    [InlineData("01-02-2026 10:30 the screen froze for 10 minutes")]
    [InlineData("The patient no longer appears on the list")]
    [InlineData("Patient record opens slowly; Patient Summary is blank")]
    [InlineData("MR scan of the head was requested, MS clinic letter missing")]
    [InlineData("We miss doses because the chart hides them")]
    [InlineData("6 Minute Walk Test result is truncated")]
    [InlineData("The IP address: 10.0.0.1 did not answer")]
    [InlineData("Drug name: Amoxicillin 500 mg capsules")]
    [InlineData("BP, Pulse and Temperature are in the wrong columns; ECG, Bloods missing")]
    [InlineData("version 4.12.0 build 20260312 released")]
    [InlineData("blood pressure 120/80, Na 140, K 4.5, eGFR 60")]
    [InlineData("A 60 year old was listed twice; Parkinson's drugs and Crohn's clinic letters")]
    [InlineData("Beds on Victoria Ward show as empty")]
    [InlineData("the ward on the L4 5th floor")]
    [InlineData("")]
    public void Find_OrdinaryWords_CoversNothing(string text) => Assert.Empty(IdentifierFinder.Find(text));

    [Fact]
    public void Find_AnyFinding_GivesAReasonWithoutTheIdentifier()
    {
        const string text = "Mr John Smith 999 000 0018 DOB 12/03/1950 LS1 4AB 07700 900123 jo@example.com";
        var findings = IdentifierFinder.Find(text);
        Assert.Equal(6, findings.Count);
        Assert.All(findings, f => Assert.EndsWith(".", f.Reason, StringComparison.Ordinal));
        Assert.All(findings, f => Assert.DoesNotContain(text.Substring(f.Start, f.Length), f.Reason, StringComparison.OrdinalIgnoreCase));
    }
}
