namespace MakingItWork.Benchmarks.Redaction.Layouts;

/// <summary>A kind of screen: its name, its HTML, and the width of the window that shows it.</summary>
internal sealed record Layout(string Name, Func<Scene, string> Draw, int Width = 1280);

internal static class AllLayouts
{
    /// <summary>The rules were worked on with these before the eyes.</summary>
    public static readonly IReadOnlyList<Layout> Development =
    [
        new("banner-tabs", ChartLayouts.BannerAndTabs),
        new("ward-list", ListLayouts.WardList),
        new("demographics", FormLayouts.Demographics),
        new("letter", LetterLayouts.ClinicLetter),
        new("drug-chart", ChartLayouts.DrugChart),
        new("results", ChartLayouts.Results),
        new("clinic-list", ListLayouts.ClinicList),
        new("inbox", ListLayouts.Inbox),
        new("dialog", ChartLayouts.DialogOverChart),
        new("phone", FormLayouts.Phone, 412),
        new("narrow-table", DenseLayouts.NarrowTable),
        new("stacked", DenseLayouts.StackedPanels),
        new("cards", DenseLayouts.Cards),
        new("timeline", DenseLayouts.Timeline),
    ];

    /// <summary>Written before the rules were measured on them; only their sums were looked at.</summary>
    public static readonly IReadOnlyList<Layout> HeldOut =
    [
        new("sidebar-card", HeldOutRecords.SidebarCard),
        new("theatre-list", HeldOutLists.TheatreList),
        new("registration", HeldOutForms.Registration),
        new("discharge", HeldOutDocuments.DischargeSummary),
        new("pharmacy-queue", HeldOutLists.PharmacyQueue),
        new("cumulative", HeldOutRecords.Cumulative),
        new("diary", HeldOutLists.Diary),
        new("messages", HeldOutDocuments.Messages),
        new("duplicates", HeldOutForms.Duplicates),
        new("tracking-board", HeldOutLists.TrackingBoard),
        new("search", HeldOutForms.Search),
        new("narrow-visit", HeldOutRecords.NarrowVisit, 430),
    ];
}
