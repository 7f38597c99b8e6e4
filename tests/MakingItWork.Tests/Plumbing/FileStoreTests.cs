using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Sealing;
using Microsoft.AspNetCore.DataProtection;

namespace MakingItWork.Tests.Plumbing;

/// <summary>What lies on the disk shows nothing, and opens only as it was written and under its own name.</summary>
public sealed class FileStoreTests : IDisposable
{
    private const int Chunk = 64 * 1024;
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("making-it-work-store-").FullName;
    private readonly EphemeralDataProtectionProvider keys = new();
    private readonly DiskFileStore store;

    public FileStoreTests() => store = Store(keys);

    public static TheoryData<int> Lengths => [0, 1, 15, 16, 17, Chunk - 1, Chunk, Chunk + 1, (2 * Chunk) - 16, 2 * Chunk, (3 * Chunk) + 77];

    [Theory]
    [MemberData(nameof(Lengths))]
    public async Task File_OfAnyLength_OpensAsItWasSaved(int length)
    {
        var content = Content(length);
        var stored = await SaveAsync(content);
        Assert.Equal(content, await store.ReadAsync(stored.Key, CancellationToken.None));
        Assert.Equal((length, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content))), (stored.Bytes, stored.Sha256));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public async Task File_CutShortAnywhere_IsRefused(int length)
    {
        var stored = await SaveAsync(Content(length));
        var whole = await File.ReadAllBytesAsync(PathOf(stored.Key));
        var chunks = (length / Chunk) + 1;
        var head = whole.Length - length - (16 * chunks);
        var cuts = Enumerable.Range(0, 60).Select(part => part * whole.Length / 60)
            .Concat(Enumerable.Range(0, chunks + 1).SelectMany(number => Enumerable.Range(-20, 40).Select(off => head + (number * (Chunk + 16)) + off)))
            .Where(cut => cut >= 0 && cut < whole.Length).Distinct();
        foreach (var cut in cuts)
        {
            await File.WriteAllBytesAsync(PathOf(stored.Key), whole[..cut]);
            await RefusedAsync(stored.Key, $"cut to {cut} of {whole.Length}");
        }
    }

    [Fact]
    public async Task File_WithAnyOneBitChanged_IsRefused()
    {
        var stored = await SaveAsync(Content(Chunk + 100));
        var whole = await File.ReadAllBytesAsync(PathOf(stored.Key));
        var places = Enumerable.Range(0, 400).Concat(Enumerable.Range(whole.Length - 200, 200)).Concat(Enumerable.Range(1, 200).Select(part => part * (whole.Length - 1) / 200));
        foreach (var place in places.Distinct())
        {
            var changed = (byte[])whole.Clone();
            changed[place] ^= (byte)(1 << (place % 8));
            await File.WriteAllBytesAsync(PathOf(stored.Key), changed);
            await RefusedAsync(stored.Key, $"byte {place}");
        }
    }

    [Fact]
    public async Task File_WithChunksSwappedRepeatedLeftOutOrAdded_IsRefused()
    {
        var stored = await SaveAsync(Content((3 * Chunk) + 10));
        var whole = await File.ReadAllBytesAsync(PathOf(stored.Key));
        var head = whole[..(whole.Length - (3 * (Chunk + 16)) - 26)];
        var chunks = Enumerable.Range(0, 4).Select(number => whole[(head.Length + (number * (Chunk + 16)))..Math.Min(whole.Length, head.Length + ((number + 1) * (Chunk + 16)))]).ToArray();
        foreach (var order in (int[][])[[1, 0, 2, 3], [0, 0, 2, 3], [0, 2, 3], [0, 1, 2], [0, 1, 2, 3, 3], [0, 1, 2, 3, 0], [3], []])
        {
            await File.WriteAllBytesAsync(PathOf(stored.Key), [.. head, .. order.SelectMany(number => chunks[number])]);
            await RefusedAsync(stored.Key, string.Join(',', order));
        }
        await File.WriteAllBytesAsync(PathOf(stored.Key), [.. head, .. chunks.SelectMany(chunk => chunk)]);
        Assert.Equal(Content((3 * Chunk) + 10), await store.ReadAsync(stored.Key, CancellationToken.None));
    }

    [Fact]
    public async Task TwoFiles_InEachOthersPlace_AreRefused()
    {
        var (one, two) = (await SaveAsync(Content(1000)), await SaveAsync(Content(2000)));
        File.Move(PathOf(one.Key), PathOf(one.Key) + "-aside");
        File.Move(PathOf(two.Key), PathOf(one.Key));
        File.Move(PathOf(one.Key) + "-aside", PathOf(two.Key));
        await RefusedAsync(one.Key, "swapped");
        await RefusedAsync(two.Key, "swapped");
    }

    [Fact]
    public async Task PlainFile_PutInAStoredOnesPlace_IsRefused()
    {
        var stored = await SaveAsync(Content(1000));
        await File.WriteAllBytesAsync(PathOf(stored.Key), Content(1000));
        await RefusedAsync(stored.Key, "plain");
    }

    [Fact]
    public async Task File_WithoutItsKey_IsRefusedAndSaysWhereTheKeyIsNamed()
    {
        var stored = await SaveAsync(Content(1000));
        var trouble = await Assert.ThrowsAsync<CannotBeOpenedException>(() => Store(new EphemeralDataProtectionProvider()).ReadAsync(stored.Key, CancellationToken.None));
        Assert.Contains("Storage:KeyFolder", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SameContent_SavedTwice_LooksDifferentOnTheDisk()
    {
        var (one, two) = (await SaveAsync(new byte[5000]), await SaveAsync(new byte[5000]));
        var (first, second) = (await File.ReadAllBytesAsync(PathOf(one.Key)), await File.ReadAllBytesAsync(PathOf(two.Key)));
        Assert.Equal(first.Length, second.Length);
        Assert.True(first.AsSpan(^4000..).IndexOf(second.AsSpan(^4000..)[..16]) < 0);
        Assert.DoesNotContain(one.Sha256, one.Key, StringComparison.Ordinal);
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    private DiskFileStore Store(IDataProtectionProvider protection) => new(new DataFolder(folder), new FileSeal(protection));

    private string PathOf(string key) => Path.Combine(folder, "files", key);

    private Task<StoredFile> SaveAsync(byte[] content) => store.SaveAsync("pictures", new MemoryStream(content), long.MaxValue, CancellationToken.None);

    private async Task RefusedAsync(string key, string how)
    {
        var trouble = await Record.ExceptionAsync(() => store.ReadAsync(key, CancellationToken.None));
        Assert.True(trouble is CannotBeOpenedException, $"{how}: {trouble?.GetType().Name ?? "it opened"}");
    }

    private static byte[] Content(int length)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        return content;
    }
}
