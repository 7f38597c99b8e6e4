using static MakingItWork.Benchmarks.Redaction.Scene;

namespace MakingItWork.Benchmarks.Redaction.Layouts;

/// <summary>Held out: screens of many patients.</summary>
internal static class HeldOutLists
{
    public static string TheatreList(Scene s) => $"""
        <div class=bar><b k=heading>Theatre {s.Number(1, 9)} - {s.Pick("Morning", "Afternoon")} session</b> <span>{s.Date(0, 7)}</span><span><label>Surgeon:</label> {s.Staff()}</span><span><label>Anaesthetist:</label> {s.Staff()}</span></div>
        <main><table class=grid><tr><th>#<th>Hospital ID<th>Surname<th>Forename<th>D.O.B.<th>NHS No.<th>Procedure<th>Side<th>ASA<th>Ward<th>Notes</tr>
        {Join(s.People(s.Rows(12)).Select((p, i) => $"<tr><td>{i + 1}<td>{s.Hospital(p)}<td>{K("list", p.Surname.ToUpperInvariant())}<td>{K("list", p.Given)}<td>{s.Dob(p)}<td>{s.Nhs(p)}<td>{s.Pick("Inguinal hernia repair", "Laparoscopic cholecystectomy", "Total hip replacement", "Cystoscopy", "Carpal tunnel release", "Tonsillectomy")}<td>{s.Pick("Left", "Right", "-")}<td>{s.Number(1, 4)}<td>{s.Ward()}<td>{s.Pick("Latex allergy", "Diabetic, first on list", "Interpreter", "")}</tr>"))}</table>
        <p><label>List checked by</label> {s.Staff()} {s.Time()}</p>{s.Buttons(5)}</main>
        """;

    public static string PharmacyQueue(Scene s) => $"""
        <div class=bar><b k=heading>Dispensary queue</b> {s.Tabs(4)} {s.Buttons(3)}</div>
        <main>{Join(s.People(6).Select(p => $"""
            <div class=panel><div class=bar><b>{s.Name(p, "list")}</b> <span><label>Date of birth</label> {s.Dob(p)}</span> <span><label>NHS</label> {s.Nhs(p)}</span> <span>{s.Ward()}</span><span class=end><label>Prescribed by</label> {s.Staff()}</span></div>
            <table>{Join(Enumerable.Range(0, s.Rows(2)).Select(_ => $"<tr><td>{s.Drug()}<td>{s.Dose()}<td>{s.Route()}<td>{s.Frequency()}<td>{s.Number(7, 84)} tablets<td>{s.Status()}</tr>"))}</table></div>
            """))}</main>
        """;

    public static string Diary(Scene s) => $"""
        <div class=bar><b k=heading>{s.Clinic()}</b> <button>Today</button> <button>Week</button> <span>{s.Date(3, 3)}</span><span class=end>{s.Buttons(3)}</span></div>
        <main><table class=grid><tr><th>Slot{Join(s.People(3).Select(o => $"<th>{s.Staff(o)}"))}</tr>
        {Join(Enumerable.Range(0, s.Rows(11)).Select(i => $"<tr><td>{K("date", $"{9 + (i / 3):00}:{i % 3 * 20:00}")}{Join(Enumerable.Range(0, 3).Select(_ => $"<td>{Slot(s)}"))}</tr>"))}</table></main>
        """;

    public static string TrackingBoard(Scene s) => $"""
        <div class=bar><b k=heading>Emergency department</b> <span class=chip>Majors 12</span> <span class=chip>Minors 7</span> <span class=chip>Waiting {s.Number(2, 20)}</span><span class=end>{s.Time()}</span></div>
        <main><div class=cards>{Join(s.People(s.Rows(20)).Select((p, i) => $"<div class='panel{(i % 7 == 3 ? " mark" : "")}'><b>{s.Pick("Bay", "Cubicle", "Resus")} {i + 1}</b> <span class=chip>{s.Number(1, 5)}</span><br>{s.Name(p, "list", s.Pick("0", "1") == "0" ? 1 : 9)}<br>{K("age", $"{p.Age}")} {(p.Woman ? "F" : "M")} {s.Hospital(p)}<br>{s.Item("problems")}<br><label>Dr</label> {K("staff", s.Person().Surname)} {s.Time()}</div>"))}</div></main>
        """;

    private static string Slot(Scene s)
    {
        if (s.Chance(25))
        {
            return s.Pick("Free", "Blocked", "Lunch", "Meeting");
        }

        var p = s.Person();
        return $"{s.Name(p, "list")} {s.Dob(p)}<br><span class=dim>{s.Mobile(p)} {s.Pick("Review", "New patient", "Smear", "Blood pressure check")}</span>";
    }
}
