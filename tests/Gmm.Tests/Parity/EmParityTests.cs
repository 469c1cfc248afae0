using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests.Parity;

/// <summary>
/// From the same start, expectation-maximisation takes scikit-learn's iterations to scikit-learn's mixture. Oracle: what
/// scikit-learn 1.2.1 was recorded to find, for every type of covariance.
/// </summary>
/// <remarks>
/// Two right float64 implementations differ by the rounding of sums over some hundreds of samples, 1e-13 an iteration, and EM
/// draws neighbouring starts together: 1e-9 leaves room for other processors, and is far below the 1e-6 that we promise.
/// </remarks>
public class EmParityTests
{
    private const double Tolerance = 1e-9;

    public static TheoryData<string> Cases => EmCase.Names();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fit_FromAGivenStart_TakesTheRecordedIterationsAndBounds(string name)
    {
        var recorded = EmCase.Of(name);

        var result = ExpectationMaximization.Fit(recorded.X, recorded.Start, recorded.Options);

        Assert.Equal(recorded.Outcome.At("iterations").GetInt32(), result.Iterations);
        Assert.Equal(recorded.Outcome.At("converged").GetBoolean(), result.Converged);
        Recorded.Agrees("lower bounds", recorded.Outcome.At("lower_bounds"), tensor(result.LowerBounds.ToArray()), Tolerance);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fit_FromAGivenStart_FindsTheRecordedMixture(string name)
    {
        var recorded = EmCase.Of(name);

        var mixture = ExpectationMaximization.Fit(recorded.X, recorded.Start, recorded.Options).Mixture;

        EmCase.AssertMixture(recorded.Outcome, mixture, Tolerance);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void FittedMixture_HasTheRecordedDensitiesAndCriteria(string name)
    {
        var recorded = EmCase.Of(name);
        var x = recorded.X;

        var mixture = ExpectationMaximization.Fit(x, recorded.Start, recorded.Options).Mixture;

        Recorded.Agrees("log-densities", recorded.Outcome.At("log_densities"), mixture.LogDensity(x[..20]), Tolerance);
        Recorded.Agrees("responsibilities", recorded.Outcome.At("responsibilities"), mixture.Probabilities(x[..20]), Tolerance);
        Recorded.Agrees("AIC", recorded.Outcome.At("aic"), tensor(mixture.Aic(x)), Tolerance);
        Recorded.Agrees("BIC", recorded.Outcome.At("bic"), tensor(mixture.Bic(x)), Tolerance);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void KMeans_FromGivenCentres_FindsTheRecordedClusters(int dataSet)
    {
        var recorded = EmCase.DataSet(dataSet);

        var clusters = KMeans.Fit(recorded.At("x").Values(), recorded.At("kmeans_start").Values());

        Assert.Equal(recorded.At("kmeans", "labels").Integers(), clusters.Labels!.data<long>().Select(label => (int)label));
        Recorded.Agrees("centres", recorded.At("kmeans", "centres"), clusters.Centres, Tolerance);
        Recorded.Agrees("inertia", recorded.At("kmeans", "inertia"), tensor(clusters.Inertia), Tolerance);
        Assert.Equal(recorded.At("kmeans", "iterations").GetInt32(), clusters.Iterations);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Start_FromHardResponsibilities_IsTheRecordedOne(int dataSet)
    {
        var recorded = EmCase.DataSet(dataSet);
        var labels = recorded.At("kmeans", "labels").Integers();
        var belongs = nn.functional.one_hot(tensor(Array.ConvertAll(labels, label => (long)label))).to(float64);

        foreach (var type in recorded.At("initial").EnumerateObject())
        {
            var options = new EmOptions { CovarianceType = EmCase.TypeOf(type.Name) };
            var start = MixtureStart.FromResponsibilities(recorded.At("x").Values(), belongs, options);

            EmCase.AssertMixture(type.Value, start, Tolerance);
        }
    }
}
