namespace MakingItWork.BrowserTests.TestHost;

/// <summary>No text recognition, and decisions can be taken back for a minute, as they are everywhere but in tests.</summary>
public sealed class UndoSite : Site
{
    public const string Name = "with undo";

    protected override IReadOnlyDictionary<string, string> Settings =>
        new Dictionary<string, string> { ["Ocr__Engine"] = "None", ["Triage__UndoSeconds"] = "60" };
}

[CollectionDefinition(UndoSite.Name)]
public sealed class UndoTests : ICollectionFixture<UndoSite>;
