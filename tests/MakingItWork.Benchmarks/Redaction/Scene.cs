using System.Globalization;
using System.Net;

namespace MakingItWork.Benchmarks.Redaction;

/// <summary>What one screen shows and how it writes it: its people, its forms of names and dates. Layouts ask it for pieces of HTML.</summary>
internal sealed class Scene
{
    private readonly int nameStyle;
    private readonly int staffStyle;
    private readonly int nhsStyle;
    private readonly string dateFormat;
    private readonly string birthFormat;
    private readonly int ageStyle;
    private readonly int phoneStyle;
    private readonly int codeStyle;
    private readonly int particulars;

    public Scene(Random random, WordBook book, Look look)
    {
        (Random, Book, Look) = (random, book, look);
        nameStyle = random.Next(8);
        staffStyle = random.Next(5);
        nhsStyle = random.Next(5);
        dateFormat = Pick("dd-MMM-yyyy", "dd/MM/yyyy", "dd MMM yyyy", "d MMMM yyyy", "dd.MM.yyyy", "dd/MM/yy", "yyyy-MM-dd", "ddd dd MMM yyyy");
        birthFormat = Pick("dd-MMM-yyyy", "dd/MM/yyyy", "dd MMM yyyy", "d MMMM yyyy", "dd.MM.yyyy", "dd-MM-yyyy", "yyyy-MM-dd", "dd-MMM-yy");
        ageStyle = random.Next(5);
        phoneStyle = random.Next(3);
        codeStyle = random.Next(6);
        particulars = random.Next(8);
        Patient = Person();
    }

    public Random Random { get; }

    public WordBook Book { get; }

    public Look Look { get; }

    /// <summary>Whose record is open.</summary>
    public Person Patient { get; }

    public Person Person() => Redaction.Person.Make(Random, Book);

    public IReadOnlyList<Person> People(int count) => [.. Enumerable.Range(0, count).Select(_ => Person())];

    /// <summary>Small letters leave room for more rows; what does not fit the window is cut off, as on real screens.</summary>
    public int Rows(int count) => count * 16 / Look.Size;

    public string Pick(params string[] from) => Redaction.Person.Pick(Random, from);

    public int Number(int from, int to) => Random.Next(from, to + 1);

    public bool Chance(int percent) => Random.Next(100) < percent;

    public string Item(string section) => Redaction.Person.Pick(Random, Book.Items(section));

    /// <summary>Several different items.</summary>
    public IReadOnlyList<string> Items(string section, int count) => [.. Book.Items(section).OrderBy(_ => Random.Next()).Take(count)];

    public static string K(string kind, string text) => $"<i k={kind}>{WebUtility.HtmlEncode(text)}</i>";

    public string Name(Person p, string kind = "name", int? style = null)
    {
        if (Book.Mononyms.Contains(p.Surname))
        {
            return K(kind, p.Surname);
        }

        var upper = p.Surname.ToUpperInvariant();
        return (style ?? nameStyle) switch
        {
            0 => $"{K(kind, $"{upper}, {p.Given}")} {K("title", $"({p.Title})")}",
            1 => K(kind, $"{upper}, {p.Given}"),
            2 => K(kind, $"{p.Given} {p.Surname}"),
            3 => $"{K("title", p.Title)} {K(kind, $"{p.Given} {p.Surname}")}",
            4 => K(kind, $"{p.Surname}, {p.Given}"),
            5 => K(kind, $"{p.Given} {upper}"),
            6 => K(kind, $"{upper} {p.Given}"),
            7 => K(kind, $"{upper},{p.Given}({p.Title})"),
            8 => $"{K("title", p.Title)} {K(kind, p.Surname)}",
            _ => K(kind, $"{p.Given[0]}. {p.Surname}"),
        };
    }

    public string Staff(Person p) => (Book.Mononyms.Contains(p.Surname) ? 0 : staffStyle) switch
    {
        0 => $"{K("title", "Dr")} {K("staff", p.Surname)}",
        1 => $"{K("title", "Dr")} {K("staff", $"{p.Given[0]}. {p.Surname}")}",
        2 => K("staff", $"{p.Given} {p.Surname}"),
        3 => K("staff", $"{p.Surname}, {p.Given}"),
        _ => K("staff", $"{p.Surname.ToUpperInvariant()}, {p.Given}"),
    };

    public string Staff() => Staff(Person());

    public string Gp(Person p) => $"{K("title", "Dr")} {K("gp", Chance(50) ? p.Surname : $"{p.Given[0]} {p.Surname}")}";

    public string Nhs(Person p) => K("nhs", nhsStyle switch
    {
        0 => p.NhsDigits,
        1 => $"{p.NhsDigits[..3]}-{p.NhsDigits[3..6]}-{p.NhsDigits[6..]}",
        _ => $"{p.NhsDigits[..3]} {p.NhsDigits[3..6]} {p.NhsDigits[6..]}",
    });

    public string Dob(Person p) => K("dob", Text(p.Born, birthFormat));

    public string Age(Person p) => K("age", ageStyle switch
    {
        0 => $"({p.Age}y)",
        1 => $"({p.Age} yrs)",
        2 => $"{p.Age} years",
        3 => $"({p.Age}y {Random.Next(12)}m)",
        _ => $"{p.Age}y",
    });

    public string Hospital(Person p) => K("hospital", particulars == 0 ? $"{p.Hospital[..3]} {p.Hospital[3..]}" : p.Hospital);

    public string Phone(Person p) => K("phone", particulars == 1 ? p.Phone.Replace(" ", "", StringComparison.Ordinal) : p.Phone);

    public string Mobile(Person p) => K("phone", phoneStyle switch
    {
        0 => p.Mobile,
        1 => p.Mobile.Replace(" ", "", StringComparison.Ordinal),
        _ => $"+44 {p.Mobile[1..]}",
    });

    public string Email(Person p) => K("email", particulars == 2 ? p.Email.ToUpperInvariant() : p.Email);

    public string Postcode(Person p) => K("postcode", codeStyle switch
    {
        0 => p.Postcode.Replace(" ", "", StringComparison.Ordinal),
        1 => p.Postcode.ToLowerInvariant(),
        _ => p.Postcode,
    });

    public string Address(Person p, string between = ", ") => particulars == 3
        ? $"{K("address", p.Street[0].ToUpperInvariant())}{between}{K("address", p.Town.ToUpperInvariant())}"
        : $"{K("address", p.Street[0])}{between}{K("address", p.Town)}";

    /// <summary>A date that is nobody's birth date, up to so many days before or after today.</summary>
    public string Date(int before = 400, int after = 0) => K("date", Text(Redaction.Person.Today.AddDays(Random.Next(-before, after + 1)), dateFormat));

    public string Time() => K("date", $"{Random.Next(8, 19):00}:{Random.Next(12) * 5:00}");

    public string Drug() => K("drug", Item("drugs"));

    public string Dose() => K("dose", Item("doses"));

    public string Route() => K("dose", Item("routes"));

    public string Frequency() => K("dose", Item("frequencies"));

    public string Ward() => K("place", Item("wards"));

    public string Clinic() => K("place", Item("clinics"));

    public string Surgery() => K("place", Item("surgeries"));

    public string Role() => K("text", Item("roles"));

    public string Status() => K("text", Item("statuses"));

    public static string Join(IEnumerable<string> parts, string between = "") => string.Join(between, parts);

    public string Buttons(int count) => Join(Items("buttons", count).Select(b => $"<button>{b}</button>"), " ");

    public string Tabs(int count) => $"<div class=tabs>{Join(Items("tabs", count).Select((t, i) => $"<span k=heading class='tab{(i == 0 ? " on" : "")}'>{t}</span>"))}</div>";

    private static string Text(DateOnly date, string format) => date.ToString(format, CultureInfo.InvariantCulture);
}
