namespace MakingItWork.Feedback;

/// <summary>The answers that a supplier can choose from, in its own words.</summary>
public static class AnswerChoices
{
    public static string Of(SupplierAnswerKind kind) => kind switch
    {
        SupplierAnswerKind.Investigating => "We are looking into it",
        SupplierAnswerKind.Reproduced => "We can reproduce it",
        SupplierAnswerKind.FixPlanned => "A fix is planned",
        SupplierAnswerKind.Fixed => "It is fixed",
        SupplierAnswerKind.WorkAround => "There is a work-around",
        SupplierAnswerKind.WorksAsDesigned => "It works as designed",
        SupplierAnswerKind.NotOurs => "It is not in our product",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "An answer without words."),
    };

    /// <summary>What must be entered with it.</summary>
    public static string? Needs(SupplierAnswerKind kind) => kind switch
    {
        SupplierAnswerKind.FixPlanned or SupplierAnswerKind.Fixed => "Enter the version that holds the fix",
        SupplierAnswerKind.WorkAround => "Explain the work-around",
        SupplierAnswerKind.WorksAsDesigned or SupplierAnswerKind.NotOurs => "Explain why",
        _ => null,
    };
}
