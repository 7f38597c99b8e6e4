namespace MakingItWork.Tests.WholeJourney;

/// <summary>Identifiers of nobody: NHS numbers of the 999 range, names and addresses that were made up, telephone numbers kept for drama.</summary>
internal static class Invented
{
    public static readonly IReadOnlyList<string> Descriptions =
    [
        "The record of Mrs Edwina Quillfeather (NHS 999 000 0018, born 12/03/1950) opened when another patient was chosen.",
        "Patient name: Thaddeus Wrenfield. NHS number 9990000018. Allergies of the wrong patient are shown after a refresh.",
        "DOB: 7 July 1961, NHS no. 999-000-0018, lives at 14 Hollyhock Lane, CB2 8QZ. The address of the wrong person is printed.",
        "Call 07700 900123 or 07700900123 or mail edwina.quillfeather@example.com: the letters went to the wrong place.",
        "Dr Peregrine Ashgrove says the dose for Mr Wrenfield is shown in the wrong unit; hospital number: K4471902.",
    ];

    public const string Unit = "Ward 4, ask Sister Quillfeather on 07700 900123";
    public const string Product = "A system of edwina.quillfeather@example.com";
    public const string Version = "4.2 of Dr Ashgrove";
    public const string Screen = "Letters of Mrs Edwina Quillfeather, NHS 999 000 0018";
    public const string Organisation = "Surgery of Dr Peregrine Ashgrove, CB2 8QZ";

    /// <summary>Read in a picture, a line each.</summary>
    public static readonly IReadOnlyList<string> Lines =
    [
        "Patient: Edwina Quillfeather",
        "NHS number: 999 000 0018",
        "Born 12-Mar-1950",
        "Tel: 07700 900123",
    ];

    /// <summary>None of these may be found anywhere, letter case ignored.</summary>
    public static readonly IReadOnlyList<string> Marks =
    [
        "9990000018", "999 000 0018", "999-000-0018", "000 0018", "000-0018", "Quillfeather", "Wrenfield", "Thaddeus", "Edwina", "Ashgrove",
        "12/03/1950", "7 July 1961", "12-Mar-1950", "900123", "edwina.quillfeather", "CB2 8QZ", "Hollyhock", "K4471902",
    ];
}
