using CsCheck;
using Gmm.Tests.Fitting;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests.Invariants;

/// <summary>
/// What holds for every fit, whatever the samples, the start and the type of covariance. Oracle: the definition of the two steps,
/// or the same fit rearranged.
/// </summary>
/// <remarks>
/// In float64, and a bounded number of iterations: EM draws neighbouring runs together or, where it leaves a saddle, apart by a
/// constant factor an iteration, so that roundings of 1e-16 stay far below 1e-8 in ten of them.
/// </remarks>
public class EmInvariants
{
    private const double Tolerance = 1e-8;

    private static readonly EmOptions TenIterations = new() { MaxIterations = 10, Tolerance = 0 };

    /// <summary>Whatever the E step runs on, its M step is that of the responsibilities that a mixture says it has.</summary>
    [Fact]
    public void EveryStep_IsTheMStepOfTheResponsibilitiesBefore() =>
        EmData.Any().Sample(
            data =>
            {
                using var scope = NewDisposeScope();
                var x = data.X();
                var options = TenIterations with { CovarianceType = data.Type };

                data.Fit(TenIterations, progress: new CallbackProgress<EmStep>(step =>
                {
                    var expected = MixtureStart.FromResponsibilities(x, step.Before.Probabilities(x), options);
                    MixtureAssert.Close(expected, step.After, Tolerance);
                    Assert.Equal(step.Before.Score(x), step.LowerBound, Tolerance);
                }));
            },
            threads: 1);

    /// <summary>Rounding of a mean over 60 samples, of bounds up to some tens of nats: 1e-12.</summary>
    [Fact]
    public void LowerBound_WithoutRegCovar_NeverDecreases() =>
        Gen.Select(EmData.Any(), Gen.Double[0.01, 0.1]).Sample(
            (data, floor) =>
            {
                using var scope = NewDisposeScope();
                var bounds = data.Fit(new() { RegCovar = 0, VarianceFloor = floor, Tolerance = 0, MaxIterations = 50 }).LowerBounds;

                Assert.All(bounds.Zip(bounds.Skip(1)), pair => Assert.True(pair.Second >= pair.First - 1e-12, $"{pair.First} then {pair.Second}"));
            },
            threads: 1);

    /// <summary>The remark on <see cref="ExpectationMaximization"/>: a step costs at most ½ε·Σ_k π_k·tr(Σ_k⁻¹).</summary>
    [Fact]
    public void LowerBound_WithRegCovar_FallsNoFurtherThanItIsWorth() =>
        Gen.Select(EmData.Any(), Gen.Double[-6, -1]).Sample(
            (data, exponent) =>
            {
                using var scope = NewDisposeScope();
                double regCovar = Math.Pow(10, exponent);
                double last = double.NegativeInfinity;
                double allowed = 0;
                data.Fit(new() { RegCovar = regCovar, Tolerance = 0, MaxIterations = 50 }, progress: new CallbackProgress<EmStep>(step =>
                {
                    Assert.True(step.LowerBound >= last - allowed - 1e-12, $"{last} then {step.LowerBound}, allowed {allowed}");
                    var after = step.After;
                    last = step.LowerBound;
                    allowed = 0.5 * regCovar * Enumerable.Range(0, after.Components).Sum(k =>
                        after.Weights[k] * linalg.inv(tensor(after.Covariance(k))).trace().item<double>());
                }));
            },
            threads: 1);

    [Fact]
    public void SampleWeights_CountSamplesSoOften() =>
        EmData.Any().SelectMany(data => Gen.Int[0, 3].Array[data.Samples.Length], (data, times) => (data, times)).Sample(
            (data, times) =>
            {
                using var scope = NewDisposeScope();
                times[0] = 1;
                var repeated = data with { Samples = [.. data.Samples.SelectMany((sample, n) => Enumerable.Repeat(sample, times[n]))] };
                var options = TenIterations with { VarianceFloor = 0.1 };

                var weighted = data.Fit(options, tensor(Array.ConvertAll(times, t => (double)t)));
                var replicated = repeated.Fit(options);

                MixtureAssert.Close(replicated.Mixture, weighted.Mixture, Tolerance);
                Assert.Equal(replicated.LowerBound, weighted.LowerBound, Tolerance);
            },
            threads: 1);

    [Fact]
    public void PermutingSamples_ChangesNothing() =>
        EmData.Any().SelectMany(data => Gen.Shuffle(data.Samples), (data, shuffled) => (data, shuffled)).Sample(
            (data, shuffled) =>
            {
                using var scope = NewDisposeScope();
                var options = TenIterations with { VarianceFloor = 0.1 };
                MixtureAssert.Close(data.Fit(options).Mixture, (data with { Samples = shuffled }).Fit(options).Mixture, Tolerance);
            },
            threads: 1);

    [Fact]
    public void PermutingComponentsOfTheStart_PermutesThoseOfTheFit() =>
        EmData.Any().Sample(
            data =>
            {
                using var scope = NewDisposeScope();
                var options = TenIterations with { VarianceFloor = 0.1 };
                var turned = data with { Weights = [.. data.Weights.Reverse()], Means = [.. data.Means.Reverse()] };

                var fit = turned.Fit(options).Mixture;
                var back = Enumerable.Range(0, fit.Components).Reverse().ToArray();
                var expected = data.Fit(options).Mixture;

                TensorAssert.Close(tensor(expected.Weights.ToArray()), tensor(fit.Weights.Reverse().ToArray()), Tolerance);
                TensorAssert.Close(tensor(expected.Means), tensor(fit.Means)[tensor(Array.ConvertAll(back, k => (long)k))], Tolerance);
            },
            threads: 1);

    /// <summary>Samples mirrored in every axis have no correlations, and components on the mirror keep it so.</summary>
    [Fact]
    public void Full_OfSamplesWithoutCorrelations_IsDiagonal() =>
        Gen.Double[0.1, 4].Array[2].Array[10, 30].Sample(
            quadrant =>
            {
                using var scope = NewDisposeScope();
                double[][] signs = [[1, 1], [1, -1], [-1, 1], [-1, -1]];
                double[][] mirrored = [.. quadrant.SelectMany(p => signs.Select(s => new[] { s[0] * p[0], s[1] * p[1] }))];
                var diagonal = new EmData(mirrored, [1, 1], [[-2, 0], [2, 0]], CovarianceType.Diagonal);

                var full = (diagonal with { Type = CovarianceType.Full }).Fit(TenIterations).Mixture;

                MixtureAssert.Close(diagonal.Fit(TenIterations).Mixture, full, Tolerance);
            },
            threads: 1);

    /// <summary>Maximum likelihood of one Gaussian: mean and covariance of the samples, less what the type leaves out.</summary>
    [Fact]
    public void OneComponent_IsTheSamplesMeanAndCovariance() =>
        EmData.Any().Where(data => data.Means.Length == 1).Sample(
            data =>
            {
                using var scope = NewDisposeScope();
                var x = data.X();
                var deviation = x - x.mean([0]);
                var covariance = deviation.t().matmul(deviation) / tensor((double)x.size(0));
                var axes = covariance.diagonal();
                var expected = data.Type switch
                {
                    CovarianceType.Diagonal => axes.diag(),
                    CovarianceType.Spherical => axes.mean().expand(data.Features).diag(),
                    _ => covariance,
                };

                var mixture = data.Fit(new() { RegCovar = 0 }).Mixture;

                TensorAssert.Close(expected, tensor(mixture.Covariance(0)), Tolerance);
                TensorAssert.Close(x.mean([0]), tensor(mixture.Means).reshape(-1), Tolerance);
            },
            threads: 1);
}
