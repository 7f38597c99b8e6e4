using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MakingItWork.Store;

/// <summary>
/// Times are UTC in storage. SQLite has no type for them that sorts, so there they are ticks;
/// the servers keep their own type, which a person can read.
/// </summary>
internal static class UtcTimes
{
    private static readonly ValueConverter<DateTimeOffset, long> Ticks =
        new(time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    private static readonly ValueConverter<DateTimeOffset, DateTimeOffset> Utc =
        new(time => time.ToUniversalTime(), time => time);

    public static void StoreTimesAsUtc(this ModelBuilder builder, string? provider)
    {
        ValueConverter converter = provider?.EndsWith("Sqlite", StringComparison.Ordinal) == true ? Ticks : Utc;
        foreach (var property in builder.Model.GetEntityTypes().SelectMany(AllProperties))
        {
            if (property.ClrType == typeof(DateTimeOffset) || property.ClrType == typeof(DateTimeOffset?))
            {
                property.SetValueConverter(converter);
            }
        }
    }

    private static IEnumerable<IMutableProperty> AllProperties(IMutableTypeBase type) =>
        type.GetProperties().Concat(type.GetComplexProperties().SelectMany(complex => AllProperties(complex.ComplexType)));
}
