using System.Globalization;

namespace MakingItWork.Benchmarks.Redaction;

/// <summary>Somebody who does not exist: the NHS number is of the range never issued, telephone numbers are of those kept for drama.</summary>
internal sealed record Person(
    string Title, string Given, string Surname, bool Woman, DateOnly Born, string NhsDigits, string Hospital,
    IReadOnlyList<string> Street, string Town, string Postcode, string Phone, string Mobile, string Email)
{
    // the date that all screens show as today
    public static readonly DateOnly Today = new(2026, 11, 18);

    public int Age => Today.Year - Born.Year - (Born.AddYears(Today.Year - Born.Year) > Today ? 1 : 0);

    public static Person Make(Random random, WordBook book)
    {
        var family = Pick(random, book.Families);
        var other = random.Next(5) == 0 ? Pick(random, book.Families) : family;
        var woman = random.Next(2) == 0;
        var given = Pick(random, woman ? family.Women : family.Men);
        var surname = random.Next(30) == 0 && book.Mononyms.Count > 0 ? Pick(random, book.Mononyms) : Pick(random, other.Surnames);
        given = book.Mononyms.Contains(surname) ? surname : given;
        var mail = string.Concat(surname.Where(char.IsLetter)).ToLowerInvariant();
        var born = Today.AddDays(-random.Next(20, 34_000));
        return new(
            woman ? Pick(random, ["Mrs", "Miss", "Ms"]) : random.Next(8) == 0 ? "Master" : "Mr",
            given, surname, woman, born, Nhs(random), Record(random),
            [$"{random.Next(1, 240)} {Pick(random, book.Items("streets"))}"], Pick(random, book.Items("towns")), Code(random), Landline(random),
            Figures(random, "07700 900###"),
            $"{(random.Next(2) == 0 ? given.ToLowerInvariant()[..1] : given.ToLowerInvariant())}.{mail}{Pick(random, ["@example.com", "@mail.example.org", "@example.net"])}");
    }

    public static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];

    /// <summary>Each # becomes a figure.</summary>
    public static string Figures(Random random, string pattern) => string.Concat(pattern.Select(c => c == '#' ? (char)('0' + random.Next(10)) : c));

    private static string Nhs(Random random)
    {
        while (true)
        {
            var nine = Figures(random, "999######");
            var check = 11 - (nine.Select((c, i) => (c - '0') * (10 - i)).Sum() % 11);
            if (check != 10)
            {
                return nine + (check % 11).ToString(CultureInfo.InvariantCulture);
            }
        }
    }

    private static string Record(Random random) => Figures(random, Pick(random, ["#######", "H######", "M#######", "RX######", "D0######", "##-##-##", "00######", "K######A"]));

    private static string Code(Random random)
    {
        const string inward = "ABDEFGHJLNPQRSTUWXYZ";
        var area = Pick(random, ["LS", "HG", "SA", "WS", "PA", "NR", "SK", "CR", "BD", "TR", "S", "B", "M", "E", "G", "EH", "N", "SW", "NE", "OX"]);
        return $"{area}{random.Next(1, area.Length == 1 ? 40 : 20)} {random.Next(1, 10)}{inward[random.Next(inward.Length)]}{inward[random.Next(inward.Length)]}";
    }

    private static string Landline(Random random) =>
        Figures(random, Pick(random, ["01632 960###", "0113 496 0###", "020 7946 0###", "0161 496 0###", "(0114) 496 0###", "01632 960 ###"]));
}
