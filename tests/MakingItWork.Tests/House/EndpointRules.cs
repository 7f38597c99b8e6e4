namespace MakingItWork.Tests.House;

/// <summary>One line of endpoints.txt.</summary>
/// <param name="Policy">Who may use it at all.</param>
/// <param name="Ids">What the id in the address names; empty without one. The walk puts in the ids of others.</param>
/// <param name="Rule">What of other people's may be seen there, in words.</param>
internal sealed record EndpointRule(string Address, IReadOnlyList<string> Methods, string Policy, string Ids, string Rule)
{
    public const string File = "tests/MakingItWork.Tests/House/endpoints.txt";
    public const string Unsaid = "SAY WHOSE";

    public override string ToString() => $"{Address,-38} {string.Join(',', Methods),-9} {Policy,-14} {(Ids.Length > 0 ? Ids : "-"),-13} {Rule}";
}

internal static class EndpointRules
{
    public static List<EndpointRule> Listed() =>
        [.. System.IO.File.ReadLines(Path.Combine(Repository.Root, EndpointRule.File)).Where(line => line.Trim().Length > 0).Select(Parse)];

    private static EndpointRule Parse(string line)
    {
        string Cell(int from, int length) => line.Length <= from ? "" : line.Substring(from, Math.Min(length, line.Length - from)).Trim();
        var ids = Cell(64, 14);
        return new EndpointRule(Cell(0, 39), Cell(39, 10).Split(','), Cell(49, 15), ids == "-" ? "" : ids, Cell(78, 400));
    }
}
