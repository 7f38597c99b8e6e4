using System.Text.RegularExpressions;
using MakingItWork.BrowserTests.TestHost;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MakingItWork.BrowserTests.Journeys;

/// <summary>One report from the clipboard of a clinician to the supplier's answer, with everybody at their own computer.</summary>
[Collection(ReadingSite.Name)]
public sealed partial class WholeJourneyTests(ReadingSite site)
{
    private const string Answer = "Refresh the page after you change the clinic, until version 2026.4 does it for you.";

    [Fact]
    public async Task Report_PastedFromTheClipboard_ComesBackToItsReporterWithTheSuppliersAnswer()
    {
        await using var clinician = await site.VisitAsync();
        await using var safetyTeam = await site.VisitAsync();
        await using var nationalTeam = await site.VisitAsync();
        await using var supplier = await site.VisitAsync();

        var sent = await ReportAsync(clinician);
        await clinician.FollowUntilAsync(sent, "Waiting for the safety team");
        await ApproveAsync(safetyTeam, sent.Reference);
        await ExportAsync(nationalTeam, sent.Reference);
        await SendDigestsAsync(nationalTeam);
        var hazard = await AnswerAsync(supplier, sent.Reference);
        LeftOnDisk(sent.Reference, hazard);

        await clinician.FollowUntilAsync(sent, "Passed on", seconds: 20);
        await Expect(clinician["main"]).ToContainTextAsync("The supplier plans to fix it in version 2026.4");
        await Expect(clinician["main"]).ToContainTextAsync(Answer);

        foreach (var visit in new[] { clinician, safetyTeam, nationalTeam, supplier })
        {
            Assert.NotEmpty(visit.Watch.Requests);
            visit.Watch.HasSeenNothingWrong();
        }
        Assert.DoesNotMatch(NhsNumber(), site.Program.Log);
    }

    private static async Task<Sent> ReportAsync(Visit clinician)
    {
        await clinician.GoToAsync("/");
        await clinician["#start"].ClickAsync();
        await clinician.PasteAsync("participant-details-flat.png");
        await clinician["#Description"].FillAsync(
            $"The address shown belonged to another patient, NHS number {Reporting.NhsNumber}. I nearly selected the wrong patient and there was no alert.");
        await clinician["#Product"].FillAsync("Larkfield Screening");
        await clinician["#more summary"].ClickAsync();
        await clinician["#ProductVersion"].FillAsync("2026.2");
        await clinician["#Screen"].FillAsync("Participant details");
        await clinician["#Organisation"].FillAsync("RGT");
        await Expect(clinician[".miw-mark--found"].First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        var sent = await clinician.SendAsync();
        await clinician["#copy-link"].ClickAsync();
        await Expect(clinician["#copy-status"]).ToHaveTextAsync("Link copied.");
        return sent;
    }

    private static async Task ApproveAsync(Visit safetyTeam, string reference)
    {
        await safetyTeam.SignInAsync("safety.cambridge@example.org");
        await Expect(safetyTeam[$"#{reference} .miw-thumbnail"]).ToBeVisibleAsync();
        await safetyTeam[$"#{reference} a"].ClickAsync();

        await Expect(safetyTeam["#picture-1 img"]).ToBeVisibleAsync();
        Assert.Equal(1047, await safetyTeam["#picture-1 img"].EvaluateAsync<int>("image => image.naturalWidth"));
        // what the reporter's browser covered is in the pixels, and leaves the server nothing to cover
        await Expect(safetyTeam["#picture-1 figcaption"]).ToContainTextAsync("covers over patient details");
        var words = await safetyTeam["#description"].EvaluateAsync<string>("p => { const copy = p.cloneNode(true); copy.querySelectorAll('sup, sup + span').forEach((number) => number.remove()); return copy.textContent; }");
        Assert.Contains("The address shown belonged to another patient", words, StringComparison.Ordinal);
        Assert.DoesNotMatch(NhsNumber(), await safetyTeam.Page.ContentAsync());
        await Expect(safetyTeam["#description mark"].First).ToBeVisibleAsync();
        await Expect(safetyTeam[".miw-facts"]).ToContainTextAsync("Participant details");

        await safetyTeam.ApproveAsync(reference, hasPicture: true);
        await Expect(safetyTeam[$"#{reference}"]).ToHaveCountAsync(0);
        await safetyTeam.SignOutAsync();
        await safetyTeam.GoToAsync($"/triage/{reference}");
        await Expect(safetyTeam.Heading("Sign in")).ToBeVisibleAsync();
    }

    private static async Task ExportAsync(Visit nationalTeam, string reference)
    {
        await nationalTeam.SignInAsync("safety.national@example.org");
        await nationalTeam.Page.GetByRole(AriaRole.Link, new() { Name = "National export" }).ClickAsync();
        await nationalTeam["#run-export"].ClickAsync();
        await nationalTeam["tbody a"].First.ClickAsync();
        var rows = nationalTeam["#ledger tbody tr"].Filter(new() { HasText = reference });
        await Expect(rows).ToHaveCountAsync(2);
        await Expect(rows.Filter(new() { HasText = "Written" })).ToHaveCountAsync(2);
    }

    private static async Task SendDigestsAsync(Visit nationalTeam)
    {
        await nationalTeam.Page.GetByRole(AriaRole.Link, new() { Name = "Digests" }).ClickAsync();
        await nationalTeam["#send-digests"].ClickAsync();
        await Expect(nationalTeam["#digests tbody tr"].Filter(new() { HasText = "Larkfield" })).ToContainTextAsync("Sent");
    }

    /// <returns>The reference of the hazard.</returns>
    private static async Task<string> AnswerAsync(Visit supplier, string reference)
    {
        await supplier.SignInAsync("larkfield@example.org");
        await supplier["#hazards tbody a"].ClickAsync();
        await Expect(supplier[$"#{reference} img"]).ToBeVisibleAsync();
        await Expect(supplier[$"#{reference}"]).ToContainTextAsync("Screen: Participant details.");
        await Expect(supplier[$"#{reference}"]).ToContainTextAsync("The address shown belonged to another patient");
        Assert.DoesNotMatch(NhsNumber(), await supplier.Page.ContentAsync());
        Assert.DoesNotContain("Cambridge", await supplier["main"].InnerTextAsync(), StringComparison.OrdinalIgnoreCase);
        await supplier.Page.GetByLabel("A fix is planned").CheckAsync();
        await supplier["#FixVersion"].FillAsync("2026.4");
        await supplier["#Words"].FillAsync(Answer);
        await supplier["#send-answer"].ClickAsync();
        await Expect(supplier["main"]).ToContainTextAsync("Your answer is saved");
        return new Uri(supplier.Page.Url).Segments[^1];
    }

    private void LeftOnDisk(string reference, string hazard)
    {
        var batch = Directory.GetDirectories(Path.Combine(site.Program.DataFolder, "export")).Single();
        var csv = File.ReadAllText(Path.Combine(batch, "nrls.csv"));
        var json = File.ReadAllText(Path.Combine(batch, $"lfpse-{reference}.json"));
        var mail = File.ReadAllText(Directory.GetFiles(Path.Combine(site.Program.DataFolder, "mail"), "*.eml").Single());
        Assert.Contains(reference, csv, StringComparison.Ordinal);
        Assert.Contains("belonged to another patient", json, StringComparison.Ordinal);
        Assert.Contains("larkfield.example", mail, StringComparison.Ordinal);
        Assert.Contains(hazard, Decoded(mail), StringComparison.Ordinal);
        Assert.All([csv, json, mail, Decoded(mail)], text => Assert.DoesNotMatch(NhsNumber(), text));
    }

    /// <summary>The parts of a message that travel as base64.</summary>
    private static string Decoded(string mail) => string.Concat(Base64().Matches(mail.ReplaceLineEndings("\n"))
        .Select(part => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(part.Groups[1].Value))));

    [GeneratedRegex(@"999\s?000\s?0018")]
    private static partial Regex NhsNumber();

    [GeneratedRegex(@"base64\n(?:[\w-]+:.*\n)*\n((?:[A-Za-z0-9+/=]+\n)+)", RegexOptions.IgnoreCase)]
    private static partial Regex Base64();
}
