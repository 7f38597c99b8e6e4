using MakingItWork.Plumbing.Web;

namespace MakingItWork.Triage.Actions;

/// <summary>The fields of an action on a page.</summary>
public sealed record ActionFields(ActionForm Form, IReadOnlyList<Fellow> Colleagues, IReadOnlyDictionary<string, string> Errors);

/// <summary>A list of actions on a page.</summary>
public sealed record ActionRows(IReadOnlyList<ActionItem> Items, DateTimeOffset Now, bool WithReports, string Caption = "Actions, soonest first");

/// <summary>What was just done to an action, carried to the page that shows it.</summary>
internal static class ActionSaid
{
    public const string Key = "ActionSaid";

    public static string Of(string what, Guid id, int version) => $"{what}~{id}~{version}";

    public static Banner? Banner(string? said) => said?.Split('~') switch
    {
        ["added", var id, var version] => new Banner("The action is added") { More = "Its reminder goes to the person, or to their cover while they are away.", Undo = Undo(id, version) },
        ["changed", var id, var version] => new Banner("The action is changed") { Undo = Undo(id, version) },
        ["done", var id, var version] => new Banner("The action is done") { Undo = Undo(id, version) },
        ["cancelled", var id, var version] => new Banner("The action is cancelled") { Undo = Undo(id, version) },
        ["open", var id, var version] => new Banner("The action is open again") { Undo = Undo(id, version) },
        ["same", ..] => new Banner("Nothing was changed", Done: false),
        ["undone", ..] => new Banner("The change is taken back"),
        ["late", ..] => new Banner("The change was not taken back", Done: false) { More = "Somebody has changed the action since, or it is longer ago than 10 minutes." },
        _ => null,
    };

    private static BannerUndo Undo(string id, string version) => new($"/actions/{id}?handler=Undo", new Dictionary<string, string> { ["version"] = version });
}
