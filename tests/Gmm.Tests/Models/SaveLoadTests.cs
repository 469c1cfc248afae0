using System.Security.Cryptography;
using System.Text;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

/// <summary>Oracles: the parameters before saving, bit by bit, and what must not have changed.</summary>
public sealed class SaveLoadTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gmm-tests-");

    private string PathOf(string name = "model.gmm") => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);

    private static GmmClassifier Classifier(int seed = 1)
    {
        manual_seed(seed);
        return new GmmClassifier(2, 3, [1, 2, 3]);
    }

    private static void SameBits(MixtureModel expected, MixtureModel actual)
    {
        foreach (var (e, a) in expected.parameters().Zip(actual.parameters()))
        {
            Assert.Equal(e.dtype, a.dtype);
            Assert.Equal(e.shape, a.shape);
            Assert.Equal(e.detach().bytes.ToArray(), a.detach().bytes.ToArray());
        }
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void AClassifier_IsOpenedAsItWasSaved(ScalarType dtype)
    {
        using var saved = Classifier();
        saved.to(dtype);
        saved.Save(PathOf());

        using var opened = GmmClassifier.Open(PathOf());

        SameBits(saved, opened);
        Assert.Equal([1, 2, 3], opened.ComponentCounts);
        Assert.Equal(2, opened.Features);
        Assert.True(opened.parameters().All(p => p.requires_grad));
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void ADensityModel_LoadsWhatWasSaved(ScalarType dtype)
    {
        manual_seed(2);
        using var saved = new GaussianMixModel(3, 5);
        using var other = new GaussianMixModel(3, 5);
        saved.to(dtype);
        other.to(dtype);
        saved.Save(PathOf());

        other.Load(PathOf());

        SameBits(saved, other);
        using var opened = GaussianMixModel.Open(PathOf());
        SameBits(saved, opened);
    }

    [Fact]
    public void AModelOfTheOtherParametrisation_IsOpenedAsItWasSaved()
    {
        using var saved = new GaussianMixModel(2, 3, Parametrisation.SoftmaxExp);
        saved.Save(PathOf());

        using var opened = GaussianMixModel.Open(PathOf());

        SameBits(saved, opened);
        Assert.Equal(Parametrisation.SoftmaxExp, opened.Parametrisation);
    }

    [Fact]
    public void AFileOfVersion1_WhichNamesNoParametrisation_IsOpenedAsReluAbs()
    {
        using var saved = Classifier();
        saved.Save(PathOf());
        byte[] bytes = File.ReadAllBytes(PathOf());
        int name = bytes.AsSpan().IndexOf("\u0007ReluAbs"u8);
        byte[] content = [.. bytes[52..name], .. bytes[(name + 8)..]];
        File.WriteAllBytes(
            PathOf(), [.. bytes[..8], 1, 0, 0, 0, .. BitConverter.GetBytes(content.LongLength), .. SHA256.HashData(content), .. content]);

        using var opened = GmmClassifier.Open(PathOf());

        SameBits(saved, opened);
        Assert.Equal(Parametrisation.ReluAbs, opened.Parametrisation);
    }

    [Fact]
    public void Load_KeepsAnOptimizerThatWasBuiltBeforeWorking()
    {
        using var saved = Classifier(1);
        using var model = Classifier(2);
        using var optimizer = optim.Adam(model.parameters(), 0.1);
        saved.Save(PathOf());

        model.Load(PathOf());
        model.forward(zeros(1, 2), returnLogits: true).sum().backward();
        optimizer.step();

        Assert.False(model.Means.Equals(saved.Means));
    }

    [Fact]
    public void Open_DrawsNoRandomNumber()
    {
        using var saved = Classifier();
        saved.Save(PathOf());
        manual_seed(7);
        float expected = rand(1).item<float>();

        manual_seed(7);
        GmmClassifier.Open(PathOf()).Dispose();

        Assert.Equal(expected, rand(1).item<float>());
    }

    /// <summary>Files that a classifier of 2 features and [1, 2, 3] components must refuse, and what it says of each.</summary>
    public static TheoryData<string, Action<string>> BadFiles => new()
    {
        { "GmmClassifier of 2 features and [1, 2, 4] components", path => new GmmClassifier(2, 3, [1, 2, 4]).Save(path) },
        { "GmmClassifier of 3 features", path => new GmmClassifier(3, 3, [1, 2, 3]).Save(path) },
        { "GaussianMixModel of 2 features and [6] components", path => new GaussianMixModel(2, 6).Save(path) },
        { "in Float64, ReluAbs: expected a GmmClassifier of 2 features and [1, 2, 3] components in Float32, ReluAbs", path => Saved64().Save(path) },
        { "expected a file that Save wrote", path => File.WriteAllText(path, "GMM is not a magic word, and this is no model") },
        { "expected a file that Save wrote", path => File.WriteAllBytes(path, []) },
        { "expected a file that Save wrote", path => new GmmClassifier(2, 3, [1, 2, 3]).save(path) },
        { "has 20 bytes: expected 52", path => Edited(path, bytes => bytes[..20]) },
        { "It was cut short", path => Edited(path, bytes => bytes[..^1]) },
        { "or added to", path => Edited(path, bytes => [.. bytes, 0]) },
        { "is damaged", path => Edited(path, bytes => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)]) },
        { "in Float32, SoftmaxExp: expected", path => new GmmClassifier(2, 3, [1, 2, 3], Parametrisation.SoftmaxExp).Save(path) },
        { "format version 4: expected 3 or older", path => Edited(path, bytes => [.. bytes[..8], 4, .. bytes[9..]]) },
        { "is damaged", path => Edited(path, bytes => [.. bytes[..8], 2, .. bytes[9..]]) },
        { "is damaged", path => Edited(path, bytes => [.. bytes[..8], 1, .. bytes[9..]]) },
        { "has 3 bytes after its last parameter", path => Resealed(path, content => [.. content, 1, 2, 3]) },
        { "is no GmmClassifier as Save writes it", path => Resealed(path, content => content[..^1]) },
        { "is no GmmClassifier as Save writes it", path => Resealed(path, content => content[..20]) },
        { "is no GmmClassifier as Save writes it", path => Resealed(path, content => []) },
        { "is no GmmClassifier as Save writes it", path => Resealed(path, content => Replaced(content, "ReluAbs", "ReluAbc")) },
        { "is no GmmClassifier as Save writes it", path => Resealed(path, content => Replaced(content, "Float32", "Float99")) },
        { "is no GmmClassifier as Save writes it", path => Resealed(path, content => Replaced(content, "blend_weight", "blend_weighs")) },
    };

    private static GmmClassifier Saved64()
    {
        var model = Classifier();
        model.to(ScalarType.Float64);
        return model;
    }

    private static void Edited(string path, Func<byte[], byte[]> edit)
    {
        Classifier(3).Save(path);
        File.WriteAllBytes(path, edit(File.ReadAllBytes(path)));
    }

    /// <summary>Other content behind a checksum that is right: version 2, which leaves the version out of it.</summary>
    private static void Resealed(string path, Func<byte[], byte[]> edit) => Edited(path, bytes =>
    {
        byte[] content = edit(bytes[52..]);
        return [.. bytes[..8], 2, 0, 0, 0, .. BitConverter.GetBytes(content.LongLength), .. SHA256.HashData(content), .. content];
    });

    private static byte[] Replaced(byte[] content, string what, string by)
    {
        int at = content.AsSpan().IndexOf(Encoding.ASCII.GetBytes(what));
        return [.. content[..at], .. Encoding.ASCII.GetBytes(by), .. content[(at + what.Length)..]];
    }

    [Theory]
    [MemberData(nameof(BadFiles), DisableDiscoveryEnumeration = true)]
    public void ABadFile_IsRefusedByNameAndTheModelIsUnchanged(string expected, Action<string> write)
    {
        write(PathOf());
        using var model = Classifier(1);
        using var before = Classifier(1);

        var error = Assert.Throws<InvalidDataException>(() => model.Load(PathOf()));

        Assert.StartsWith(PathOf(), error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        SameBits(before, model);
    }

    [Fact]
    public void AMissingFile_IsNamed()
    {
        using var model = Classifier();

        Assert.Contains(PathOf("none"), Assert.Throws<FileNotFoundException>(() => model.Load(PathOf("none"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Save_ReplacesTheOldFileAndLeavesNoOther()
    {
        using var old = Classifier(1);
        using var model = Classifier(2);
        old.Save(PathOf());

        model.Save(PathOf());

        using var opened = GmmClassifier.Open(PathOf());
        SameBits(model, opened);
        Assert.Equal([PathOf()], Directory.GetFileSystemEntries(_folder.FullName));
    }

    [Fact]
    public void Save_LeavesAReaderOfTheOldFileWithTheOldFile()
    {
        using var model = Classifier(1);
        model.Save(PathOf());
        byte[] old = File.ReadAllBytes(PathOf());
        using var reader = new FileStream(PathOf(), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

        using var other = new GmmClassifier(2, 2, 9);
        other.Save(PathOf());

        byte[] read = new byte[old.Length];
        reader.ReadExactly(read);
        Assert.Equal(old, read);
    }

    [Fact]
    public void Save_ThatFails_LeavesNoTemporaryFile()
    {
        Directory.CreateDirectory(PathOf());
        using var model = Classifier();

        Assert.ThrowsAny<SystemException>(() => model.Save(PathOf()));

        Assert.Equal([PathOf()], Directory.GetFileSystemEntries(_folder.FullName));
    }

    [Fact]
    public void Save_IntoAFolderThatIsNotThere_NamesIt()
    {
        using var model = Classifier();

        var error = Assert.Throws<DirectoryNotFoundException>(() => model.Save(PathOf("no/model.gmm")));

        Assert.Contains(PathOf("no"), error.Message, StringComparison.Ordinal);
    }
}
