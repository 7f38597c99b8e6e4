using MakingItWork.Rules.Identifiers;

namespace MakingItWork.Rules.Tests.Identifiers;

public class LookAlikesTests
{
    [Theory]
    [InlineData("0oo", "000")]
    [InlineData("077o0", "07700")]
    [InlineData("5o0mg", "500mg")]
    [InlineData("0'Brien", "O'Brien")]
    [InlineData("D0B", "DOB")]
    [InlineData("0konkwo", "Okonkwo")]
    public void Resolve_NoDoubt_IsPutRight(string read, string meant) => Assert.Equal(meant, LookAlikes.Resolve(read));

    [Theory]
    [InlineData("O2")]
    [InlineData("0mg")]
    [InlineData("0mmol/L")]
    [InlineData("Oral")]
    [InlineData("oo")]
    [InlineData("2913")]
    [InlineData("N10")]
    public void Resolve_InDoubt_IsLeftAlone(string read) => Assert.Equal(read, LookAlikes.Resolve(read));
}
