namespace MakingItWork.Journey;
public static class Demo { public static Task<int> RunAsync(WebApplication app, string[] args) => Task.FromResult(0); }
