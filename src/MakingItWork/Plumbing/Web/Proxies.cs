using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace MakingItWork.Plumbing.Web;

public static class Proxies
{
    /// <summary>Anybody can write X-Forwarded-For: it counts only from the proxies that a setting names.</summary>
    public static void UseTrustedProxies(this WebApplication app)
    {
        var named = app.Services.GetRequiredService<IOptions<WebOptions>>().Value.TrustedProxies
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (named.Length == 0)
        {
            return;
        }
        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            // through as many of them as there are: the first that is not named ends it
            ForwardLimit = null,
        };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in named)
        {
            forwarded.KnownIPNetworks.Add(Network(proxy));
        }
        app.UseForwardedHeaders(forwarded);
    }

    private static IPNetwork Network(string proxy)
    {
        if (IPNetwork.TryParse(proxy, out var network))
        {
            return network;
        }
        return IPAddress.TryParse(proxy, out var address)
            ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw new CannotStartException($"Web:TrustedProxies names \"{proxy}\", which is neither an address nor a network such as 10.0.0.0/8.");
    }
}
