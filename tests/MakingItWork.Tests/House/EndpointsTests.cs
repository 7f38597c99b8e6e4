using MakingItWork.Tests.TestHost;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Tests.House;

/// <summary>Every address of the program with who may use it, held against a list that a person has read.</summary>
[Collection(Apps.QuietSqlite)]
public sealed class EndpointsTests(QuietSqliteApp app)
{
    [Fact]
    public async Task Endpoints_OfTheProgram_AreThoseOfTheList()
    {
        var found = string.Join('\n', Lines().Select(rule => rule.ToString()).Order(StringComparer.Ordinal)) + "\n";
        var path = Path.Combine(Repository.Root, EndpointRule.File);
        var listed = await File.ReadAllTextAsync(path);
        Assert.DoesNotContain(EndpointRule.Unsaid, listed, StringComparison.Ordinal);
        if (found == listed)
        {
            return;
        }
        var proposal = Path.Combine(AppContext.BaseDirectory, "endpoints.txt");
        await File.WriteAllTextAsync(proposal, found);
        var added = found.Split('\n').Except(listed.Split('\n'));
        var gone = listed.Split('\n').Except(found.Split('\n'));
        Assert.Fail(
            $"The addresses of the program, or who may use them, have changed.\nNew:\n  {string.Join("\n  ", added)}\nGone:\n  {string.Join("\n  ", gone)}\n"
            + $"If each new line is what you mean (look at the third column twice), take the list over and say at its end whose data it shows; the fourth column is what its id names, for RoleWalkTests:\n  cp {proposal} {path}");
    }

    private List<EndpointRule> Lines()
    {
        var listed = EndpointRules.Listed().ToDictionary(rule => $"{rule.Address} {rule.Policy}", StringComparer.Ordinal);
        var lines = new Dictionary<string, EndpointRule>(StringComparer.Ordinal);
        foreach (var endpoint in app.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>())
        {
            IEnumerable<string> methods = endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>() is { } page
                ? page.HandlerMethods.Select(handler => handler.HttpMethod?.ToUpperInvariant() ?? "ANY").Distinct().DefaultIfEmpty("GET").Order(StringComparer.Ordinal)
                : endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["ANY"];
            var address = "/" + endpoint.RoutePattern.RawText?.TrimStart('/');
            var who = Who(endpoint.Metadata);
            var known = listed.GetValueOrDefault($"{address} {who}");
            var all = lines.TryGetValue($"{address} {who}", out var other) ? other.Methods.Concat(methods).Distinct() : methods;
            lines[$"{address} {who}"] = new EndpointRule(address, [.. all], who, known?.Ids ?? (address.Contains('{', StringComparison.Ordinal) ? "?" : ""), known?.Rule ?? EndpointRule.Unsaid);
        }
        return [.. lines.Values];
    }

    private static string Who(EndpointMetadataCollection metadata)
    {
        var asked = metadata.GetOrderedMetadata<IAuthorizeData>();
        return metadata.GetMetadata<IAllowAnonymous>() is not null || asked.Count == 0
            ? "anyone"
            : string.Join(" and ", asked.Select(one => one.Policy ?? "signed in").Distinct());
    }
}
