using System.Reflection;
using System.Text.Json;

namespace MakingItWork.Tests.House;

public sealed class SettingsTests
{
    [Fact]
    public void ExampleSettings_ComparedWithTheOptionsClasses_AreTheSame()
    {
        var inCode = OptionsClasses().SelectMany(type => Settings(type).Select(setting => $"{SectionOf(type)}:{setting.Name} = {setting.Default}"));
        Assert.Equal(inCode.Order(StringComparer.Ordinal), InExample().Order(StringComparer.Ordinal));
    }

    /// <summary>Two classes on one section look like one to whoever sets it, and like two to whoever reads the code.</summary>
    [Fact]
    public void OptionsClasses_InTheProgram_HaveASectionEach() => Assert.Empty(OptionsClasses().GroupBy(SectionOf).Where(section => section.Count() > 1).Select(section => section.Key));

    [Fact]
    public void OptionsClasses_InTheProgram_AreFound() => Assert.True(OptionsClasses().Count() >= 9);

    private static IEnumerable<Type> OptionsClasses() => typeof(Program).Assembly.GetTypes().Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && SectionOf(type) is not null);

    private static string? SectionOf(Type type) => type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string;

    private static IEnumerable<(string Name, string Default)> Settings(Type type)
    {
        var defaults = Activator.CreateInstance(type);
        return type.GetProperties().Where(property => property.CanWrite).Select(property => (property.Name, property.GetValue(defaults)?.ToString() ?? ""));
    }

    private static IEnumerable<string> InExample()
    {
        using var example = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Repository.Root, "appsettings.example.json")), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        return [.. example.RootElement.EnumerateObject().SelectMany(section => section.Value.EnumerateObject().Select(setting =>
            $"{section.Name}:{setting.Name} = {(setting.Value.ValueKind == JsonValueKind.String ? setting.Value.GetString() : char.ToUpperInvariant(setting.Value.GetRawText()[0]) + setting.Value.GetRawText()[1..])}"))];
    }
}
