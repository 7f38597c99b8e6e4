using static MakingItWork.Benchmarks.Redaction.Scene;

namespace MakingItWork.Benchmarks.Redaction.Layouts;

/// <summary>Held out: screens of one patient's record.</summary>
internal static class HeldOutRecords
{
    public static string SidebarCard(Scene s)
    {
        var p = s.Patient;
        return $"""
            <div class=row><div class="side banner" style="display:block">
            <p class=big>{s.Name(p, "banner")}</p><p>{s.Dob(p)}<br>{s.Age(p)} {s.Pick("Male", "Female")}</p>
            <p><label>NHS</label><br>{s.Nhs(p)}</p><p><label>PAS ID</label><br>{s.Hospital(p)}</p>
            <p><label>Usual address</label><br>{s.Address(p, "<br>")}<br>{s.Postcode(p)}</p><p><label>Mob</label> {s.Mobile(p)}</p>
            <p><label>Registered with</label><br>{s.Gp(s.Person())}<br>{s.Surgery()}</p><p><label>NOK</label><br>{s.Name(s.Person(), "kin", 2)}<br>{s.Phone(s.Person())}</p>
            <p>{Join(s.Items("alerts", 3), "<br>")}</p></div>
            <div class=col>{s.Tabs(8)}<main><h1>{s.Pick("Consultation", "Encounter note", "Progress notes")}</h1>
            {Join(Enumerable.Range(0, s.Rows(4)).Select(_ => $"<div class=panel><b>{s.Date(300)} {s.Time()}</b> {s.Staff()}, {s.Role()} <span class=chip>{s.Status()}</span><p>{s.Item("notes")} {s.Item("letters")}</p><p><label>Rx</label> {s.Drug()} {s.Dose()} {s.Route()} {s.Frequency()}</p></div>"))}
            <h2>Problems</h2><p>{Join(s.Items("problems", 4), " | ")}</p>{s.Buttons(5)}</main></div></div>
            """;
    }

    public static string Cumulative(Scene s)
    {
        var p = s.Patient;
        return $"""
            <div class=banner><span><b>{s.Name(p, "banner")}</b></span><span><label>D.O.B.</label> {s.Dob(p)}</span><span><label>NHS No</label> {s.Nhs(p)}</span><span><label>Unit no.</label> {s.Hospital(p)}</span></div>
            <div class=row><div class=side><h3>Recent patients</h3>{Join(s.People(s.Rows(12)).Select(o => $"<div class=item>{s.Name(o, "list")}<br><span class=dim>{s.Dob(o)}</span></div>"))}</div>
            <main class=col><h2>Cumulative results</h2><p><label>Ordered by</label> {s.Staff()} <label>Source</label> {s.Ward()}</p>
            <table class=grid><tr><th>Investigation{Join(Enumerable.Range(0, 5).Select(_ => $"<th>{s.Date(600)}"))}<th>Range</tr>
            {Join(s.Items("tests", s.Rows(13)).Select(t => Row(s, t.Split('|'))))}</table><p><label>Validated by:</label> {s.Staff()}</p>{s.Buttons(4)}</main></div>
            """;

        static string Row(Scene s, string[] t) =>
            $"<tr><td>{t[0]}{Join(Enumerable.Range(0, 5).Select(_ => $"<td>{K("result", t[1])} {s.Pick("", "", "*", "H")}"))}<td>{K("result", $"{t[3]} {t[2]}")}</tr>";
    }

    public static string NarrowVisit(Scene s)
    {
        var p = s.Patient;
        return $"""
            <div class=bar><span k=button>Back</span> <b k=heading>Visit details</b></div>
            <main class=stack><label>Patient</label>{s.Name(p, "banner")}<label>Date of Birth</label>{s.Dob(p)} {s.Age(p)}<label>NHS Number</label>{s.Nhs(p)}
            <label>Address</label>{s.Address(p, "<br>")}<br>{s.Postcode(p)}<label>Contact number</label>{s.Mobile(p)}<label>Email address</label>{s.Email(p)}
            <label>Emergency contact</label>{s.Name(s.Person(), "kin", 2)} {s.Mobile(s.Person())}
            <label>Allocated to</label>{s.Staff()}<label>Reason</label>{s.Item("problems")}
            <h2>Medicines</h2>{Join(Enumerable.Range(0, s.Rows(3)).Select(_ => $"<div class=item>{s.Drug()}<br>{s.Dose()} {s.Frequency()}</div>"))}<p>{s.Item("notes")}</p>{s.Buttons(2)}</main>
            """;
    }
}
