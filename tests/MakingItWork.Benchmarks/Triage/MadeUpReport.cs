using System.Buffers.Binary;
using MakingItWork.Capture;
using MakingItWork.Rules.ClinicalRisk;

namespace MakingItWork.Benchmarks.Triage;

/// <param name="Organisations">The first of them has the long queue.</param>
internal sealed record MadeUpWorld(IReadOnlyList<string> Organisations, IReadOnlyList<(Guid Id, string Name, Guid Supplier)> Products, Guid Triager, Guid National);

/// <summary>One invented report, the same whenever it is asked for: nothing in it is from anybody.</summary>
internal sealed class MadeUpReport
{
    /// <summary>The first organisation has as many waiting as one in twenty of all, and half as many decided.</summary>
    private const double WaitingAtFirst = 0.05;
    private const double OfFirst = 0.075;
    private const double Waiting = 0.15;
    private const double Rejected = 0.1;
    private static readonly DateTimeOffset Latest = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Years = TimeSpan.FromDays(730);

    private static readonly string[] Units = ["Ward 4", "Ward 7B", "Emergency department", "Maternity", "Outpatient clinic 2", "Theatre 3", "Critical care", "Pharmacy", "Children's ward", "Day surgery", "Acute medical unit", "Stroke unit", "Oncology", "Dialysis", "District nursing", "Community clinic"];

    public MadeUpReport(MadeUpWorld world, int number, int count)
    {
        var random = new Random(number + 1);
        var first = random.NextDouble() < OfFirst;
        var waits = random.NextDouble() < (first ? WaitingAtFirst / OfFirst : (Waiting - WaitingAtFirst) / (1 - OfFirst));
        // in the order of time, so that numbers, keys and times grow together as they do in life
        var sent = Latest - Years + (Years * ((number + random.NextDouble()) / count));
        var product = world.Products[Math.Min(world.Products.Count - 1, (int)(random.NextDouble() * random.NextDouble() * world.Products.Count))];
        Decided = sent.AddHours(2 + (random.NextDouble() * 70));
        Stage = waits ? ReportStage.AwaitingTriage : random.NextDouble() < Rejected ? ReportStage.Rejected : Decided > Latest.AddDays(-1) ? ReportStage.Approved : ReportStage.Exported;
        Product = product.Name;
        Supplier = product.Supplier;
        Report = new Report
        {
            Id = IdOf(sent, number),
            Reference = ReferenceOf(number),
            SubmittedAt = sent,
            FollowUpHash = $"{number:x64}",
            Fingerprint = $"{number:x64}",
            Role = (ReporterRole)random.Next(9),
            OrganisationCode = first ? world.Organisations[0] : random.NextDouble() < 0.02 ? null : world.Organisations[1 + random.Next(world.Organisations.Count - 1)],
            ProductId = product.Id,
            DegreeOfHarm = HarmOf(random.NextDouble()),
            OccurredOn = DateOnly.FromDateTime(sent.UtcDateTime),
            Description = MadeUpWords.Description(random),
            Unit = Units[random.Next(Units.Length)],
            ProductVersion = $"{random.Next(1, 9)}.{random.Next(0, 12)}",
        }.Begin();
        Report.Move(ReportStage.Received, ReportStage.Redacted, sent.AddSeconds(20));
        Report.Move(ReportStage.Redacted, ReportStage.AwaitingTriage, sent.AddSeconds(25));
        if (!waits)
        {
            Report.Move(ReportStage.AwaitingTriage, Stage == ReportStage.Rejected ? ReportStage.Rejected : ReportStage.Approved, Decided);
        }
        if (Stage == ReportStage.Exported)
        {
            Report.Move(ReportStage.Approved, ReportStage.Exported, Decided.AddHours(6));
        }
        Number = number;
        Random = random;
    }

    public Report Report { get; }

    public ReportStage Stage { get; }

    public DateTimeOffset Decided { get; }

    public string Product { get; }

    public Guid Supplier { get; }

    public int Number { get; }

    /// <summary>For whatever else belongs to it, in a fixed order.</summary>
    public Random Random { get; }

    /// <summary>Different for each number and without a pattern: the factor has no divisor in common with the number of references.</summary>
    public static string ReferenceOf(int number)
    {
        const string alphabet = "23456789BCDFGHJKMNPQRTVWXZ";
        const long all = 208827064576; // 26 to the power of 8
        var left = (number + 1) * 104729104729L % all;
        Span<char> signs = stackalloc char[8];
        for (var i = 0; i < signs.Length; i++, left /= alphabet.Length)
        {
            signs[i] = alphabet[(int)(left % alphabet.Length)];
        }
        return $"R-{signs[..4]}-{signs[4..]}";
    }

    /// <summary>An id in the order of time, the same whenever it is asked for.</summary>
    public static Guid IdOf(DateTimeOffset at, long number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, (at.ToUnixTimeMilliseconds() << 16) | 0x7000);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], number);
        return new Guid(bytes, bigEndian: true);
    }

    private static DegreeOfHarm HarmOf(double chance) => chance switch
    {
        < 0.002 => DegreeOfHarm.Death,
        < 0.012 => DegreeOfHarm.Severe,
        < 0.06 => DegreeOfHarm.Moderate,
        < 0.2 => DegreeOfHarm.Low,
        _ => DegreeOfHarm.HazardOnly,
    };
}
