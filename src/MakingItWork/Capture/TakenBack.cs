using MakingItWork.Plumbing.Web;

namespace MakingItWork.Capture;

/// <summary>What stands where words stood that went with a report.</summary>
public static class TakenBack
{
    public static string Words(DateTimeOffset at) => $"The reporter took this report back; the words were removed on {at.DayInWords()}.";
}
