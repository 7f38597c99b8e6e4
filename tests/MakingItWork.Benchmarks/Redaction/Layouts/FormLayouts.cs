using static MakingItWork.Benchmarks.Redaction.Scene;

namespace MakingItWork.Benchmarks.Redaction.Layouts;

/// <summary>Screens where particulars are entered or shown with a label each.</summary>
internal static class FormLayouts
{
    public static string Demographics(Scene s)
    {
        var p = s.Patient;
        var kin = s.Person();
        var two = s.Chance(50) ? "two" : "";
        return $"""
            <div class=bar><b k=heading>Patient demographics</b> {s.Buttons(4)}<span class=end><label>Signed in as</label> {s.Staff()}</span></div>
            {s.Tabs(6)}
            <main class=row><div class=col><h2>Personal details</h2><div class="form {two}">
            {Field("Title", K("title", p.Title))}{Field("Surname", K("name", p.Surname))}{Field(s.Pick("Forename(s)", "First name", "Given name"), K("name", p.Given))}{Field("Known as", K("name", p.Given))}
            {Field("Date of birth", s.Dob(p))}{Field("Sex", p.Woman ? "Female" : "Male")}{Field("NHS number", s.Nhs(p))}{Field(s.Pick("Hospital number", "MRN", "Local ID"), s.Hospital(p))}
            {Field("Ethnic category", s.Pick("White British", "Asian or Asian British", "Black African", "Not stated"))}{Field("Religion", s.Pick("None", "Christian", "Muslim", "Sikh"))}{Field("Marital status", s.Pick("Married", "Single", "Widowed"))}{Field("First language", s.Pick("English", "Polish", "Urdu", "Welsh"))}</div>
            <h2>Address and contact</h2><div class="form {two}">{Field(s.Pick("Address", "Address line 1"), K("address", p.Street[0]))}{Field(s.Pick("Town", "Town or city"), K("address", p.Town))}{Field("Postcode", s.Postcode(p))}{Field(s.Pick("Home telephone", "Telephone", "Tel. (home)"), s.Phone(p))}{Field(s.Pick("Mobile", "Mobile number"), s.Mobile(p))}{Field("E-mail", s.Email(p))}{Field("Preferred contact", s.Pick("Letter", "Text message", "Telephone"))}</div></div>
            <div class=col><h2>Next of kin</h2><div class=form>{Field(s.Pick("Name", "Next of kin"), s.Name(kin, "kin"))}{Field("Relationship", s.Pick("Daughter", "Husband", "Mother", "Friend"))}{Field("Telephone", s.Mobile(kin))}{Field("Address", $"{s.Address(kin)}, {s.Postcode(kin)}")}</div>
            <h2>General practitioner</h2><div class=form>{Field(s.Pick("GP", "GP name", "Registered GP"), s.Gp(s.Person()))}{Field("Practice", s.Surgery())}{Field("Practice telephone", s.Phone(s.Person()))}{Field("Practice code", K("text", $"B8{s.Number(1000, 9999)}"))}</div>
            <h2>Alerts</h2><ul>{Join(s.Items("alerts", 3).Select(a => $"<li>{a}"))}</ul>
            <p class=dim>Last updated {s.Date(90)} {s.Time()} <label>by</label> {s.Staff()}</p></div></main><div class=bar>{s.Buttons(4)}</div>
            """;

        static string Field(string label, string value) => $"<label>{label}</label><span class=box>{value}</span>";
    }

    public static string Phone(Scene s)
    {
        var p = s.Patient;
        return $"""
            <div class=bar><span k=button>Menu</span> <b k=heading>{s.Pick("My list", "Visits today", "Community caseload")}</b><span class=end>{s.Time()}</span></div>
            <div class=banner><b>{s.Name(p, "banner")}</b><span>{s.Dob(p)} {s.Age(p)}</span><span><label>NHS</label> {s.Nhs(p)}</span></div>
            <main><h2>Contact</h2><p>{s.Address(p)}<br>{s.Postcode(p)}</p><p><label>Mobile</label> {s.Mobile(p)}</p><p><label>Key safe</label> see notes</p><p><label>Next of kin:</label> {s.Name(s.Person(), "kin", 2)} (daughter)</p>
            <h2>Medication</h2>{Join(Enumerable.Range(0, s.Rows(4)).Select(_ => $"<div class=item>{s.Drug()} {s.Dose()} {s.Frequency()}</div>"))}
            <h2>Next visits</h2>{Join(s.People(5).Select(v => $"<div class=item>{s.Time()} {s.Name(v, "list")}<br><span class=dim>{s.Pick("Wound care", "Insulin", "Catheter change", "Blood test")}</span></div>"))}
            <p>{s.Buttons(3)}</p></main>
            """;
    }
}
