using System.Text;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

/// <summary>Mixtures and classifiers as files.</summary>
public sealed class FileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gmm-files-").FullName;

    private string PathOf(string name = "value.json") => Path.Combine(_folder, name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(CovarianceType.Diagonal)]
    [InlineData(CovarianceType.Spherical)]
    [InlineData(CovarianceType.Tied)]
    [InlineData(CovarianceType.Full)]
    public void AMixture_ComesBackToTheBit(CovarianceType type)
    {
        manual_seed(0);
        var x = randn(200, 3, dtype: float64) * tensor(new[] { 1e-9, 1, 1e9 / 3 });
        var mixture = ExpectationMaximization.Fit(x, 3, new() { CovarianceType = type, RegCovar = 1e-22, EqualWeights = type == CovarianceType.Full }).Mixture;
        mixture.Save(PathOf());

        var opened = GaussianMixture.Open(PathOf());

        Assert.True(mixture.LogDensity(x).Equals(opened.LogDensity(x)));
        Assert.Equal(mixture.ParameterCount, opened.ParameterCount);
        Assert.Equal(mixture.ToString(), opened.ToString());
    }

    [Fact]
    public void AClassifier_ComesBackToTheBit()
    {
        manual_seed(0);
        var x = randn(90, 2, dtype: float64);
        var classifier = BayesClassifier.Fit(new LabelledSamples(x, (arange(90) % 3).to(int64)) { ClassNames = ["a", "b", "ü"] });
        classifier.Save(PathOf());

        var opened = BayesClassifier.Open(PathOf());

        Assert.True(classifier.LogJoint(x).Equals(opened.LogJoint(x)));
        Assert.Equal(classifier.ClassNames, opened.ClassNames);
        Assert.Equal(classifier.Priors, opened.Priors);
    }

    [Fact]
    public void AClassifierOfOtherDensities_SaysWhatToDo()
    {
        var classifier = new BayesClassifier([OverlappingClasses.Draw([1]).Mixtures[0]]);

        Assert.Contains("GaussianMixture.From", Assert.Throws<InvalidOperationException>(() => classifier.Save(PathOf())).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf()));
    }

    /// <summary>Each change of one byte, and each way to cut the file short, either changes nothing of the value or is refused.</summary>
    [Fact]
    public void EveryDamage_IsRefused()
    {
        Mixture().Save(PathOf());
        byte[] whole = File.ReadAllBytes(PathOf());
        for (int at = 0; at < whole.Length; at++)
        {
            byte[] changed = [.. whole];
            changed[at] ^= 1;
            RefusedOrTheSame(changed, at);
            RefusedOrTheSame(whole[..at], at);
        }

        RefusedOrTheSame([.. whole, (byte)'x'], whole.Length);
    }

    [Fact]
    public void AnotherKindAndANewerVersion_AreNamed()
    {
        Mixture().Save(PathOf());
        string text = File.ReadAllText(PathOf());

        Assert.Contains("holds a GaussianMixture: expected a BayesClassifier", Refused(() => BayesClassifier.Open(PathOf())), StringComparison.Ordinal);
        File.WriteAllText(PathOf(), text.Replace("\"version\": 1", "\"version\": 3", StringComparison.Ordinal));
        Assert.Contains("format version 3: expected 2 or older", Refused(() => GaussianMixture.Open(PathOf())), StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => GaussianMixture.Open(PathOf("none.json")));
    }

    [Fact]
    public void AFile_CanBeReadAndIndentedByAPerson()
    {
        Mixture().Save(PathOf());
        string text = File.ReadAllText(PathOf());
        Assert.Contains("\"weights\": [", text, StringComparison.Ordinal);

        File.WriteAllText(PathOf(), text.Replace("\n", "", StringComparison.Ordinal), Encoding.UTF8);

        Assert.Equal(0.25, GaussianMixture.Open(PathOf()).Weights[0]);
    }

    [Fact]
    public void Saving_ReplacesTheFileAndLeavesNoOther()
    {
        File.WriteAllText(PathOf(), "before");
        string abandoned = PathOf($"value.json.{new string('a', 32)}.tmp");
        File.WriteAllText(abandoned, "killed");
        File.SetLastWriteTimeUtc(abandoned, DateTime.UtcNow.AddHours(-2));

        Mixture().Save(PathOf());

        Assert.Equal([PathOf()], Directory.GetFiles(_folder));
        Assert.Throws<DirectoryNotFoundException>(() => Mixture().Save(PathOf("no/folder.json")));
    }

    private static GaussianMixture Mixture() => GaussianMixture.Diagonal([1, 3], new double[,] { { 0, 1 }, { 2, 3 } }, new double[,] { { 1, 0.5 }, { 0.25, 2 } });

    private void RefusedOrTheSame(byte[] bytes, int at)
    {
        File.WriteAllBytes(PathOf(), bytes);
        try
        {
            Assert.True(GaussianMixture.Open(PathOf()).LogDensity(zeros(1, 2, dtype: float64)).Equals(Mixture().LogDensity(zeros(1, 2, dtype: float64))), $"byte {at}");
        }
        catch (InvalidDataException)
        {
        }
    }

    private static string Refused(Action action) => Assert.Throws<InvalidDataException>(action).Message;
}
