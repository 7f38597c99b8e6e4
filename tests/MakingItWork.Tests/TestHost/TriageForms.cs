using System.Net;
using AngleSharp.Dom;

namespace MakingItWork.Tests.TestHost;

/// <summary>The forms of a report's page, sent as its buttons send them.</summary>
public static class TriageForms
{
    public static async Task<Visitor> SignedInAsync(this TestApp app, string email)
    {
        var visitor = app.Visit();
        await visitor.SignInAsync(email, app.DemoPassword);
        return visitor;
    }

    /// <summary>Opens the page and sends its decision form by one of its buttons.</summary>
    public static async Task<IDocument> PostDecisionAsync(this Visitor person, string address, string handler, params (string Name, string Value)[] fields) =>
        await person.SendDecisionAsync(await person.PageAsync(address), address, handler, fields);

    /// <summary>Sends the decision form of a page that was opened before.</summary>
    public static Task<IDocument> SendDecisionAsync(this Visitor person, IDocument opened, string address, string handler, params (string Name, string Value)[] fields) =>
        person.SendAsync(new Uri($"{address}?handler={handler}", UriKind.Relative), Hidden(opened.QuerySelector("#decision")!).Concat(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    /// <summary>Presses the one button of a form.</summary>
    public static Task<IDocument> SubmitAsync(this Visitor person, IElement form) =>
        person.SendAsync(new Uri(form.GetAttribute("action")!, UriKind.Relative), Hidden(form));

    /// <summary>Posts with the token of a page of theirs, as their own browser would.</summary>
    public static async Task<(HttpStatusCode Status, string Said)> PostFieldsAsync(this Visitor person, string address, params (string Name, string Value)[] fields)
    {
        var token = (await person.PageAsync("/account")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).Append(KeyValuePair.Create("__RequestVerificationToken", token)));
        using var answer = await person.Http.PostAsync(new Uri(address, UriKind.Relative), content);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static IEnumerable<KeyValuePair<string, string>> Hidden(IElement form) => form.QuerySelectorAll("input[type=hidden]")
        .Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value") ?? ""));
}
