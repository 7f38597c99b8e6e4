using static MakingItWork.Benchmarks.Redaction.Scene;

namespace MakingItWork.Benchmarks.Redaction.Layouts;

/// <summary>Held out: screens where particulars are entered, compared or searched for.</summary>
internal static class HeldOutForms
{
    public static string Registration(Scene s)
    {
        var p = s.Patient;
        var kin = s.Person();
        return $"""
            <div class=bar><b k=heading>New registration - step 2 of 4</b><span class=end>{s.Pick("Operator", "User")}: {s.Staff()}</span></div>
            <main class=row><div class="col stack"><h2>About the person</h2>
            {Field("Family name", K("name", p.Surname))}{Field("Given names", K("name", p.Given))}{Field("Birth date", s.Dob(p))}{Field("NHS No.", s.Nhs(p))}{Field("Case note number", s.Hospital(p))}{Field("Gender", p.Woman ? "Woman" : "Man")}{Field("Place of birth", K("text", s.Item("towns")))}{Field("Occupation", s.Pick("Teacher", "Retired", "Driver", "Student"))}</div>
            <div class="col stack"><h2>How to reach them</h2>{Field("House and street", K("address", p.Street[0]))}{Field("Town", K("address", p.Town))}{Field("Post code", s.Postcode(p))}{Field("Daytime telephone", s.Phone(p))}{Field("Mobile phone", s.Mobile(p))}{Field("Email", s.Email(p))}{Field("Consent to text messages", "Yes")}</div>
            <div class="col stack"><h2>Family and practice</h2>{Field("Next of kin name", s.Name(kin, "kin", 2))}{Field("Relation", s.Pick("Wife", "Father", "Sister", "Neighbour"))}{Field("Next of kin phone", s.Mobile(kin))}{Field("Usual GP", s.Gp(s.Person()))}{Field("Surgery", s.Surgery())}<p>Fields marked with a star must be filled in before the next step.</p>{s.Buttons(3)}</div></main>
            """;
    }

    public static string Duplicates(Scene s)
    {
        var p = s.Patient;
        var q = s.Person();
        return $"""
            <div class=bar><b k=heading>Compare and merge records</b> {s.Buttons(3)}</div>
            <main><p>These two registrations may belong to the same person. Check every line before you merge them.</p>
            <table class=grid><tr><th>Item<th>Record A<th>Record B<th>Same?</tr>
            {Row("Name", s.Name(p, "name"), s.Name(p, "name"), "Yes")}{Row("Date of birth", s.Dob(p), s.Dob(q), "No")}{Row("NHS number", s.Nhs(p), s.Nhs(q), "No")}{Row("Hospital number", s.Hospital(p), s.Hospital(q), "No")}
            {Row("Sex", "Female", "Female", "Yes")}{Row("Address", $"{s.Address(p)}", $"{s.Address(q)}", "No")}{Row("Postcode", s.Postcode(p), s.Postcode(q), "No")}{Row("Telephone", s.Phone(p), s.Mobile(q), "No")}{Row("Email", s.Email(p), s.Email(q), "No")}
            {Row("GP", s.Gp(s.Person()), s.Gp(s.Person()), "No")}{Row("Next of kin", s.Name(s.Person(), "kin", 2), s.Name(s.Person(), "kin", 2), "No")}{Row("Last seen", s.Date(), s.Date(), "No")}{Row("Open episodes", "2", "0", "No")}{Row("Allergies", s.Item("allergies"), s.Item("allergies"), "No")}</table>
            <p><label>Suggested by</label> {s.Staff()} <label>on</label> {s.Date(30)}</p><h2>What will happen</h2><p>Results, letters and appointments of record B move to record A. This cannot be undone by users.</p></main>
            """;

        static string Row(string label, string a, string b, string same) => $"<tr><td k=label>{label}<td>{a}<td>{b}<td>{same}</tr>";
    }

    public static string Search(Scene s)
    {
        var wanted = s.Patient;
        return $"""
            <div class=bar><b k=heading>Find a patient</b> <span class=box style="width:260px">{K("name", wanted.Surname)}</span> <button>Search</button> <a>Advanced search</a><span class=end>{s.Staff()}</span></div>
            <main><p>{s.Number(5, 9)} records match. Choose one to open it.</p><div class=cards style="grid-template-columns:1fr 1fr">
            {Join(s.People(8).Select(o => o with { Surname = wanted.Surname }).Select(p => $"<div class=panel><p class=big>{s.Name(p, "list")}</p><p><label>Born</label> {s.Dob(p)} <label>NHS number</label> {s.Nhs(p)}</p><p>{s.Address(p)} {s.Postcode(p)}</p><p><label>Tel</label> {s.Phone(p)} <label>GP</label> {s.Gp(s.Person())}</p><p class=dim>Last attended {s.Clinic()} {s.Date()}</p></div>"))}
            </div><p>{s.Buttons(3)}</p></main>
            """;
    }

    private static string Field(string label, string value) => $"<label>{label}</label><span class=box>{value}</span>";
}
