namespace MakingItWork.Tests.Plumbing;

/// <summary>The pictures in tests/Screens, copied beside the tests.</summary>
internal static class TestScreens
{
    public static string Format(string name) => Path.Combine(AppContext.BaseDirectory, "Screens", "formats", name);
}
