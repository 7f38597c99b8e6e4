using MakingItWork.Deduplicate;
using MakingItWork.Plumbing.Web;

namespace MakingItWork.Triage.Hazards;

/// <summary>What pages say after an act on a hazard, with the way back.</summary>
internal static class HazardBanners
{
    /// <param name="undoAt">Where the undo is posted to; the act travels in the field "act".</param>
    public static Banner Of(HazardAct act, string done, string undoAt) => act switch
    {
        { Done: false } => new Banner("Nothing was changed", Done: false) { More = "Somebody else decided on this in the meantime. This is how it stands now." },
        { ActId: null } => new Banner("It stands like that already", Done: false),
        { ActId: { } id } => new Banner(done) { More = "No job changes this again.", Undo = new BannerUndo(undoAt, new Dictionary<string, string> { ["act"] = id.ToString() }) },
    };

    public static Banner Undone(UndoneHazardAct undone) => undone switch
    {
        { Done: 0 } => new Banner("Nothing was taken back", Done: false) { More = "Somebody has changed it since, or it was taken back already." },
        { Done: var done, Of: var all } when done < all => new Banner($"{done} of {all} changes are taken back") { More = "Somebody has changed the others since: they stay as they are." },
        _ => new Banner("It is taken back"),
    };
}
