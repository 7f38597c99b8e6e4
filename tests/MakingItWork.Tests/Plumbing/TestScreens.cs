namespace MakingItWork.Tests.Plumbing;

/// <summary>The pictures in tests/Screens, copied beside the tests.</summary>
internal static class TestScreens
{
    /// <summary>1198 × 932: a banner with name, date of birth and NHS number on dark blue, headings, links, a button.</summary>
    public static readonly string AppointmentShouldNotProceed = In("appointment-should-not-proceed.png");

    public static string Format(string name) => In(Path.Combine("formats", name));

    private static string In(string name) => Path.Combine(AppContext.BaseDirectory, "Screens", name);
}
