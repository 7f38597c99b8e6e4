using static MakingItWork.Benchmarks.Redaction.Scene;

namespace MakingItWork.Benchmarks.Redaction.Layouts;

/// <summary>Letters and documents inside a viewer.</summary>
internal static class LetterLayouts
{
    public static string ClinicLetter(Scene s)
    {
        var p = s.Patient;
        var gp = s.Person();
        var writer = s.Person();
        return $"""
            <div class=bar><b k=heading>Document viewer</b> <button>Zoom in</button> <button>Zoom out</button> <button>Rotate</button> <span>Page 1 of 2</span><span class=end>{s.Buttons(2)}</span></div>
            <div class=paper><div class=row><div class=col><b>{s.Clinic()}</b><br>Larkfield General Hospital<br>{s.Date(30)}</div><div class=right><label>Our ref:</label> {K("text", "LGH/" + s.Number(10, 99))}<br><label>NHS number:</label> {s.Nhs(p)}<br><label>Hospital number:</label> {s.Hospital(p)}</div></div>
            <p>{K("title", "Dr")} {K("gp", $"{gp.Given[0]} {gp.Surname}")}<br>{s.Surgery()}<br>{s.Address(gp, "<br>")}<br>{s.Postcode(gp)}</p>
            <p>Dear {K("title", "Dr")} {K("gp", gp.Surname)}</p>
            <p><b>Re: {s.Name(p, "name")}, {s.Pick("DOB", "date of birth", "born")} {s.Dob(p)}<br>{s.Address(p)}, {s.Postcode(p)}</b></p>
            <p><b k=heading>Diagnosis</b><br>{Join(s.Items("problems", 2), "<br>")}</p>
            <p>{s.Item("letters")} {s.Name(p, "name", 8)} lives with {s.Pick("a daughter", "a son")}, {s.Name(s.Person(), "kin", 2)}, and can be reached on {s.Mobile(p)}.</p>
            <p>{s.Item("letters")} {s.Item("letters")}</p>
            <p><b k=heading>Medication</b><br>{Join(Enumerable.Range(0, 3).Select(_ => $"{s.Drug()} {s.Dose()} {s.Frequency()}"), "<br>")}</p>
            <p>I have asked {K("name", p.Given)} to return in {s.Number(2, 9)} months. {s.Item("notes")}</p>
            <p>Yours sincerely</p><p>{K("staff", $"{writer.Given} {writer.Surname}")}<br>{s.Role()}</p><p class=dim>Electronically signed by {K("title", "Dr")} {K("staff", $"{writer.Given} {writer.Surname}")} on {s.Date(20)}<br>Copy to: {s.Name(p, "name", 3)}</p></div>
            """;
    }
}
