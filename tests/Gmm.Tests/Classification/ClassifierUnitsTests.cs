using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

/// <summary>Metres or kilometres, Celsius or Fahrenheit: the same classifier. Oracle: the classifier of the first units.</summary>
public class ClassifierUnitsTests
{
    /// <summary>
    /// A shift of 1e6 spreads leaves ten digits of the samples, and fits that start ten digits apart end where EM's tolerance of 1e-6
    /// nats a sample lets them: their probabilities differ by about its square root.
    /// </summary>
    private const double Tolerance = 1e-3;

    [Theory]
    [InlineData(1e-9, 1, 1e9, 0)]
    [InlineData(1e9, 1e-9, 1, 1e6)]
    [InlineData(1e-9, 1e-9, 1e-9, -1e6)]
    [InlineData(1e9, 1e9, 1e9, 1e3)]
    public void Fit_InOtherUnits_PredictsTheSame(double first, double second, double third, double shift)
    {
        var train = Draw(seed: 0);
        var fresh = Draw(seed: 1).X;
        var units = tensor(new[] { first, second, third });
        var spread = train.X.std(dim: 0);
        Tensor Moved(Tensor x) => (x + (shift * spread)) * units;

        var expected = BayesClassifier.Fit(train);
        var actual = BayesClassifier.Fit(train with { X = Moved(train.X) });

        TensorAssert.Close(expected.Probabilities(fresh), actual.Probabilities(Moved(fresh)), Tolerance);
        var sure = expected.Probabilities(fresh).topk(2, dim: 1).values;
        var decided = (sure[.., 0] - sure[.., 1]).gt(2 * Tolerance);
        Assert.True(decided.to(float64).mean().item<double>() > 0.95);
        Assert.True(expected.Predict(fresh).eq(actual.Predict(Moved(fresh)))[decided].all().item<bool>());
    }

    /// <summary>Three classes that overlap: one round, one tilted, one with a long tail.</summary>
    private static LabelledSamples Draw(int seed)
    {
        manual_seed(seed);
        var x = randn(180, 3, dtype: float64);
        x[60..120, 0] += 2 + x[60..120, 1];
        x[120.., 2] = x[120.., 2].exp() + 1;
        return new(x, arange(180).div(60, RoundingMode.floor).to(int64));
    }
}
