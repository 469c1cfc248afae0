using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

/// <summary>Oracle: the same computation from the same seed, once more; equal means equal bits.</summary>
public sealed class RepeatabilityTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gmm-tests-");
    private readonly int _threads = get_num_threads();

    public void Dispose()
    {
        set_num_threads(_threads);
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void TheSameSeed_GivesTheSameClassifier_BitForBit()
    {
        var (first, second) = (TrainClassifier("first", threads: 1), TrainClassifier("second", threads: 1));

        Assert.Equal(first.Losses, second.Losses);
        Assert.Equal(first.Predictions, second.Predictions);
        Assert.Equal(first.File, second.File);
    }

    [Fact]
    public void TwoThreads_GiveTheClassifierThatOneGives_BitForBit()
    {
        var (one, two) = (TrainClassifier("one", threads: 1), TrainClassifier("two", threads: 2));

        Assert.Equal(one.Losses, two.Losses);
        Assert.Equal(one.File, two.File);
    }

    [Fact]
    public void TheSameSeed_GivesTheSameDensity_BitForBit()
    {
        var (first, second) = (TrainDensity("first"), TrainDensity("second"));

        Assert.Equal(first.Losses, second.Losses);
        Assert.Equal(first.File, second.File);
    }

    [Fact]
    public void AnotherSeed_GivesAnotherModel() =>
        Assert.NotEqual(TrainClassifier("first", threads: 1).File, TrainClassifier("second", threads: 1, seed: 2).File);

    private (IReadOnlyList<double> Losses, long[] Predictions, byte[] File) TrainClassifier(string name, int threads, int seed = 1)
    {
        using var scope = NewDisposeScope();
        set_num_threads(threads);
        manual_seed(seed);
        var (train, validation) = OverlappingClasses.Draw([3, 2], samplesPerClass: 2000).Samples.SplitWithoutReplacement(500);
        using var model = new GmmClassifier(2, 2, [3, 2]);
        var history = Trainer.FitClassifier(
            model, train, TrainingOptions.Classifier with { MaxIterations = 50 });
        return (history.Losses, model.Predict(validation.X).data<long>().ToArray(), Saved(model, name));
    }

    private (IReadOnlyList<double> Losses, byte[] File) TrainDensity(string name)
    {
        using var scope = NewDisposeScope();
        set_num_threads(1);
        manual_seed(1);
        using var model = new GaussianMixModel(2, 4);
        var history = Trainer.FitDensity(model, RandomMixtures.Draw().sample(500), TrainingOptions.Density with { MaxIterations = 100 });
        return (history.Losses, Saved(model, name));
    }

    private byte[] Saved(MixtureModel model, string name)
    {
        string path = Path.Combine(_folder.FullName, name);
        model.Save(path);
        return File.ReadAllBytes(path);
    }
}
