using static MakingItWork.Benchmarks.Redaction.Scene;

namespace MakingItWork.Benchmarks.Redaction.Layouts;

/// <summary>Screens of many patients.</summary>
internal static class ListLayouts
{
    public static string WardList(Scene s) => $"""
        <div class=bar><b k=heading>Patient list</b> <label>Ward</label> <span class=box>{s.Ward()}</span> <label>Consultant</label> <span class=box>All</span> {s.Buttons(3)}<span class=end><label>User:</label> {s.Staff()}</span></div>
        <main><table class={s.Pick("grid", "plain")}><tr><th>Bed<th>{s.Pick("Patient", "Name", "Patient name")}<th>{s.Pick("DOB", "Date of birth")}<th>Age<th>Sex<th>{s.Pick("NHS number", "NHS No")}<th>{s.Pick("MRN", "Hospital number")}<th>Consultant<th>Problem<th>Admitted</tr>
        {Join(s.People(s.Rows(18)).Select((p, i) => $"<tr{(i == 5 ? " class=mark" : "")}><td>{i + 1}<td>{s.Name(p, "list")}<td>{s.Dob(p)}<td>{K("age", $"{p.Age}")}<td>{(p.Woman ? "F" : "M")}<td>{s.Nhs(p)}<td>{s.Hospital(p)}<td>{s.Staff()}<td>{s.Item("problems")}<td>{s.Date(20)}</tr>"))}</table>
        <p class=dim>{s.Rows(18)} patients, 2 beds empty. Last refreshed {s.Time()}</p></main>
        """;

    public static string ClinicList(Scene s) => $"""
        <div class=bar><b k=heading>Appointments</b> <span>{s.Clinic()}</span> <span>{s.Date(0)}</span> <button>Previous day</button> <button>Next day</button> <button>Print list</button><span class=end>{s.Staff()} <a>Log out</a></span></div>
        <main><table><tr><th>Time<th>{s.Pick("Patient details", "Patient", "Name")}<th>Contact<th>Type<th>Status<th>With</tr>
        {Join(s.People(s.Rows(14)).Select(p => $"<tr><td>{s.Time()}<td>{s.Name(p, "list")}<br><span class=dim>{s.Dob(p)} {s.Nhs(p)}</span><td>{s.Mobile(p)}<br>{s.Postcode(p)}<td>{s.Pick("New", "Follow-up", "Telephone", "Procedure")}<br>{s.Number(10, 40)} minutes<td>{s.Status()}<td>{s.Staff()}</tr>"))}</table></main>
        """;

    public static string Inbox(Scene s) => $"""
        <div class=bar><b k=heading>Task inbox</b> <span class=chip>Unread 14</span> <span class=chip>Urgent 3</span> {s.Buttons(4)}</div>
        <div class=row><div class=side><h2>Folders</h2>{Join(new[] { "All tasks", "Results to file", "Letters to sign", "Messages", "Repeat prescriptions", "Sent", "Archived" }.Select(f => $"<div class=item k=button>{f}</div>"))}
        <h2>Team</h2>{Join(s.People(4).Select(p => $"<div class=item>{s.Staff(p)}</div>"))}</div>
        <div class=col><table><tr><th>Received<th>Subject<th>{s.Pick("About patient", "Patient", "Regarding")}<th>From<th>Due</tr>
        {Join(s.People(s.Rows(16)).Select(p => $"<tr><td>{s.Date(14)}<td>{s.Item("subjects")}<td>{s.Name(p, "list")}<td>{s.Staff()}<td>{s.Date(0, 14)}</tr>"))}</table>
        <div class=panel><h3>{s.Item("subjects")}</h3><p><label>From</label> {s.Staff()} <label>To</label> {s.Staff()}</p>
        <p>Please review {s.Name(s.Patient, "name", 3)} {K("hospital", s.Patient.Hospital)}. {s.Item("notes")} Call the patient on {s.Mobile(s.Patient)}.</p>{s.Buttons(3)}</div></div></div>
        """;
}
