namespace MakingItWork.Rules.Classification;

/// <summary>A model file is damaged, or made for something that this program does not have.</summary>
public sealed class ModelFileException : Exception
{
    public ModelFileException(string message)
        : base(message)
    {
    }

    public ModelFileException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public ModelFileException()
    {
    }
}
