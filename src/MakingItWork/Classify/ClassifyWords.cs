using System.Globalization;

namespace MakingItWork.Classify;

/// <summary>How the administrator's pages put what they show.</summary>
public static class ClassifyWords
{
    public static string Percent(double? share) => share is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known * 100:0}%") : "–";

    public static string Two(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    public static string State(StoredModel model, bool inUse) => inUse ? "In use" : model.Verdict switch
    {
        ModelVerdict.Shipped => "Shipped",
        ModelVerdict.Kept => "Kept",
        _ => "Refused",
    };

    public static string Colour(StoredModel model, bool inUse) => inUse ? "green" : model.Verdict == ModelVerdict.Refused ? "orange" : "grey";

    public static string Month(DateOnly month) => month.ToString("MMM yyyy", CultureInfo.GetCultureInfo("en-GB"));

    /// <summary>For example "80% (4 of 5)".</summary>
    public static string Agreed((int Decided, int Agreed) month) => month.Decided == 0
        ? "–"
        : string.Create(CultureInfo.InvariantCulture, $"{100.0 * month.Agreed / month.Decided:0}% ({month.Agreed} of {month.Decided})");

    public static string Alert(AlertState state, string? trouble) => state switch
    {
        AlertState.NoAddress => "No address is set",
        _ => trouble is null ? "About to be sent" : "Could not be handed over; tried again",
    };
}
