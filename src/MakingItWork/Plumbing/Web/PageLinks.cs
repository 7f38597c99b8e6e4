namespace MakingItWork.Plumbing.Web;

/// <summary>The pages of a long list. Page numbers begin at 1 and travel as the query's "page".</summary>
public sealed record PageLinks(string Address, int Page, int Pages)
{
    /// <summary>First, last and those around the present one; null stands for a gap.</summary>
    public IEnumerable<int?> Shown()
    {
        var before = 0;
        foreach (var page in Enumerable.Range(1, Pages).Where(n => n == 1 || n == Pages || Math.Abs(n - Page) <= 1))
        {
            if (page - before > 1)
            {
                yield return null;
            }
            yield return page;
            before = page;
        }
    }

    public string To(int page) => $"{Address}?page={page}";
}
