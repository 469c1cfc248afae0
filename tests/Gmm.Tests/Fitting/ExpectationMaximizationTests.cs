using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests.Fitting;

public class ExpectationMaximizationTests
{
    private static readonly EmOptions Full = new() { CovarianceType = CovarianceType.Full };

    /// <summary>Three clusters ten apart, a standard deviation of 1: no doubt which sample is whose.</summary>
    private static Tensor ThreeClusters(int perCluster = 100)
    {
        manual_seed(0);
        double[] centres = [-10, 0, 10];
        return vstack(centres.Select(centre => randn(perCluster, 2, dtype: float64) + tensor(centre)).ToArray());
    }

    [Fact]
    public void Fit_OfClustersFarApart_FindsThem()
    {
        var result = ExpectationMaximization.Fit(ThreeClusters(), 3);

        Assert.True(result.Converged);
        double[] centres = [.. Enumerable.Range(0, 3).Select(k => result.Mixture.Means[k, 0]).Order()];
        Assert.All(centres.Zip([-10.0, 0, 10]), pair => Assert.Equal(pair.Second, pair.First, 0.5)); // five standard errors of a mean
        Assert.All(result.Mixture.Weights, weight => Assert.Equal(1.0 / 3, weight, 1e-6));
    }

    [Fact]
    public void Fit_WithRestarts_KeepsTheOneThatEndsHighest()
    {
        var x = ThreeClusters();
        var ends = new Dictionary<int, double>();

        var result = ExpectationMaximization.Fit(
            x, 6, new() { Restarts = 5, Init = MixtureInit.Random, MaxIterations = 20 }, progress: new CallbackProgress<EmStep>(step => ends[step.Restart] = step.LowerBound));

        Assert.Equal(5, ends.Count);
        Assert.Equal(ends.Values.Max(), result.LowerBound);
    }

    [Fact]
    public void Fit_WithScreening_RunsOnlyTheBestToTheEnd()
    {
        var x = ThreeClusters();
        var log = new ProgressLog<EmStep>();
        var options = new EmOptions
        {
            Restarts = 4,
            Init = MixtureInit.Random,
            ScreeningTolerance = 0.1,
            Tolerance = 1e-9,
            MaxIterations = 1000,
        };

        var result = ExpectationMaximization.Fit(x, 5, options, progress: log);
        var steps = log.Values;

        int[] lengths = [.. steps.GroupBy(step => step.Restart).OrderBy(run => run.Key).Select(run => run.Count())];
        Assert.True(result.Converged);
        Assert.Equal(result.Iterations, lengths.Max());
        Assert.Equal(steps[^1].Restart, Array.IndexOf(lengths, lengths.Max()));
        Assert.Equal(steps.Where(step => step.Restart == steps[^1].Restart).Select(step => step.LowerBound), result.LowerBounds);
        Assert.True(Math.Abs(result.LowerBounds[^1] - result.LowerBounds[^2]) < 1e-9);
    }

    [Theory]
    [InlineData(MixtureInit.KMeans)]
    [InlineData(MixtureInit.KMeansPlusPlus)]
    [InlineData(MixtureInit.Random)]
    public void Fit_AfterTheSameSeed_IsTheSame(MixtureInit init)
    {
        var x = ThreeClusters();
        var options = new EmOptions { Init = init, Restarts = 2 };

        manual_seed(7);
        var once = ExpectationMaximization.Fit(x, 4, options);
        manual_seed(7);
        var again = ExpectationMaximization.Fit(x, 4, options);

        Assert.Equal(once.LowerBounds, again.LowerBounds);
        MixtureAssert.Close(once.Mixture, again.Mixture, 0);
    }

    [Fact]
    public void Fit_ThatRunsOutOfIterations_SaysSo()
    {
        var result = ExpectationMaximization.Fit(ThreeClusters(), 5, new() { MaxIterations = 3, Tolerance = 0 });

        Assert.False(result.Converged);
        Assert.Equal(3, result.Iterations);
        Assert.Contains("Not converged", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_ThatIsCancelled_EndsWithTheLastStepsMixture()
    {
        using var cancel = new CancellationTokenSource();
        EmStep? last = null;

        var result = ExpectationMaximization.Fit(
            ThreeClusters(), 5, new() { Tolerance = 0, Restarts = 3 },
            progress: new CallbackProgress<EmStep>(step =>
            {
                last = step;
                if (step.Iteration == 4)
                {
                    cancel.Cancel();
                }
            }),
            cancellationToken: cancel.Token);

        Assert.Equal(StopReason.Cancelled, result.Reason);
        Assert.Equal(4, result.Iterations);
        Assert.Same(last!.After, result.Mixture);
    }

    [Fact]
    public void EqualWeights_StayEqual_AndCostNoParameters()
    {
        var x = ThreeClusters()[..250];

        var mixture = ExpectationMaximization.Fit(x, 3, new() { EqualWeights = true }).Mixture;

        Assert.Equal([1.0 / 3, 1.0 / 3, 1.0 / 3], mixture.Weights);
        Assert.Equal(3 * 4, mixture.ParameterCount);
    }

    /// <summary>One sample ten times: without a floor its component would shrink to it for ever.</summary>
    [Theory]
    [InlineData(CovarianceType.Diagonal)]
    [InlineData(CovarianceType.Spherical)]
    [InlineData(CovarianceType.Tied)]
    [InlineData(CovarianceType.Full)]
    public void VarianceFloor_HoldsInEveryDirection(CovarianceType type)
    {
        var line = stack([arange(50, dtype: float64), arange(50, dtype: float64)], dim: 1);
        var x = vstack([line, full(10, 2, 100, dtype: float64)]);

        var mixture = ExpectationMaximization.Fit(x, 3, new() { CovarianceType = type, RegCovar = 0, VarianceFloor = 0.25 }).Mixture;

        double smallest = Enumerable.Range(0, 3).Min(k => linalg.eigvalsh(tensor(mixture.Covariance(k))).min().item<double>());
        Assert.InRange(smallest, 0.25 - 1e-9, double.PositiveInfinity);
    }

    [Theory]
    [InlineData(CovarianceType.Diagonal)]
    [InlineData(CovarianceType.Full)]
    public void Fit_OfSamplesWithoutVarianceAndNothingAdded_SaysWhatToDo(CovarianceType type)
    {
        var x = tensor(new double[,] { { 0, 0 }, { 1, 0 }, { 2, 0 } });
        var start = new GaussianMixture(type, [1], new double[,] { { 0, 0 } }, [new double[,] { { 1, 0 }, { 0, 1 } }]);

        var error = Assert.Throws<ArithmeticException>(() => ExpectationMaximization.Fit(x, start, new() { CovarianceType = type, RegCovar = 0 }));

        Assert.StartsWith("Iteration 1: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("Raise RegCovar (0), or take fewer components", error.Message, StringComparison.Ordinal);
    }

    /// <summary>The benchmarks do a thousand; here enough to notice a start that kills.</summary>
    [Fact]
    public void Fit_FromManySeeds_LeavesEveryComponentAlive()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            using var scope = NewDisposeScope();
            manual_seed(seed);
            using var truth = RandomMixtures.Draw(nComponents: 1 + (seed % 8));
            var x = truth.sample(500);

            foreach (var type in Enum.GetValues<CovarianceType>())
            {
                MixtureAssert.Alive(ExpectationMaximization.Fit(x, 8, new() { CovarianceType = type }).Mixture, x.size(0));
            }
        }
    }

    [Fact]
    public void BadInput_IsRefusedByName()
    {
        var x = randn(10, 2);
        var start = GaussianMixture.Diagonal([1], new double[,] { { 0, 0, 0 } }, new double[,] { { 1, 1, 1 } });
        var withNaN = x.clone();
        withNaN[3, 1] = float.NaN;

        AssertRefuses("x", "[10]: expected [N, D]", () => ExpectationMaximization.Fit(randn(10), 2));
        AssertRefuses("x", "the first in row 3", () => ExpectationMaximization.Fit(withNaN, 2));
        AssertRefuses("x", "Bool: expected", () => ExpectationMaximization.Fit(ones(10, 2, dtype: ScalarType.Bool), 2));
        AssertRefuses("x", "[10, 2]: expected [N, 3]", () => ExpectationMaximization.Fit(x, start));
        AssertRefuses("nComponents", "11", () => ExpectationMaximization.Fit(x, 11));
        AssertRefuses("nComponents", "0", () => ExpectationMaximization.Fit(x, 0));
        AssertRefuses("sampleWeights", "[9]: expected [10]", () => ExpectationMaximization.Fit(x, 2, sampleWeights: ones(9)));
        AssertRefuses("sampleWeights", "[0] is -1", () => ExpectationMaximization.Fit(x, 2, sampleWeights: -ones(10)));
        AssertRefuses("sampleWeights", "all 0", () => ExpectationMaximization.Fit(x, 2, sampleWeights: zeros(10)));
        AssertRefuses("start", "expected full covariance", () => ExpectationMaximization.Fit(randn(10, 3), start, Full));
        AssertRefuses("responsibilities", "[10, 2]: expected [10, K]", () => MixtureStart.FromResponsibilities(x, ones(10, 2)));
        AssertRefuses("Restarts", "0", () => ExpectationMaximization.Fit(x, 2, new() { Restarts = 0 }));
        AssertRefuses("RegCovar", "-1", () => ExpectationMaximization.Fit(x, 2, new() { RegCovar = -1 }));
    }

    private static void AssertRefuses(string argument, string message, Action action)
    {
        var error = Assert.ThrowsAny<ArgumentException>(action);
        Assert.Equal(argument, error.ParamName);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
