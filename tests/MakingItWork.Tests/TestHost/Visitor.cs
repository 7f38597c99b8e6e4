using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using MakingItWork.Capture;

namespace MakingItWork.Tests.TestHost;

/// <summary>Someone with a browser: cookies are kept, redirects are followed, forms are filled from the page that shows them.</summary>
public sealed class Visitor : IDisposable
{
    private readonly HttpClientHandler handler = new() { CookieContainer = new CookieContainer() };

    public Visitor(Uri address)
    {
        Http = new HttpClient(handler) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
    }

    public HttpClient Http { get; }

    public string? CookieOf(string name) => handler.CookieContainer.GetCookies(Http.BaseAddress!)[name]?.Value;

    public void Plant(string name, string value) => handler.CookieContainer.Add(Http.BaseAddress!, new Cookie(name, value));

    public void Dispose()
    {
        Http.Dispose();
        handler.Dispose();
    }

    public async Task<IDocument> PageAsync(string address)
    {
        using var answer = await Http.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute));
        return await Document(answer);
    }

    public async Task<HttpStatusCode> StatusAsync(string address)
    {
        using var answer = await Http.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute));
        return answer.StatusCode;
    }

    /// <summary>Fills the page's form that holds a field of the given names and sends it, as a browser would.</summary>
    public async Task<IDocument> SendFormAsync(string address, IReadOnlyDictionary<string, string> fields, string? handlerName = null)
    {
        var page = await PageAsync(address);
        var form = page.QuerySelectorAll("form").FirstOrDefault(f => f.GetAttribute("action") != "/sign-out" && (handlerName is null || f.OuterHtml.Contains(handlerName, StringComparison.OrdinalIgnoreCase)))
            ?? throw new InvalidOperationException($"No form on {address}.");
        var content = new List<KeyValuePair<string, string>>();
        foreach (var input in form.QuerySelectorAll("input[type=hidden], input[type=text], input[type=email], select, textarea"))
        {
            var name = input.GetAttribute("name");
            if (name is not null && !fields.ContainsKey(name))
            {
                content.Add(new(name, input.GetAttribute("value") ?? ""));
            }
        }
        content.AddRange(fields);
        var action = handlerName is null ? form.GetAttribute("action") ?? address : $"{address}?handler={handlerName}";
        using var answer = await Http.PostAsync(new Uri(action.Length == 0 ? address : action, UriKind.RelativeOrAbsolute), new FormUrlEncodedContent(content));
        return await Document(answer);
    }

    /// <summary>Sends these fields of a form, as they stand.</summary>
    public async Task<IDocument> SendAsync(Uri address, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await Http.PostAsync(address, content);
        return await Document(answer);
    }

    public async Task SignInAsync(string email, string password)
    {
        var page = await SendFormAsync("/sign-in", new Dictionary<string, string> { ["Email"] = email, ["Password"] = password });
        if (page.QuerySelector("form[action='/sign-out']") is null)
        {
            throw new InvalidOperationException($"{email} could not sign in: {page.QuerySelector("h1")?.TextContent} {page.QuerySelector(".nhsuk-error-summary")?.TextContent}");
        }
    }

    /// <summary>Where a request ends after all redirects, and with which status.</summary>
    public async Task<(HttpStatusCode Status, string Path)> EndsAtAsync(string address)
    {
        using var answer = await Http.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute));
        return (answer.StatusCode, answer.RequestMessage!.RequestUri!.AbsolutePath);
    }

    /// <summary>Sends the report page's form as a browser without scripts does.</summary>
    public async Task<IDocument> SendReportPageAsync(IReadOnlyDictionary<string, string> fields, IEnumerable<byte[]>? pictures = null)
    {
        using var form = FormOf(fields, pictures);
        using var answer = await Http.PostAsync(new Uri("/report", UriKind.Relative), form);
        return await Document(answer);
    }

    /// <summary>Sends a report through the API.</summary>
    public async Task<HttpResponseMessage> SendReportAsync(IReadOnlyDictionary<string, string> fields, IEnumerable<byte[]>? pictures = null, string? key = null)
    {
        using var form = FormOf(fields, pictures);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/reports") { Content = form };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }
        return await Http.SendAsync(request);
    }

    /// <summary>Sends a report that must be refused.</summary>
    /// <returns>The messages by field, all in one line each.</returns>
    public async Task<IReadOnlyDictionary<string, string>> RefusedAsync(IReadOnlyDictionary<string, string> fields, IEnumerable<byte[]>? pictures = null)
    {
        using var answer = await SendReportAsync(fields, pictures);
        return await RefusedAsync(answer);
    }

    public static async Task<IReadOnlyDictionary<string, string>> RefusedAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = (await answer.Content.ReadFromJsonAsync<HttpValidationProblemDetails>())!;
        return problem.Errors.ToDictionary(error => error.Key, error => string.Join(" ", error.Value));
    }

    /// <summary>Sends a report that must be accepted.</summary>
    public async Task<SentReport> ReportAsync(string description, string product = "Larkfield Screening", string? organisation = "RGT", IEnumerable<byte[]>? pictures = null, string harm = "HazardOnly")
    {
        var fields = new Dictionary<string, string> { ["description"] = description, ["product"] = product, ["degreeOfHarm"] = harm, ["unit"] = "Ward 4", ["role"] = "Nurse" };
        if (organisation is not null)
        {
            fields["organisation"] = organisation;
        }
        using var answer = await SendReportAsync(fields, pictures);
        return await AcceptedAsync(answer);
    }

    public static async Task<SentReport> AcceptedAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var accepted = (await answer.Content.ReadFromJsonAsync<CaptureApi.AcceptedReport>())!;
        return new SentReport(accepted.Reference, accepted.FollowUp.Split('/')[^1]);
    }

    public static MultipartFormDataContent FormOf(IReadOnlyDictionary<string, string> fields, IEnumerable<byte[]>? pictures)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }
        foreach (var picture in pictures ?? [])
        {
            var content = new ByteArrayContent(picture);
            content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
            form.Add(content, "pictures", "screen.png");
        }
        return form;
    }

    private static async Task<IDocument> Document(HttpResponseMessage answer) =>
        await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
}

public sealed record SentReport(string Reference, string LinkSecret);
