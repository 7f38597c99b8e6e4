using static MakingItWork.Benchmarks.Redaction.Scene;

namespace MakingItWork.Benchmarks.Redaction.Layouts;

/// <summary>Held out: documents and conversations.</summary>
internal static class HeldOutDocuments
{
    public static string DischargeSummary(Scene s)
    {
        var p = s.Patient;
        return $"""
            <div class=row><div class=side><h3>Documents</h3>{Join(Enumerable.Range(0, s.Rows(12)).Select(_ => $"<div class=item>{s.Date()}<br>{s.Pick("Discharge summary", "Clinic letter", "Referral", "Radiology report")}<br><span class=dim>{s.Staff()}</span></div>"))}</div>
            <div class=col><div class=bar>{s.Buttons(5)}</div><div class=paper style="width:auto"><h1>Discharge summary</h1>
            <table class=grid><tr><td k=label>Patient name<td>{s.Name(p, "name")}<td k=label>Date of birth<td>{s.Dob(p)}</tr><tr><td k=label>NHS number<td>{s.Nhs(p)}<td k=label>Hospital number<td>{s.Hospital(p)}</tr>
            <tr><td k=label>Address<td>{s.Address(p)}, {s.Postcode(p)}<td k=label>Telephone<td>{s.Phone(p)}</tr><tr><td k=label>Admitted<td>{s.Date(30)}<td k=label>Discharged<td>{s.Date(5)}</tr><tr><td k=label>Consultant<td>{s.Staff()}<td k=label>GP<td>{s.Gp(s.Person())}, {s.Surgery()}</tr></table>
            <h2>Diagnoses</h2><p>{Join(s.Items("problems", 3), "; ")}</p><h2>Clinical summary</h2><p>{s.Name(p, "name", 8)} was admitted to {s.Ward()} under {s.Staff()}. {s.Item("notes")} {s.Item("letters")} {K("name", p.Given)} went home with {K("kin", s.Person().Given)}, the main carer.</p>
            <h2>Medicines on discharge</h2><table>{Join(Enumerable.Range(0, s.Rows(5)).Select(_ => $"<tr><td>{s.Drug()}<td>{s.Dose()}<td>{s.Route()}<td>{s.Frequency()}<td>{s.Pick("Continued", "New", "Changed")}</tr>"))}</table>
            <p>{s.Item("letters")}</p><p><label>Completed by:</label> {s.Staff()}, {s.Role()} <label>Bleep</label> {s.Number(1000, 9999)} {s.Date(5)}</p></div></div></div>
            """;
    }

    public static string Messages(Scene s)
    {
        var one = s.Person();
        var other = s.Person();
        var p = s.Patient;
        return $"""
            <div class=bar><b k=heading>Team messages</b> {s.Buttons(3)}</div>
            <div class=row><div class=side><h3>Conversations</h3>{Join(s.People(s.Rows(10)).Select(o => $"<div class=item><b>{K("staff", $"{o.Given} {o.Surname}")}</b> {s.Time()}<br><span class=dim>{s.Item("subjects")}</span></div>"))}</div>
            <main class=col><h2>{s.Item("subjects")}</h2><p><label>Patient:</label> {s.Name(p, "name")} <label>NHS number:</label> {s.Nhs(p)} <label>DOB:</label> {s.Dob(p)}</p>
            {Line(s, one)}<p>Hello, could someone look at the chart of {s.Name(p, "name", 3)}? {s.Item("notes")}</p>
            {Line(s, other)}<p>I rang {s.Pick("the daughter", "the son")}, {K("kin", $"{one.Given} {p.Surname}")}, on {s.Mobile(p)}. The letter went to {s.Address(p)}, {s.Postcode(p)} instead of the new address.</p>
            {Line(s, one)}<p>Thanks {K("staff", other.Given)}. {s.Drug()} {s.Dose()} {s.Frequency()} is due at {s.Time()}; {s.Item("letters")}</p>
            {Line(s, other)}<p>Bloods from {s.Date(10)} are back. Please write to {s.Email(p)} or ring the {s.Clinic()}.</p>
            <div class=panel>Write a message</div></main></div>
            """;
    }

    private static string Line(Scene s, Person who) => $"<p class=dim><b>{K("staff", $"{who.Given} {who.Surname}")}</b> {s.Date(10)} {s.Time()}</p>";
}
