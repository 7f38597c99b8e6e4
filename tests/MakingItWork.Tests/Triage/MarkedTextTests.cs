using MakingItWork.Triage;

namespace MakingItWork.Tests.Triage;

public sealed class MarkedTextTests
{
    [Fact]
    public void Of_MarksThatOverlap_GivesEachRunAllItSpeaksFor()
    {
        var runs = MarkedText.Of("There was no alert shown.", [new(10, 8, "1"), new(13, 11, "2"), new(10, 8, "1")]);
        Assert.Equal(["There was ", "no ", "alert", " shown", "."], runs.Select(r => r.Text));
        Assert.Equal(["", "1", "1 and 2", "2", ""], runs.Select(r => MarkedText.InWords(r.Keys)));
        Assert.Equal(["", "", "1", "2", ""], runs.Select(r => MarkedText.InWords(r.Ends)));
        Assert.Equal("There was no alert shown.", string.Concat(runs.Select(r => r.Text)));
    }

    [Fact]
    public void Of_MarksOutsideTheText_LeavesTheTextWhole()
    {
        Assert.Equal(["abc"], MarkedText.Of("abc", [new(-4, 2, "1"), new(7, 3, "2"), new(1, 0, "3")]).Select(r => r.Text));
        Assert.Equal(["a", "bc"], MarkedText.Of("abc", [new(1, 99, "1")]).Select(r => r.Text));
        Assert.Empty(MarkedText.Of("", [new(0, 1, "1")]));
        Assert.Equal("1, 2 and urgent", MarkedText.InWords(["1", "2", "urgent"]));
    }
}
