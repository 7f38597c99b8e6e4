using static MakingItWork.Benchmarks.Redaction.Scene;

namespace MakingItWork.Benchmarks.Redaction.Layouts;

/// <summary>Screens of one patient's record, with a banner on top.</summary>
internal static class ChartLayouts
{
    public static string BannerAndTabs(Scene s) => $"""
        <div class=bar><b k=heading>Larkfield Clinical</b> <a>Home</a> <a>My patients</a> <a>Reports</a><span class=end>{s.Staff()} {s.Role()}</span></div>
        {Banner(s)}
        {s.Tabs(7)}
        <main class=row><div class=col>
        <div class=panel><h2>Problems</h2><table><tr><th>Problem<th>Onset<th>Status</tr>{Join(s.Items("problems", s.Rows(6)).Select(p => $"<tr><td>{p}<td>{s.Date(3000)}<td>{s.Pick("Active", "Resolved", "Inactive")}</tr>"))}</table></div>
        <div class=panel><h2>Allergies and alerts</h2><ul>{Join(s.Items("allergies", 2).Select(a => $"<li>{a}"))}{Join(s.Items("alerts", 3).Select(a => $"<li>{a}"))}</ul></div></div>
        <div class=col><div class=panel><h2>Current medication</h2><table><tr><th>Drug<th>Dose<th>Route<th>Frequency</tr>{Join(Enumerable.Range(0, s.Rows(7)).Select(_ => $"<tr><td>{s.Drug()}<td>{s.Dose()}<td>{s.Route()}<td>{s.Frequency()}</tr>"))}</table></div>
        <div class=panel><h2>Last entries</h2>{Join(Enumerable.Range(0, s.Rows(3)).Select(_ => $"<p>{s.Date(60)} {s.Time()} <label>Entered by</label> {s.Staff()}<br>{s.Item("notes")}</p>"))}</div></div></main>
        <div class=bar>{s.Buttons(5)}</div>
        """;

    public static string DrugChart(Scene s) => $"""
        {Banner(s)}
        <div class=bar><b k=heading>Inpatient prescription chart</b> <label>Weight</label> {K("result", $"{s.Number(48, 104)} kg")} <label>Height</label> {K("result", $"{s.Number(148, 192)} cm")} <label>Allergies</label> {s.Item("allergies")}</div>
        <main><h2>Regular medicines</h2><table class=grid><tr><th>Drug<th>Dose<th>Route<th>Frequency<th>Start<th>Prescriber<th>08:00<th>12:00<th>18:00<th>22:00</tr>
        {Join(Enumerable.Range(0, s.Rows(9)).Select(i => $"<tr{(i == 3 ? " class=mark" : "")}><td>{s.Drug()}<td>{s.Dose()}<td>{s.Route()}<td>{s.Frequency()}<td>{s.Date(10)}<td>{s.Staff()}<td>{s.Pick("Given", "Due", "Withheld", "-")}<td>{s.Pick("Given", "-", "Refused")}<td>{s.Pick("Due", "-")}<td>{s.Pick("Due", "-")}</tr>"))}</table>
        <h2>When required</h2><table class=grid><tr><th>Drug<th>Dose<th>Route<th>Max in 24 h<th>Indication<th>Signed by</tr>
        {Join(Enumerable.Range(0, s.Rows(4)).Select(_ => $"<tr><td>{s.Drug()}<td>{s.Dose()}<td>{s.Route()}<td>{s.Number(2, 8)}<td>{s.Pick("Pain", "Nausea", "Agitation", "Constipation", "Fever")}<td>{s.Staff()} {s.Date(10)}</tr>"))}</table>
        <p><label>Pharmacist check:</label> {s.Staff()} {s.Date(5)} {s.Time()}</p>{s.Buttons(6)}</main>
        """;

    public static string Results(Scene s) => $"""
        {Banner(s)}
        {s.Tabs(6)}
        <main><div class=row><div class=col><h2>Clinical chemistry</h2></div><div><label>Requested by:</label> {s.Staff()} <label>Location:</label> {s.Ward()}</div></div>
        <p><label>Collected</label> {s.Date(20)} {s.Time()} <label>Reported</label> {s.Date(10)} {s.Time()} <label>Specimen</label> Serum <label>Status</label> Final</p>
        <table><tr><th>Test<th>Result<th>Units<th>Reference range<th>Flag<th>Previous</tr>{Join(s.Items("tests", s.Rows(14)).Select(t => ResultRow(s, t)))}</table>
        <p><label>Comment:</label> {s.Item("notes")}</p><p><label>Authorised by</label> {s.Staff()} {s.Role()}</p>{s.Buttons(5)}</main>
        """;

    public static string DialogOverChart(Scene s) => $"""
        {Banner(s)}
        {s.Tabs(7)}
        <main><table><tr><th>Date<th>Type<th>Title<th>Author<th>Status</tr>{Join(Enumerable.Range(0, s.Rows(22)).Select(_ => $"<tr><td>{s.Date()}<td>{s.Pick("Letter", "Result", "Note", "Form")}<td>{s.Item("subjects")}<td>{s.Staff()}<td>{s.Status()}</tr>"))}</table></main>
        <div class=over><div class=bar>{s.Pick("Dose warning", "Wrong patient?", "Unsaved changes", "Duplicate order")}<span class=end k=button>X</span></div><div class=pad>
        <p>You are about to prescribe <b>{s.Drug()} {s.Dose()} {s.Route()}</b> for {s.Name(s.Patient)}, born {s.Dob(s.Patient)}.</p>
        <p>{s.Drug()} {s.Dose()} was already ordered by {s.Staff()} on {s.Date(5)} at {s.Time()}. The daily maximum would be exceeded.</p>
        <p><label>NHS number</label> {s.Nhs(s.Patient)} <label>Hospital number</label> {s.Hospital(s.Patient)}</p>
        <p>Reason for override <span class=box style="width:280px">{s.Pick("Clinically indicated", "Short course", "Discussed with pharmacist")}</span></p>
        <button>Continue anyway</button> <button>Go back</button> <button>Cancel order</button></div></div>
        """;

    private static string Banner(Scene s)
    {
        var p = s.Patient;
        return s.Number(0, 3) switch
        {
            0 => $"<div class=banner><b>{s.Name(p, "banner")}</b> <span><label>Born</label> {s.Dob(p)} {s.Age(p)}</span> <span><label>Gender</label> {(p.Woman ? "Female" : "Male")}</span> <span><label>NHS No.</label> {s.Nhs(p)}</span></div>",
            1 => $"<div class=banner><b>{s.Name(p, "banner")}</b> <span><label>DOB:</label> {s.Dob(p)} {s.Age(p)}</span> <span><label>NHS Number:</label> {s.Nhs(p)}</span> <span><label>Hospital No:</label> {s.Hospital(p)}</span> <span><label>Sex:</label> {(p.Woman ? "F" : "M")}</span></div><div class=bar><span><label>Address</label> {s.Address(p)}, {s.Postcode(p)}</span> <span><label>Phone</label> {s.Phone(p)}</span> <span><label>GP</label> {s.Gp(s.Person())}</span></div>",
            2 => $"<div class=banner><span>{s.Name(p, "banner")}<br><label>MRN</label> {s.Hospital(p)}</span><span><label>Date of birth</label><br>{s.Dob(p)}</span><span><label>Age</label><br>{K("age", $"{p.Age} years")}</span><span><label>NHS number</label><br>{s.Nhs(p)}</span><span><label>Location</label><br>{s.Ward()}</span><span><label>Consultant</label><br>{s.Staff()}</span></div>",
            _ => $"<div class=banner><b>{s.Name(p, "banner")}</b> <span>{s.Dob(p)} {s.Age(p)}</span> <span>{(p.Woman ? "Female" : "Male")}</span> <span>{s.Nhs(p)}</span> <span>{s.Ward()}</span></div>",
        };
    }

    private static string ResultRow(Scene s, string test)
    {
        var parts = test.Split('|');
        return $"<tr><td>{parts[0]}<td>{K("result", parts[1])}<td>{K("result", parts[2])}<td>{K("result", parts[3])}<td>{s.Pick("", "", "H", "L")}<td>{K("result", parts[1])} {s.Date(500)}</tr>";
    }
}
