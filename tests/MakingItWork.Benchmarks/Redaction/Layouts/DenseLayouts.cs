using static MakingItWork.Benchmarks.Redaction.Scene;

namespace MakingItWork.Benchmarks.Redaction.Layouts;

/// <summary>Screens where values wrap in narrow cells, stand under their labels, or have none.</summary>
internal static class DenseLayouts
{
    public static string NarrowTable(Scene s) => $"""
        <div class=bar><b k=heading>{s.Pick("Waiting list", "Referral worklist", "Recall list")}</b> {s.Buttons(3)} <label>Sort by</label> Priority</div>
        <main><table class=grid style="table-layout:fixed"><tr><th style="width:34px">No<th style="width:110px">{s.Pick("Patient", "Name", "Person")}<th style="width:72px">{s.Pick("NHS no.", "NHS number", "NHS")}<th style="width:66px">{s.Pick("Hosp no.", "Unit number", "Patient ID")}<th style="width:78px">{s.Pick("DOB", "Born")}<th style="width:130px">Address<th style="width:88px">{s.Pick("Tel", "Mobile", "Phone no.")}<th>Referred for<th style="width:90px">Referred by<th style="width:80px">Received<th style="width:70px">Wait</tr>
        {Join(s.People(s.Rows(11)).Select((p, i) => $"<tr><td>{i + 1}<td>{s.Name(p, "list")}<td>{s.Nhs(p)}<td>{s.Hospital(p)}<td>{s.Dob(p)}<td>{s.Address(p)} {s.Postcode(p)}<td>{s.Mobile(p)}<td>{s.Item("problems")}<td>{s.Staff()}<td>{s.Date(120)}<td>{s.Number(2, 60)} weeks</tr>"))}</table></main>
        """;

    public static string StackedPanels(Scene s)
    {
        var p = s.Patient;
        var kin = s.Person();
        return $"""
            <div class=bar><b k=heading>{s.Pick("Community record", "Case details", "Service user")}</b>{s.Tabs(4)}<span class=end>{s.Staff()}</span></div>
            <main class=row><div class="col stack"><div class=panel><h2>{s.Pick("Identity", "Who this is")}</h2>{L(s, s.Name(p, "banner"), "Full name", "Name", "Client name", "Patient")}{L(s, s.Dob(p), "DOB", "Born", "Date of birth")}{L(s, s.Nhs(p), "NHS no", "NHS ID", "NHS number")}{L(s, s.Hospital(p), "Record number", "Patient ID", "Local number", "MRN")}{L(s, s.Pick("Female", "Male"), "Sex", "Gender at birth")}{L(s, s.Pick("Not recorded", "Deaf", "None known"), "Sensory needs", "Disability")}</div>
            <div class=panel><h2>Location</h2>{L(s, s.Address(p, "<br>"), "Lives at", "Home address", "Address")}{L(s, s.Postcode(p), "Postcode", "Post code")}{L(s, s.Pick("Flat", "Care home", "House"), "Type of dwelling", "Housing")}</div></div>
            <div class="col stack"><div class=panel><h2>Contact</h2>{L(s, s.Phone(p), "Home phone", "Tel (home)", "Landline")}{L(s, s.Mobile(p), "Mobile", "Mobile no", "Cell phone")}{L(s, s.Email(p), "E-mail address", "Email")}{L(s, s.Pick("Letter", "Phone", "Text"), "How to contact", "Contact preference")}</div>
            <div class=panel><h2>Network</h2>{L(s, s.Name(kin, "kin", 2), "Next of kin", "Main carer", "Emergency contact")}{L(s, s.Pick("Son", "Wife", "Neighbour"), "Relationship")}{L(s, s.Mobile(kin), "Their phone", "Contact no.")}{L(s, s.Gp(s.Person()), "Registered GP", "Own doctor", "GP")}{L(s, s.Surgery(), "Practice", "Surgery name")}{L(s, s.Staff(), "Key worker", "Allocated to", "Care co-ordinator")}</div></div>
            <div class=col><h2>Activity</h2>{Join(Enumerable.Range(0, s.Rows(5)).Select(_ => $"<div class=item><b>{s.Date(2500)}</b><br>{s.Item("subjects")}<br><span class=dim>{s.Staff()} {s.Role()}</span></div>"))}{s.Buttons(3)}</div></main>
            """;

        static string L(Scene s, string value, params string[] labels) => $"<label>{s.Pick(labels)}</label>{value}";
    }

    public static string Cards(Scene s) => $"""
        <div class=bar><b k=heading>{s.Pick("Bed board", "Caseload", "Virtual ward")}</b> <span class=chip>{s.Ward()}</span> {s.Buttons(4)}<span class=end>{s.Date(0)} {s.Time()}</span></div>
        <main><div class=cards>{Join(s.People(s.Rows(14)).Select((p, i) => $"<div class=panel><b>{s.Name(p, "list")}</b><br>{s.Dob(p)} {s.Age(p)}<br>{s.Hospital(p)} {s.Nhs(p)}<br>{s.Item("problems")}<br><label>{s.Pick("Cons", "Consultant", "Under")}</label> {s.Staff()}<br><span class=dim>{s.Pick("Expected", "Review", "Next dose")} {s.Date(2, 6)} {s.Time()}</span></div>"))}</div></main>
        """;

    public static string Timeline(Scene s)
    {
        var p = s.Patient;
        return $"""
            <div class=banner><b>{s.Name(p, "banner")}</b> <span>{s.Age(p)}</span> <span><label>{s.Pick("D.O.B.", "Birth date", "DOB")}</label> {s.Dob(p)}</span> <span><label>{s.Pick("NHS", "NHS No", "NHS #")}</label> {s.Nhs(p)}</span></div>
            <div class=row><div class=side><h3>Journal</h3>{Join(Enumerable.Range(0, s.Rows(11)).Select(_ => $"<div class=item>{s.Date(4000)}<br>{s.Item("subjects")}<br><span class=dim>{s.Staff()}</span></div>"))}</div>
            <main class=col><h2>{s.Clinic()}</h2><p><label>Seen by</label> {s.Staff()} <label>on</label> {s.Date(900)} <label>at</label> {s.Ward()}</p><p>{s.Item("letters")} {s.Item("notes")}</p>
            <p>{K("name", p.Given)} attended with {s.Pick("her husband", "his wife", "a friend", "the carer")} {K("kin", s.Person().Given)}. {s.Item("letters")} {s.Name(p, "name", 8)} asked for a copy to be sent to {s.Email(p)}.</p>
            <h2>Vaccinations</h2><table><tr><th>Vaccine<th>Date<th>Batch<th>Site<th>Given by</tr>{Join(Enumerable.Range(0, s.Rows(5)).Select(_ => $"<tr><td k=drug>{s.Pick("Influenza", "COVID-19", "Shingles", "Pneumococcal", "Tetanus")}<td>{s.Date(5000)}<td>{K("text", $"{(char)('A' + s.Number(0, 25))}{(char)('A' + s.Number(0, 25))}{s.Number(1000, 9999)}")}<td>{s.Pick("Left arm", "Right arm")}<td>{s.Staff()}</tr>"))}</table>
            <h2>Referrals</h2><table><tr><th>To<th>Reason<th>Sent<th>Status</tr>{Join(Enumerable.Range(0, s.Rows(4)).Select(_ => $"<tr><td>{s.Clinic()}<td>{s.Item("problems")}<td>{s.Date(900)}<td>{s.Status()}</tr>"))}</table>{s.Buttons(4)}</main></div>
            """;
    }
}
