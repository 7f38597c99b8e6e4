using MakingItWork.Plumbing.Web.OpenId;

namespace MakingItWork.Directory.SingleSignOn;

/// <summary>Why somebody is not in, what they can do, and whom to ask.</summary>
/// <param name="Missing">A code for whoever puts it right.</param>
/// <param name="Retry">Whether trying again can help.</param>
public sealed record SignOnWords(string Heading, string What, string Then, bool Retry, string? Missing = null)
{
    private const string Nobody = "You are not signed in, and nothing was changed.";

    public static SignOnWords Of(SignOnTrouble trouble, string name) => trouble switch
    {
        SignOnTrouble.Denied => new($"{name} did not sign you in", $"You, or {name}, stopped the sign-in. {Nobody}", "If you did not mean to, try again.", true),
        SignOnTrouble.Expired => new("The sign-in took too long", $"It was open for more than 15 minutes, was begun in another browser, or was used already. {Nobody}", "Start again. It takes a moment only.", true),
        SignOnTrouble.CodeRefused => new("The sign-in could not be finished", $"{name} did not accept what it gave your browser: that works once, and for a minute. {Nobody}", "Start again. If it happens every time, tell the people who run this service.", true),
        SignOnTrouble.Clocks => new("The clocks do not agree", $"{name} and this service disagree about the time, so this sign-in counts as too early or too late. {Nobody}", "Try again in a minute. If it happens every time, tell the people who run this service: its clock may be wrong.", true),
        SignOnTrouble.Level => new("A stronger sign-in is needed", $"You signed in at {name} in a way that is not strong enough for this service. {Nobody}", "Sign in there with your smartcard, security key or authenticator app.", true),
        SignOnTrouble.Untrusted => new("The sign-in was not accepted", $"What {name} sent could not be trusted. {Nobody}", "Try again. If it happens again, tell the people who run this service: the time and this page’s heading are enough.", true),
        _ => new($"{name} does not answer", $"This service could not reach {name}. {Nobody}", "Try again in a few minutes. Reports can be sent all the same: that needs no account.", true),
    };

    public static SignOnWords Of(ArrivalTrouble trouble, string name, string? missing) => trouble switch
    {
        ArrivalTrouble.NoRoleSelected => new("No role was selected", $"{name} knows you, but did not say for which organisation and in which role you work. {Nobody}", $"Sign in again and choose a role at {name}. If you have none there, ask the registration authority of your organisation.", true),
        ArrivalTrouble.UnknownOrganisation => new("Your organisation is not listed here", $"The organisation of the role that you selected is not in this service’s directory. {Nobody}", "Ask the administrator of this service to list it, or sign in again with a role at another organisation.", true, missing),
        ArrivalTrouble.RoleNotMapped => new("Your role opens nothing here", $"The role that you selected at {name} has no work in this service. {Nobody}", "If your work needs it, ask the administrator of this service to let this role in. If you have another role, sign in again with that one.", true, missing),
        ArrivalTrouble.RolesClash => new("Your roles do not go together", $"The role that you selected at {name} would give you rights here that one person must not have together. {Nobody}", "Ask the administrator of this service to change what this role gives.", false, missing),
        ArrivalTrouble.NoAddress => new("Your email address is missing", $"{name} gave no email address for you, and this service could not reach you about reports. {Nobody}", $"Add your work email address at {name}, or ask the registration authority of your organisation to.", true),
        ArrivalTrouble.AddressTaken => new("There is an account with your email address already", $"It was made in another way, and an email address alone does not prove that it is yours. {Nobody}", "Sign in with your password, or ask your administrator to hand the account over to single sign-on.", false),
        ArrivalTrouble.OtherOrganisation => new("You were invited by another organisation", $"The role that you selected at {name} is not at the organisation that invited you. {Nobody}", "Sign in again with your role at the organisation that invited you.", true),
        ArrivalTrouble.SignedOutThere => new($"You have signed out of {name}", $"{name} says that this sign-in has ended already. {Nobody}", "If you want to go on, sign in again.", true),
        _ => new("Your account is shut", $"{name} knows you, but an administrator has shut your account here. {Nobody}", "Ask the administrator of your organisation to open it again.", false),
    };
}
