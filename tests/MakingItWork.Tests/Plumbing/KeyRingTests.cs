using System.Security.Cryptography;
using System.Text;
using MakingItWork.Plumbing;
using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Secrets;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace MakingItWork.Tests.Plumbing;

/// <summary>Where the keys lie, what protects them, and what happens when they change or are lost.</summary>
public sealed class KeyRingTests : IDisposable
{
    private const string Plain = "A screen with a patient on it";
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("making-it-work-keys-").FullName;

    private string Data => Path.Combine(folder, "data");

    private string Beside => Data + "-keys";

    private string Inside => Path.Combine(Data, "keys");

    [Fact]
    public async Task Keys_ByDefault_LieBesideTheDataFolderAndOpenItAgain()
    {
        var key = await SaveAsync(new StorageOptions());
        Assert.NotEmpty(Keys(Beside));
        Assert.False(System.IO.Directory.Exists(Inside));
        Assert.Equal(Plain, await ReadAsync(new StorageOptions(), key));
    }

    [Theory]
    [InlineData("data/keys")]
    [InlineData("data/files/../keys")]
    [InlineData("data")]
    public async Task KeyFolder_InTheDataFolder_IsRefused(string keys) =>
        Assert.Contains("whoever copies the pictures would copy their keys", await RefusedAsync(new StorageOptions { KeyFolder = Path.Combine(folder, keys) }), StringComparison.Ordinal);

    [Theory]
    [InlineData("short")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public async Task EncryptionKey_ThatIsNoKey_IsRefusedWithoutRepeatingIt(string key)
    {
        var refusal = await RefusedAsync(new StorageOptions { EncryptionKey = key });
        Assert.Contains("32 random bytes in base64", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain(key, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EncryptionKeyFile_InTheDataFolder_IsRefused() =>
        Assert.Contains("lies in the data folder", await RefusedAsync(new StorageOptions { EncryptionKeyFile = Path.Combine(Data, "key") }), StringComparison.Ordinal);

    [Fact]
    public async Task SuppliedKey_WithACopyOfTheDataFolder_OpensItAndNothingElseDoes()
    {
        var supplied = NewKey();
        var key = await SaveAsync(new StorageOptions { EncryptionKey = supplied });
        Assert.False(System.IO.Directory.Exists(Beside));
        Assert.All(Keys(Inside), path => Assert.DoesNotContain("<masterKey", File.ReadAllText(path), StringComparison.Ordinal));

        Assert.Equal(Plain, await ReadAsync(new StorageOptions { EncryptionKey = supplied }, key));
        var file = Path.Combine(folder, "supplied");
        await File.WriteAllTextAsync(file, supplied + "\n");
        Assert.Equal(Plain, await ReadAsync(new StorageOptions { EncryptionKeyFile = file }, key));
        Assert.Contains("the key that opens them is missing", await RefusedAsync(new StorageOptions { KeyFolder = Moved(Inside) }), StringComparison.Ordinal);
        Assert.Contains("with another key", await RefusedAsync(new StorageOptions { EncryptionKey = NewKey(), KeyFolder = Path.Combine(folder, "moved") }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SuppliedKey_ReplacedByANewer_ClosesNewFilesAndTheOlderStillOpensOldOnes()
    {
        var (first, second) = (NewKey(), NewKey());
        var old = await SaveAsync(new StorageOptions { EncryptionKey = first });
        var both = new StorageOptions { EncryptionKey = $"{second}, {first}" };
        var fresh = await SaveAsync(both);
        Assert.Equal(Plain, await ReadAsync(both, old));
        Assert.Equal(Plain, await ReadAsync(both, fresh));
        Assert.NotEqual(WrappedBy(old), WrappedBy(fresh));
        Assert.Equal(WrappedBy(fresh), WrappedBy(await SaveAsync(both)));
        Assert.Contains("Put the older key behind the new one", await RefusedAsync(new StorageOptions { EncryptionKey = second }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SuppliedKey_GivenLater_EncryptsTheKeysThatLayInPlain()
    {
        var old = await SaveAsync(new StorageOptions());
        var supplied = new StorageOptions { EncryptionKey = NewKey() };
        var fresh = await SaveAsync(supplied);
        Assert.False(System.IO.Directory.Exists(Beside));
        Assert.All(Keys(Inside), path => Assert.DoesNotContain("<masterKey", File.ReadAllText(path), StringComparison.Ordinal));
        Assert.Equal(Plain, await ReadAsync(supplied, old));
        Assert.NotEqual(WrappedBy(old), WrappedBy(fresh));
    }

    [Fact]
    public async Task KeyMadeLater_ClosesNewFilesAndOldOnesStillOpen()
    {
        var old = await SaveAsync(new StorageOptions());
        await using (var services = await StartedAsync(new StorageOptions()))
        {
            // as the framework does by itself before the newest is 90 days old
            services.GetRequiredService<IKeyManager>().CreateNewKey(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(90));
        }
        var fresh = await SaveAsync(new StorageOptions());
        Assert.NotEqual(WrappedBy(old), WrappedBy(fresh));
        Assert.Equal([Plain, Plain], [await ReadAsync(new StorageOptions(), old), await ReadAsync(new StorageOptions(), fresh)]);
    }

    [Fact]
    public async Task LostKeys_AreNoticedAtTheStartAndNothingIsReplaced()
    {
        var key = await SaveAsync(new StorageOptions());
        var kept = Moved(Beside);
        var refusal = await RefusedAsync(new StorageOptions());
        Assert.Contains($"The keys in {Beside} are not those with which {Data} was encrypted", refusal, StringComparison.Ordinal);
        Assert.Equal(Plain, await ReadAsync(new StorageOptions { KeyFolder = kept }, key));
    }

    [Fact]
    public async Task LostKeys_GivenUpAsTheMessageSays_LetTheProgramGoOn()
    {
        var lost = await SaveAsync(new StorageOptions());
        System.IO.Directory.Delete(Beside, recursive: true);
        File.Delete(Path.Combine(Data, "files", "key-check"));
        var fresh = await SaveAsync(new StorageOptions());
        Assert.Equal(Plain, await ReadAsync(new StorageOptions(), fresh));
        await Assert.ThrowsAsync<MakingItWork.Plumbing.Sealing.CannotBeOpenedException>(() => ReadAsync(new StorageOptions(), lost));
    }

    [Fact]
    public async Task DataFolder_OfAnEarlierVersion_IsEncryptedAndItsKeysLeaveIt()
    {
        const string upload = "uploads/ab/ab00-000000000000";
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(PathOf(upload))!);
        await File.WriteAllTextAsync(PathOf(upload), Plain);
        var followUp = RandomNumberGenerator.GetBytes(32);
        System.IO.Directory.CreateDirectory(Inside);
        await File.WriteAllBytesAsync(Path.Combine(Inside, "follow-up.key"), followUp);
        var words = DataProtectionProvider.Create(new DirectoryInfo(Inside), ring => ring.SetApplicationName("MakingItWork")).CreateProtector("words").Protect(Plain);

        await using var services = await StartedAsync(new StorageOptions());
        var (protection, secret) = (services.GetRequiredService<IDataProtectionProvider>(), services.GetRequiredService<ServerSecret>());
        Assert.Equal(Plain, protection.CreateProtector("words").Unprotect(words));
        Assert.Equal(Plain, Encoding.UTF8.GetString(await services.GetRequiredService<IFileStore>().ReadAsync(upload, CancellationToken.None)));
        Assert.DoesNotContain(Plain, await File.ReadAllTextAsync(PathOf(upload)), StringComparison.Ordinal);
        Assert.False(System.IO.Directory.Exists(Inside));
        // what lay in the data folder may have been copied with it: it closes nothing any more
        Assert.NotEqual(KeyOf(Convert.FromBase64String(words.Replace('-', '+').Replace('_', '/').PadRight((words.Length + 3) / 4 * 4, '='))), WrappedBy(upload));
        // links that were given out still lead to their reports
        var id = Guid.NewGuid();
        var link = secret.LinkSecret(id);
        Assert.DoesNotContain(Convert.ToHexString(followUp), Convert.ToHexString(await File.ReadAllBytesAsync(Path.Combine(Beside, "follow-up.key"))), StringComparison.Ordinal);
        await using var again = await StartedAsync(new StorageOptions());
        Assert.Equal(link, again.GetRequiredService<ServerSecret>().LinkSecret(id));
        Assert.Equal(link, new ServerSecret(Microsoft.Extensions.Options.Options.Create(new SecretsOptions { FollowUpKey = Convert.ToBase64String(followUp) }), again.GetRequiredService<KeyRing>(), protection).LinkSecret(id));
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    /// <summary>What the program does before its first request.</summary>
    private async Task<ServiceProvider> StartedAsync(StorageOptions storage)
    {
        var services = new ServiceCollection().AddLogging()
            .AddPlumbing(new ConfigurationBuilder().Build(), storage, new DataFolder(Data))
            .BuildServiceProvider();
        services.GetRequiredService<KeyRing>().UseNewKeyIfNeeded(services.GetRequiredService<IKeyManager>());
        await services.GetRequiredService<StoreCheck>().RunAsync(CancellationToken.None);
        return services;
    }

    private async Task<string> SaveAsync(StorageOptions storage)
    {
        await using var services = await StartedAsync(storage);
        return (await services.GetRequiredService<IFileStore>().SaveAsync("pictures", Content(), 1000, CancellationToken.None)).Key;
    }

    private async Task<string> ReadAsync(StorageOptions storage, string key)
    {
        await using var services = await StartedAsync(storage);
        return Encoding.UTF8.GetString(await services.GetRequiredService<IFileStore>().ReadAsync(key, CancellationToken.None));
    }

    private async Task<string> RefusedAsync(StorageOptions storage) =>
        (await Assert.ThrowsAsync<CannotStartException>(async () => await (await StartedAsync(storage)).DisposeAsync())).Message;

    private string Moved(string keys)
    {
        var to = Path.Combine(folder, "moved");
        System.IO.Directory.Move(keys, to);
        return to;
    }

    private string PathOf(string key) => Path.Combine(Data, "files", key);

    /// <summary>The key of the ring that wrapped the file's own.</summary>
    private Guid WrappedBy(string key) => KeyOf(File.ReadAllBytes(PathOf(key)).AsSpan(10));

    private static Guid KeyOf(ReadOnlySpan<byte> protectedBytes) => new(protectedBytes.Slice(4, 16));

    private static IEnumerable<string> Keys(string folder) => System.IO.Directory.EnumerateFiles(folder, "key-*.xml");

    private static MemoryStream Content() => new(Encoding.UTF8.GetBytes(Plain));

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}
