using MakingItWork.Rules.Duplicates;

namespace MakingItWork.Rules.Tests.Duplicates;

public class VersionOrderTests
{
    [Theory]
    [InlineData("8.2", "8.10")]
    [InlineData("v8.2.1", "8.3")]
    [InlineData("8.2-rc1", "8.2")]
    [InlineData("3.0 beta 2", "3.0-rc1")]
    [InlineData("Release 12a", "release 12b")]
    [InlineData("12", "12a")]
    [InlineData("2024.05", "2024.11")]
    [InlineData("November 2023", "May 2024")]
    [InlineData("3 May 2024", "12 May 2024")]
    [InlineData("7.9 build 100", "7.9 build 101")]
    public void Compare_EarlierAndLater_AreInOrder(string earlier, string later)
    {
        Assert.True(VersionOrder.Compare(earlier, later) < 0);
        Assert.True(VersionOrder.Compare(later, earlier) > 0);
        Assert.True(VersionOrder.IsAtLeast(later, earlier));
        Assert.False(VersionOrder.IsAtLeast(earlier, later));
    }

    [Theory]
    [InlineData("8.2", "8.2.0")]
    [InlineData("V 8.2", "version 8.2")]
    [InlineData("May 2024", "may 2024")]
    public void Compare_SameInOtherWords_IsZero(string one, string other) => Assert.Equal(0, VersionOrder.Compare(one, other));

    [Theory]
    [InlineData("8.2", null)]
    [InlineData("8.2", "the blue one")]
    [InlineData("", "8.2")]
    [InlineData("latest", "8.2")]
    public void Compare_WhatNobodyCanSay_IsNothing(string? one, string? other)
    {
        Assert.Null(VersionOrder.Compare(one, other));
        Assert.False(VersionOrder.IsAtLeast(one, other));
    }
}
