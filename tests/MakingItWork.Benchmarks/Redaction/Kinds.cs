namespace MakingItWork.Benchmarks.Redaction;

/// <summary>What a word on a synthetic screen is. The names are the values of the attribute "k" in the layouts.</summary>
internal static class Kinds
{
    /// <summary>Kinds that identify a person, with the least recall aimed at (0: none stated).</summary>
    public static readonly IReadOnlyList<(string Kind, string Name, double Aim)> Identifying =
    [
        ("nhs", "NHS number", 0.99),
        ("dob", "date of birth", 0.99),
        ("phone", "phone", 0.99),
        ("postcode", "postcode", 0.99),
        ("banner", "patient name, banner", 0.97),
        ("list", "patient name, list", 0.97),
        ("name", "patient name, elsewhere", 0),
        ("staff", "staff name", 0),
        ("gp", "GP's name", 0),
        ("kin", "next of kin", 0),
        ("hospital", "hospital number", 0),
        ("address", "address", 0),
        ("email", "e-mail", 0),
    ];

    /// <summary>Kinds that must stay to be read.</summary>
    public static readonly IReadOnlyList<(string Kind, string Name)> Ordinary =
    [
        ("label", "label"),
        ("heading", "heading, tab"),
        ("button", "button, link"),
        ("date", "other date, time"),
        ("drug", "drug"),
        ("dose", "dose, route, frequency"),
        ("result", "result, unit, range"),
        ("place", "clinic, ward, surgery"),
        ("text", "other words"),
    ];

    /// <summary>Neither: a title and an age tell little by themselves, and covering them costs little.</summary>
    public static readonly IReadOnlyList<(string Kind, string Name)> Neutral = [("age", "age beside a birth date"), ("title", "title (Mr, Dr)")];

    public static bool IsIdentifying(string kind) => Identifying.Any(k => k.Kind == kind);

    public static bool IsOrdinary(string kind) => Ordinary.Any(k => k.Kind == kind);
}
