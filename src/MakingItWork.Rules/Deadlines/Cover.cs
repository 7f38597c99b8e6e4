namespace MakingItWork.Rules.Deadlines;

/// <summary>One person as the search for cover sees them.</summary>
/// <param name="Here">Still has an account and still works for this organisation.</param>
/// <param name="Away">Is away now.</param>
/// <param name="CoverId">Who covers; null when nobody is named.</param>
public sealed record Colleague(bool Here, bool Away, Guid? CoverId);

/// <summary>Who acts for somebody: themselves, or the cover, or the cover's cover.</summary>
public static class Cover
{
    /// <summary>The first in the line of covers who is there.</summary>
    /// <param name="person">With whom the line begins.</param>
    /// <param name="look">What is known of a person; null when there is no such account.</param>
    /// <returns>Null when the line ends with nobody: a cover has left, nobody is named, or the covers name each other in a circle.</returns>
    public static Guid? For(Guid person, Func<Guid, Colleague?> look)
    {
        var asked = new HashSet<Guid>();
        Guid? next = person;
        while (next is { } id && asked.Add(id) && look(id) is { Here: true } colleague)
        {
            if (!colleague.Away)
            {
                return id;
            }

            next = colleague.CoverId;
        }

        return null;
    }
}
