using MakingItWork.Plumbing.Web;

namespace MakingItWork.Triage.Keyboard;

/// <summary>What can be taken back on a report's page, and what is said when somebody does.</summary>
public enum Undoable
{
    Decision,
    Message,
    Urgency,
}

internal static class UndoWords
{
    /// <summary>The button that takes this back.</summary>
    public static BannerUndo Button(string reference, Undoable what, Guid? message = null) => new(
        $"/triage/{reference}/undo",
        message is { } id
            ? new Dictionary<string, string> { ["what"] = what.ToString(), ["message"] = id.ToString() }
            : new Dictionary<string, string> { ["what"] = what.ToString() });

    public static Banner Said(Undoable what, UndoOutcome outcome) => (what, outcome) switch
    {
        (Undoable.Decision, UndoOutcome.Done) => new("Your decision is taken back") { More = "The report waits again. What you had chosen and typed is still filled in. If it has pictures, tick again that you looked at them." },
        (Undoable.Decision, UndoOutcome.NotTheirs) => new("The decision was not taken back", Done: false) { More = "Somebody else decided on this report. Only they can take it back." },
        (Undoable.Decision, UndoOutcome.TooLate) => new("The decision can no longer be taken back", Done: false) { More = "It is already being passed on, and the reporter can read it." },
        (Undoable.Message, UndoOutcome.Done) => new("Your message is taken back") { More = "The reporter had not opened it. What you wrote is still in the field." },
        (Undoable.Message, UndoOutcome.NotTheirs) => new("The message was not taken back", Done: false) { More = "Somebody else wrote it. Only they can take it back." },
        (Undoable.Message, UndoOutcome.TooLate) => new("The message can no longer be taken back", Done: false) { More = "The reporter has opened it, or too much time has passed. You can write another one." },
        (Undoable.Urgency, UndoOutcome.Done) => new("What you said of the urgency is taken back"),
        (Undoable.Urgency, UndoOutcome.NotTheirs) => new("Nothing was taken back", Done: false) { More = "Somebody else has said something of the urgency since." },
        (Undoable.Urgency, UndoOutcome.TooLate) => new("What was said of the urgency can no longer be taken back", Done: false) { More = "Say what you think of it now instead." },
        _ => new("There was nothing to take back", Done: false) { More = "It was taken back already, or the report was changed in the meantime." },
    };
}
