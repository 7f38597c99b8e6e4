using System.Globalization;
using System.Text;

namespace MakingItWork.Benchmarks;

/// <summary>A dense screen of 1280 by 800 pixels as an electronic health record shows it; nobody on it exists.</summary>
internal static class WardList
{
    private const int Rows = 34;
    private static readonly string[] Given = ["Odette", "Xanthe", "Barnaby", "Priya", "Callum", "Wanjiru", "Siobhan", "Tomasz", "Leila", "Gethin", "Morwenna", "Idris", "Beatrix", "Rohan", "Agnes", "Kwame"];
    private static readonly string[] Family = ["QUILLFEATHER", "ABERNATHY", "OYELARAN", "PENHALIGON", "SZCZEPANSKI", "MACALLISTER", "RAMANATHAN", "TREVETHAN", "BLACKETT", "DUNWOODY", "FEATHERSTONE", "OKONJO"];
    private static readonly string[] Next = ["Bloods 06:00 reviewed", "Chest X-ray requested", "Awaiting pharmacy review", "Discharge summary due", "Fluid balance chart", "Senior review 14:30", "Potassium 5.9 mmol/L", "Allergy: penicillin"];
    private static readonly string[] Months = ["Jan", "Mar", "Jul", "Oct"];

    private const string Style = """
        body { margin: 0; font: 12px Arial, "Liberation Sans", sans-serif; background: #fff; color: #111; width: 1280px; height: 800px; overflow: hidden }
        .banner { background: #003087; color: #fff; padding: 6px 10px; font-size: 14px; height: 18px; display: flex; gap: 60px }
        .menu { padding: 4px 10px; height: 16px; display: flex; gap: 60px; background: #e8edee }
        table { border-collapse: collapse; width: 100% }
        td, th { text-align: left; padding: 0 10px; height: 20px; font-size: 12px; line-height: 20px }
        tr:nth-child(even) { background: #f3f6f8 }
        """;

    public static string Html()
    {
        var rows = new StringBuilder();
        for (var i = 0; i < Rows; i++)
        {
            rows.Append(CultureInfo.InvariantCulture,
                $"<tr><td>{Family[i % Family.Length]}, {Given[i * 5 % Given.Length]}<td>{Number(i)}<td>{1 + (i % 28):00}-{Months[i % Months.Length]}-{1931 + (i * 2)}<td>{Next[i % Next.Length]}");
        }
        return $"<!doctype html><style>{Style}</style>"
            + "<div class=banner><b>MACALLISTER, Odette (Mrs)</b><span>Born 12-Mar-1950 (76y)</span><span>Gender Female</span><span>NHS No. 999 000 0018</span></div>"
            + "<div class=menu><span>Ward list</span><span>Handover</span><span>Results</span><span>Signed in as Dr Gethin Penhaligon</span></div>"
            + $"<table><tr><th>Patient name<th>NHS number<th>Date of birth<th>Next action{rows}</table>";
    }

    /// <summary>A number of the range that is never issued, with its check digit.</summary>
    private static string Number(int seed)
    {
        for (var middle = 100_000 + (seed * 37); ; middle++)
        {
            var digits = $"999{middle:000000}";
            var check = (11 - (digits.Select((digit, place) => (10 - place) * (digit - '0')).Sum() % 11)) % 11;
            if (check != 10)
            {
                return $"{digits[..3]} {digits[3..6]} {digits[6..]}{check}";
            }
        }
    }
}
