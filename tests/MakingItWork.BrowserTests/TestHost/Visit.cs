using Microsoft.Playwright;

namespace MakingItWork.BrowserTests.TestHost;

/// <summary>One person's browser window, with a record of everything in it that should not have happened.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly ProgramProcess program;

    private Visit(IBrowserContext context, IPage page, ProgramProcess program, Watch watch)
    {
        this.context = context;
        this.program = program;
        Page = page;
        Watch = watch;
    }

    public IPage Page { get; }

    public Watch Watch { get; }

    public static async Task<Visit> BeginAsync(IBrowserContext context, ProgramProcess program)
    {
        context.SetDefaultTimeout(40_000);
        var watch = await Watch.OverAsync(context, program.Address);
        return new Visit(context, await context.NewPageAsync(), program, watch);
    }

    public ILocator this[string selector] => Page.Locator(selector);

    /// <summary>Opens a page and fails when it is not answered as expected.</summary>
    public async Task GoToAsync(string address, int status = 200)
    {
        var answer = await Page.GotoAsync(address);
        Assert.Equal(status, answer?.Status);
    }

    public async Task SignInAsync(string email)
    {
        await GoToAsync("/sign-in");
        await this["#Email"].FillAsync(email);
        await this["#Password"].FillAsync(program.DemoPassword);
        await this["#sign-in"].ClickAsync();
        await Assertions.Expect(Button("Sign out")).ToBeVisibleAsync();
    }

    public async Task SignOutAsync()
    {
        await Button("Sign out").ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Staff sign in" })).ToBeVisibleAsync();
    }

    /// <summary>Presses a single key once the page listens to keys: one that comes earlier does nothing, on purpose.</summary>
    public async Task KeyAsync(string key)
    {
        await Assertions.Expect(this["#keys-open"]).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync(key);
    }

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name });

    public ILocator Heading(string text) => Page.GetByRole(AriaRole.Heading, new() { Name = text });

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
