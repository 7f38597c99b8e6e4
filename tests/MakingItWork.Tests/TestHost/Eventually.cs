namespace MakingItWork.Tests.TestHost;

public static class Eventually
{
    /// <summary>Waits until something holds; fails when it does not within the time.</summary>
    public static Task HoldsAsync(Func<bool> condition, int seconds = 40, Func<string>? otherwise = null) =>
        HoldsAsync(() => Task.FromResult(condition()), seconds, otherwise);

    public static async Task HoldsAsync(Func<Task<bool>> condition, int seconds = 40, Func<string>? otherwise = null)
    {
        var until = DateTime.UtcNow.AddSeconds(seconds);
        while (!await condition())
        {
            if (DateTime.UtcNow > until)
            {
                Assert.Fail(otherwise?.Invoke() ?? $"What was expected did not happen within {seconds} s.");
            }
            await Task.Delay(20);
        }
    }
}
