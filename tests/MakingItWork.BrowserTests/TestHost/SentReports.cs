using System.Net.Http.Headers;
using System.Text.Json;

namespace MakingItWork.BrowserTests.TestHost;

/// <summary>What a reporter holds after sending.</summary>
/// <param name="Link">The private link, as a whole address.</param>
public sealed record Sent(string Reference, string Link);

/// <summary>Reports that a test needs but that it is not about: sent through the API.</summary>
internal static class SentReports
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private sealed record Accepted(string Reference, string FollowUp);

    public static async Task<Sent> SendAsync(this Site site, string description, string organisation, string? sample = null, string product = "Larkfield Screening", string? reporter = null)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(description), "description" },
            { new StringContent(product), "product" },
            { new StringContent("2026.2"), "productVersion" },
            { new StringContent(organisation), "organisation" },
            { new StringContent("Outpatients"), "unit" },
            { new StringContent("Low"), "degreeOfHarm" },
        };
        if (reporter is not null)
        {
            form.Add(new StringContent(reporter), "reporter");
        }
        if (sample is not null)
        {
            var picture = new ByteArrayContent(await File.ReadAllBytesAsync(Repository.Sample(sample)));
            picture.Headers.ContentType = new MediaTypeHeaderValue("image/png");
            form.Add(picture, "pictures", sample);
        }
        using var http = new HttpClient { BaseAddress = site.Program.Address };
        using var answer = await http.PostAsync(new Uri("/api/v1/reports", UriKind.Relative), form);
        var said = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, said);
        var accepted = JsonSerializer.Deserialize<Accepted>(said, Json)!;
        return new Sent(accepted.Reference, accepted.FollowUp);
    }
}
