namespace MakingItWork.BrowserTests.TestHost;

/// <summary>A fault of the disk: while this stands, no cleaned picture can be stored.</summary>
internal sealed class BlockedArea : IDisposable
{
    private readonly string area;
    private readonly string aside;

    public BlockedArea(string dataFolder)
    {
        area = Path.Combine(dataFolder, "files", "clean");
        aside = area + "-aside";
        if (Directory.Exists(area))
        {
            Directory.Move(area, aside);
        }
        File.WriteAllText(area, "A file lies where the folder should be.");
    }

    public void Dispose()
    {
        File.Delete(area);
        if (Directory.Exists(aside))
        {
            Directory.Move(aside, area);
        }
    }
}
