using MakingItWork.Tests.TestHost;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Tests.House;

/// <summary>Every address of the program with who may use it, held against a list that a person has read.</summary>
[Collection(Apps.QuietSqlite)]
public sealed class EndpointsTests(QuietSqliteApp app)
{
    private const string ListFile = "tests/MakingItWork.Tests/House/endpoints.txt";

    [Fact]
    public async Task Endpoints_OfTheProgram_AreThoseOfTheList()
    {
        var found = string.Join('\n', Lines()) + "\n";
        var path = Path.Combine(Repository.Root, ListFile);
        var listed = await File.ReadAllTextAsync(path);
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
            + $"If each new line is what you mean (look at the last column twice), take the list over:\n  cp {proposal} {path}");
    }

    private IEnumerable<string> Lines()
    {
        var lines = new List<string>();
        foreach (var endpoint in app.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>())
        {
            IEnumerable<string> methods = endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>() is { } page
                ? page.HandlerMethods.Select(handler => handler.HttpMethod?.ToUpperInvariant() ?? "ANY").Distinct().DefaultIfEmpty("GET").Order(StringComparer.Ordinal)
                : endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["ANY"];
            lines.Add($"{"/" + endpoint.RoutePattern.RawText?.TrimStart('/'),-40} {string.Join(',', methods),-10} {Who(endpoint.Metadata)}");
        }
        return lines.Distinct().Order(StringComparer.Ordinal);
    }

    private static string Who(EndpointMetadataCollection metadata)
    {
        var asked = metadata.GetOrderedMetadata<IAuthorizeData>();
        return metadata.GetMetadata<IAllowAnonymous>() is not null || asked.Count == 0
            ? "anyone"
            : string.Join(" and ", asked.Select(one => one.Policy ?? "signed in").Distinct());
    }
}
