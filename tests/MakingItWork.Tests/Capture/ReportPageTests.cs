using AngleSharp.Dom;
using MakingItWork.Tests.TestHost;

namespace MakingItWork.Tests.Capture;

/// <summary>The report page as a browser without scripts uses it.</summary>
public abstract class ReportPageTests(TestApp app)
{
    private const string Sentence = "The result of one patient stays on the screen after choosing the next.";

    [Fact]
    public async Task ReportPage_WithoutScript_TakesPictureAndWords()
    {
        using var visitor = app.Visit();
        var page = await visitor.PageAsync("/report");
        Assert.All(page.QuerySelectorAll("script"), script => Assert.NotNull(script.GetAttribute("src")));
        var sent = await visitor.SendReportPageAsync(Filled(page, ("Description", Sentence), ("Product", "Larkfield Screening"), ("Organisation", "RGT")), [TestPictures.Png()]);

        var reference = sent.QuerySelector("#reference")!.TextContent;
        var link = sent.QuerySelector("#link")!.TextContent;
        var report = await app.ReportAsync(reference);
        Assert.Equal(("RGT", 1), (report.OrganisationCode, report.Screenshots.Count));
        var followed = await visitor.PageAsync(new Uri(link).AbsolutePath);
        Assert.Contains(reference, followed.Body!.TextContent, StringComparison.Ordinal);
        var again = await visitor.PageAsync("/report/sent");
        Assert.DoesNotContain(reference, again.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReportPage_WithAnError_KeepsWhatWasTypedAndThePictures()
    {
        using var visitor = app.Visit();
        var page = await visitor.PageAsync("/report");
        var refused = await visitor.SendReportPageAsync(
            Filled(page, ("Description", Sentence), ("Product", ""), ("Unit", "Bay <3>"), ("OccurredOn", "31/2/2026"), ("DegreeOfHarm", "Low"), ("Role", "Midwife")),
            [TestPictures.Png(1), TestPictures.Png(2)]);

        var messages = refused.QuerySelector(".nhsuk-error-summary")!.TextContent;
        Assert.Contains("Enter the name of the health record system", messages, StringComparison.Ordinal);
        Assert.Contains("Date must be a real date", messages, StringComparison.Ordinal);
        Assert.StartsWith("Error", refused.Title, StringComparison.Ordinal);
        Assert.Equal(Sentence, refused.QuerySelector("#Description")!.TextContent.Trim());
        Assert.Equal("Bay <3>", refused.QuerySelector("#Unit")!.GetAttribute("value"));
        Assert.Equal("31/2/2026", refused.QuerySelector("#OccurredOn")!.GetAttribute("value"));
        Assert.True(refused.QuerySelector("input[name=DegreeOfHarm][value=Low]")!.HasAttribute("checked"));
        Assert.True(refused.QuerySelector("#Role option[value=Midwife]")!.HasAttribute("selected"));
        Assert.Equal(2, refused.QuerySelectorAll("input[name=Remove]").Length);

        var sent = await visitor.SendReportPageAsync(Filled(refused, ("Product", "Larkfield Screening"), ("OccurredOn", ""), ("Remove", "1")));
        var report = await app.ReportAsync(sent.QuerySelector("#reference")!.TextContent);
        var kept = Assert.Single(report.Screenshots);
        Assert.Equal(TestPictures.Png(2), await app.StoredAsync(kept.UploadKey!));
    }

    [Fact]
    public async Task ReportPage_WithAWrongFile_SaysSoAndKeepsTheRightOne()
    {
        using var visitor = app.Visit();
        var page = await visitor.PageAsync("/report");
        var refused = await visitor.SendReportPageAsync(Filled(page, ("Product", "Larkfield Screening")), [TestPictures.Png(), BadFiles.WebPage]);
        Assert.Contains("web page or text, not a picture", refused.QuerySelector(".nhsuk-error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("file 2 of 2", refused.QuerySelector("#pictures-error")!.TextContent, StringComparison.Ordinal);
        Assert.Single(refused.QuerySelectorAll("input[name=Remove]"));
    }

    [Fact]
    public async Task ReportPage_SentTwiceFromOnePage_IsOneReport()
    {
        using var visitor = app.Visit();
        var fields = Filled(await visitor.PageAsync("/report"), ("Description", Sentence), ("Product", "Larkfield Screening"));
        var first = await visitor.SendReportPageAsync(fields, [TestPictures.Png()]);
        var second = await visitor.SendReportPageAsync(fields, [TestPictures.Png()]);
        Assert.Equal(first.QuerySelector("#reference")!.TextContent, second.QuerySelector("#reference")!.TextContent);
        Assert.Equal(first.QuerySelector("#link")!.TextContent, second.QuerySelector("#link")!.TextContent);
    }

    [Fact]
    public async Task ReportPage_ThatShowsTypedText_NeverRunsIt()
    {
        using var visitor = app.Visit();
        const string attack = "\"><script>alert(1)</script>";
        var page = await visitor.SendReportPageAsync(new Dictionary<string, string> { ["Description"] = attack, ["Unit"] = attack });
        Assert.DoesNotContain(page.QuerySelectorAll("script"), script => script.TextContent.Contains("alert", StringComparison.Ordinal));
        Assert.Equal(attack, page.QuerySelector("#Unit")!.GetAttribute("value"));
    }

    /// <summary>The fields of the page's form with their values, some of them changed.</summary>
    private static Dictionary<string, string> Filled(IDocument page, params (string Name, string Value)[] changed)
    {
        var fields = page.QuerySelectorAll("form[enctype] input:not([type=radio]):not([type=checkbox]):not([type=file])")
            .ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value") ?? "");
        fields["Description"] = page.QuerySelector("#Description")!.TextContent.Trim();
        fields["DegreeOfHarm"] = page.QuerySelector("input[name=DegreeOfHarm][checked]")!.GetAttribute("value")!;
        foreach (var (name, value) in changed)
        {
            fields[name] = value;
        }
        return fields;
    }
}

[Collection(Apps.QuietSqlite)]
public sealed class ReportPageSqliteTests(QuietSqliteApp app) : ReportPageTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class ReportPagePostgreSqlTests(QuietPostgreSqlApp app) : ReportPageTests(app);
