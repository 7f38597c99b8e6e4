using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using MakingItWork.Rules.Identifiers;

namespace MakingItWork.Rules.Tests.Identifiers;

public class TextMaskTests
{
    private static readonly Gen<string> Pieces = Gen.Elements(
        "Mr", "Dr ", "John", "SMITH", ",", " ", " ", " ", "\n", ":", "DOB", "born ", "NHS ", "No", "999 000 0018", "12/03/1950", "12-Mar-1950",
        "(66y)", "07700 900123", "LS1 4AB", "jo@example.com", "MRN ", "123456", "Address", "12 High Street", "lives at ", "Patient", "name",
        "[name]", "[", "]", "[NHS number]", ".", "-", "0", "O", "the", "xanthe", "Quill", "de", "(", ")", "Mary", "\uFFFC", "é", "😀");

    [Fact]
    public void Mask_AllKinds_PutsATokenForEach()
    {
        var masked = TextMask.Mask("Mr John Smith, NHS 999 000 0018, DOB 12/03/1950, MRN 123456. Ring 07700 900123 or jo@example.com. Address: 12 High Street, Leeds");
        Assert.Equal("[name], NHS [NHS number], DOB [date of birth], MRN [hospital number]. Ring [phone number] or [email address]. Address: [address]", masked.Text);
    }

    [Fact]
    public void Mask_Findings_PointIntoTheOriginal()
    {
        var finding = Assert.Single(TextMask.Mask("Ring 07700 900123 now").Findings);
        Assert.Equal((5, 12), (finding.Start, finding.Length));
    }

    [Fact]
    public void Mask_Twice_ChangesNothingMore() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Texts(), text =>
        {
            var once = TextMask.Mask(text).Text;
            return TextMask.Mask(once).Text == once;
        }));

    [Fact]
    public void Find_AnyText_IsSortedWithoutOverlapAndInside() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Texts(), text =>
        {
            var findings = IdentifierFinder.Find(text);
            return findings.All(f => f.Start >= 0 && f.Length > 0 && f.End <= text.Length)
                && findings.Zip(findings.Skip(1)).All(pair => pair.First.End <= pair.Second.Start);
        }));

    [Fact]
    public void Mask_ArbitraryText_NeverThrows() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll<string?>(ArbMap.Default.ArbFor<string?>(), text => TextMask.Mask(text ?? "").Text is not null));

    [Fact]
    public void Mask_NumberWithCheckDigit_NeverSurvives() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
            Gen.Choose(0, 999_999).Select(n => $"999{n:D6}").Select(nine => Enumerable.Range(0, 10).Select(d => $"{nine}{d}").FirstOrDefault(NhsNumber.IsValid)).Where(n => n is not null).ToArbitrary(),
            number => !TextMask.Mask($"seen for {number}, then closed").Text.Contains(number!, StringComparison.Ordinal)));

    [Theory]
    [InlineData("The screen for Mr John Smith DOB 12/03/1950 NHS 999 000 0018 showed 10 mg. ")]
    [InlineData("1 2 3 4 5 6 7 8 9 0 ")]
    [InlineData("a.a.a.a.a.a.a.a-a-a'")]
    [InlineData("Address: 1 A A A A A ")]
    public void Find_TwoThousandCharacters_IsQuick(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 2000 / piece.Length));
        IdentifierFinder.Find(text);
        var best = Enumerable.Range(0, 5).Min(_ =>
        {
            var watch = Stopwatch.StartNew();
            IdentifierFinder.Find(text);
            return watch.Elapsed.TotalMilliseconds;
        });

        // the aim is 5 ms; the margin is for a busy machine
        Assert.True(best < 50, $"Took {best} ms");
    }

    [Theory]
    [InlineData("Born 12/03/1950, seen today", 200, "Born [date of birth], seen today")]
    [InlineData("seen today", 4, "seen")]
    [InlineData("ab\U0001F600", 3, "ab")]
    [InlineData(null, 4, null)]
    public void Fit_TextThatMayBeTooLong_IsMaskedAndCutBetweenCharacters(string? text, int limit, string? expected) =>
        Assert.Equal(expected, TextMask.Fit(text, limit));

    private static Arbitrary<string> Texts() => Pieces.ListOf().Select(parts => string.Concat(parts)).ToArbitrary();
}
