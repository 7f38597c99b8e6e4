using System.Text.Json;
using MakingItWork.Tests.TestHost;

namespace MakingItWork.Tests.Capture;

[Collection(Apps.QuietSqlite)]
public sealed class OpenApiSqliteTests(QuietSqliteApp app)
{
    [Fact]
    public async Task OpenApi_OfReports_NamesEveryFieldOfTheForm()
    {
        using var visitor = app.Visit();
        using var document = JsonDocument.Parse(await visitor.Http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)));
        var post = document.RootElement.GetProperty("paths").GetProperty("/api/v1/reports").GetProperty("post");
        var schema = post.GetProperty("requestBody").GetProperty("content").GetProperty("multipart/form-data").GetProperty("schema");
        if (schema.TryGetProperty("$ref", out var reference))
        {
            schema = document.RootElement.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        }
        Assert.Equal(
            ["degreeOfHarm", "description", "occurredOn", "organisation", "pictureNotes", "pictures", "product", "productVersion", "reporter", "role", "sameAs", "screen", "unit"],
            schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["202", "400", "409", "415", "429", "503"], post.GetProperty("responses").EnumerateObject().Select(answer => answer.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task OpenApi_OfTheWholeProgram_NamesOnlyThePublicEndpoints()
    {
        using var visitor = app.Visit();
        using var document = JsonDocument.Parse(await visitor.Http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)));
        Assert.Equal(
            ["/api/v1/follow-up/{secret}", "/api/v1/organisations", "/api/v1/products", "/api/v1/reports", "/api/v1/similar"],
            document.RootElement.GetProperty("paths").EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal));
    }
}
