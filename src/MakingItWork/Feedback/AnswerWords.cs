namespace MakingItWork.Feedback;

/// <summary>A supplier's answers in words.</summary>
public static class AnswerWords
{
    public static string For(SupplierAnswerKind kind, string? version) => kind switch
    {
        SupplierAnswerKind.Investigating => "The supplier is looking into it",
        SupplierAnswerKind.Reproduced => "The supplier has seen the problem itself",
        SupplierAnswerKind.FixPlanned => $"The supplier plans to fix it in version {version}",
        SupplierAnswerKind.Fixed => $"The supplier has fixed it in version {version}",
        SupplierAnswerKind.WorkAround => "The supplier describes a way round the problem",
        SupplierAnswerKind.WorksAsDesigned => "The supplier says that the screen works as designed",
        SupplierAnswerKind.NotOurs => "The supplier says that the problem is not in its product",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "An answer without words."),
    };
}
