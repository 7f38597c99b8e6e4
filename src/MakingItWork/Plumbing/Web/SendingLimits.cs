using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace MakingItWork.Plumbing.Web;

/// <summary>
/// How much may be sent without an account from one address. Generous, because a whole trust can sit behind one; it stops
/// a program that has run wild, not a busy ward.
/// </summary>
public static class SendingLimits
{
    /// <summary>For endpoints that take reports.</summary>
    public const string Reports = "reports";

    /// <summary>For endpoints that answer a question.</summary>
    public const string Questions = "questions";

    /// <summary>For an issuer's word that somebody signed out there: as many as questions, but counted apart from them.</summary>
    public const string SignOuts = "sign-outs";

    public static IServiceCollection AddSendingLimits(this IServiceCollection services)
    {
        services.AddSingleton<PageSendingLimit>();
        services.AddSingleton<SignInLimit>();
        services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.AddPolicy(Reports, context => PerAddress(context, Options(context).ReportsAMinute));
            limits.AddPolicy(Questions, context => PerAddress(context, Options(context).QuestionsAMinute));
            limits.AddPolicy(SignOuts, context => PerAddress(context, Options(context).QuestionsAMinute));
            limits.OnRejected = async (rejected, cancel) =>
            {
                var seconds = Seconds(rejected.Lease);
                rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                await Results.Problem(
                    $"Too much is being sent from your network just now. Nothing was saved; try again in {seconds} seconds.",
                    statusCode: StatusCodes.Status429TooManyRequests).ExecuteAsync(rejected.HttpContext);
            };
        });
        return services;
    }

    /// <summary>As many at once as in a minute, and then as many a second as the minute allows. Looking at a page is never refused.</summary>
    internal static RateLimitPartition<string> PerAddress(HttpContext context, int perMinute) =>
        HttpMethods.IsGet(context.Request.Method) ? RateLimitPartition.GetNoLimiter("") : PerNetwork(context, perMinute);

    internal static RateLimitPartition<string> PerNetwork(HttpContext context, int perMinute) => perMinute <= 0
        ? RateLimitPartition.GetNoLimiter("")
        : RateLimitPartition.GetTokenBucketLimiter(Network(context.Connection.RemoteIpAddress), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perMinute,
            ReplenishmentPeriod = perMinute < 60 ? TimeSpan.FromSeconds(60.0 / perMinute) : TimeSpan.FromSeconds(1),
            TokensPerPeriod = Math.Max(1, perMinute / 60),
            QueueLimit = 0,
        });

    internal static int Seconds(RateLimitLease lease) =>
        lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 10;

    private static WebOptions Options(HttpContext context) => context.RequestServices.GetRequiredService<IOptions<WebOptions>>().Value;

    /// <summary>Whoever has one address of IPv6 has the rest of its network of 64 bits as well.</summary>
    private static string Network(IPAddress? address)
    {
        if (address is null)
        {
            return "";
        }
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(plain.GetAddressBytes().AsSpan(0, 8)) : plain.ToString();
    }
}

/// <summary>The same for the report page, which must not be answered by a bare error: what somebody typed would be lost.</summary>
public sealed class PageSendingLimit(IOptions<WebOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> limiter =
        PartitionedRateLimiter.Create<HttpContext, string>(context => SendingLimits.PerAddress(context, options.Value.ReportsAMinute));

    /// <returns>Null when the report may be sent; otherwise after how many seconds.</returns>
    public int? Wait(HttpContext context)
    {
        using var lease = limiter.AttemptAcquire(context);
        return lease.IsAcquired ? null : SendingLimits.Seconds(lease);
    }

    public void Dispose() => limiter.Dispose();
}
