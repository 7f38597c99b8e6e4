namespace MakingItWork.Rules.Taxonomies;

/// <summary>A taxonomy file or a code in it does not exist or is wrong.</summary>
public sealed class TaxonomyException : Exception
{
    public TaxonomyException(string message)
        : base(message)
    {
    }

    public TaxonomyException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public TaxonomyException()
    {
    }
}
