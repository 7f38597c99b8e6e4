using System.Globalization;
using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Store;
using MakingItWork.Triage;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Journey;

/// <summary>Does at the demonstration's end what its safety teams would do by hand, through the same acts as their pages.</summary>
internal static class DemoTriage
{
    private const string NationalTeam = "safety.national@example.org";
    private const string WhenNothingIsSuggested = "3.3";

    public static async Task<bool> ApproveAsync(IServiceProvider services, IReadOnlyList<string> references)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReportsDb>();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        var claims = scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<Person>>();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var national = Viewer.Of(await claims.CreateAsync((await people.FindByEmailAsync(NationalTeam))!));
        var waiting = await db.Reports.AsNoTracking().Where(r => references.Contains(r.Reference) && r.Stage == ReportStage.AwaitingTriage)
            .Select(r => new { r.Id, r.Reference, r.OrganisationCode, r.DegreeOfHarm })
            .ToListAsync();
        foreach (var report in waiting)
        {
            var team = report.OrganisationCode is null ? null : await people.Users.FirstOrDefaultAsync(p => p.OrganisationCode == report.OrganisationCode);
            var viewer = team is null ? national : Viewer.Of(await claims.CreateAsync(team));
            var type = await db.Suggestions.Where(s => s.ReportId == report.Id && s.Rank == 1).Select(s => s.Code).SingleOrDefaultAsync();
            var result = await mediator.Send(new DecideReport(
                viewer, report.Reference, Approve: true, type ?? WhenNothingIsSuggested, SeverityFor(report.DegreeOfHarm), Likelihood.Medium, "Approved in the demonstration.", PicturesChecked: true) { ForGood = true });
            if (result.Outcome != DecideOutcome.Done)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {report.Reference} could not be approved: {result.Outcome}"));
            }
        }
        return true;
    }

    private static Severity SeverityFor(DegreeOfHarm harm) => harm switch
    {
        DegreeOfHarm.Death or DegreeOfHarm.Severe => Severity.Major,
        DegreeOfHarm.Moderate => Severity.Considerable,
        DegreeOfHarm.Low => Severity.Significant,
        _ => Severity.Minor,
    };
}
