using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace MakingItWork.Plumbing.Web;

/// <summary>
/// How many sign-ins may fail a minute from one address, whoever's they are: for those who try one password on many
/// accounts. Only failures count, so that a ward behind one address can sign in as often as it likes.
/// </summary>
public sealed class SignInLimit(IOptions<WebOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> limiter =
        PartitionedRateLimiter.Create<HttpContext, string>(context => SendingLimits.PerNetwork(context, options.Value.WrongSignInsAMinute));

    /// <returns>Null when somebody may try; otherwise after how many seconds.</returns>
    public int? Wait(HttpContext context) =>
        // counted in whole tries: the bucket fills up by parts of one
        limiter.GetStatistics(context) is { CurrentAvailablePermits: < 1 } ? Math.Max(1, 60 / Math.Max(1, options.Value.WrongSignInsAMinute)) : null;

    public void Failed(HttpContext context) => limiter.AttemptAcquire(context).Dispose();

    public void Dispose() => limiter.Dispose();
}
