using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests.Selection;

public class ModelSelectionTests
{
    /// <summary>Clusters six standard deviations apart on a line: nothing a criterion could miss.</summary>
    private static Tensor Clusters(int count, int perCluster = 150)
    {
        manual_seed(count);
        return vstack(Enumerable.Range(0, count).Select(k => randn(perCluster, 2, dtype: float64) + tensor(6.0 * k)).ToArray());
    }

    [Theory]
    [InlineData(SelectionCriterion.Bic)]
    [InlineData(SelectionCriterion.HeldOut)]
    [InlineData(SelectionCriterion.CrossValidation)]
    public void Search_OfClustersFarApart_FindsTheirNumber(SelectionCriterion criterion)
    {
        var search = ModelSelection.Search(Clusters(3), new() { MaxComponents = 5, Criterion = criterion });

        Assert.Equal([1, 2, 3, 4, 5], search.Rows.Select(row => row.Components).Distinct());
        Assert.InRange(search.Components, 3, criterion == SelectionCriterion.Bic ? 3 : 5);
        Assert.Equal(search.Components, Assert.Single(search.Rows, row => row.IsWinner).Components);
    }

    [Fact]
    public void Row_HasTheCriteriaOfItsFit()
    {
        var x = Clusters(2);

        var search = ModelSelection.Search(x, new() { MaxComponents = 3 });

        var row = Assert.Single(search.Rows, r => r.IsWinner);
        var mixture = search.Winner.Mixture;
        Assert.Equal(mixture.Score(x), row.LogLikelihood, 1e-9);
        Assert.Equal(mixture.Aic(x), row.Aic, 1e-6); // 300 times the rounding of a mean
        Assert.Equal(mixture.Bic(x), row.Bic, 1e-6);
        Assert.Equal(search.Rows.Min(r => r.Bic), row.Bic);
        Assert.Null(row.HeldOut);
    }

    [Fact]
    public void Search_WithPatience_EndsThatFarBehindTheWinner()
    {
        var search = ModelSelection.Search(Clusters(2), new() { Patience = 2 });

        Assert.Equal(2, search.Components);
        Assert.Equal(4, search.Rows[^1].Components);
    }

    [Fact]
    public void SearchPerClass_SearchesEachClassByItself()
    {
        var (two, one) = (Clusters(2), Clusters(1));
        var labels = cat([ones(two.size(0), dtype: int64), zeros(one.size(0), dtype: int64)]);
        var rows = new List<SelectionRow>();

        var searches = ModelSelection.SearchPerClass(
            new(vstack([two, one]), labels), new() { MaxComponents = 3 }, new CallbackProgress<SelectionRow>(rows.Add));

        Assert.Equal([1, 2], searches.Select(search => search.Components));
        Assert.Equal([.. new int[12], .. Enumerable.Repeat(1, 12)], rows.Select(row => row.ClassIndex)); // three numbers, four covariances
        Assert.Equal(24, ComponentSearch.Table(searches).Rows.Count);
        Assert.Contains("class", ComponentSearch.Table(searches).Columns.Select(column => column.Name));
    }

    /// <summary>Clusters of the same size and shape: BIC sees that weights and tilts are not worth their numbers.</summary>
    [Fact]
    public void Search_AmongSeveralWaysToFit_TakesTheOneThatIsTrue()
    {
        EmOptions[] ways =
        [
            new(),
            new() { EqualWeights = true },
            new() { EqualWeights = true, CovarianceType = CovarianceType.Spherical },
            new() { CovarianceType = CovarianceType.Full },
        ];

        var search = ModelSelection.Search(Clusters(3), new() { MinComponents = 2, MaxComponents = 4, Candidates = ways });

        var winner = Assert.Single(search.Rows, row => row.IsWinner);
        Assert.Equal(12, search.Rows.Count);
        Assert.Equal((3, CovarianceType.Spherical, true), (winner.Components, winner.CovarianceType, winner.EqualWeights));
    }

    /// <summary>Leaving one out with one component: each sample's density under the others' mean and variance.</summary>
    /// <summary>A weight of two is the sample twice, for the criterion too.</summary>
    [Fact]
    public void SampleWeights_CountSamplesSoOften()
    {
        manual_seed(4);
        var x = randn(60, 2, dtype: float64);
        x[..30, 0] += 8;
        var weights = 1 + (arange(60, dtype: float64) % 3);
        var copies = cat([x, x[weights.gt(1)], x[weights.gt(2)]]);
        var options = new SelectionOptions { MaxComponents = 3, Candidates = [EmOptions.Robust] };

        var weighted = ModelSelection.Search(x, options, weights);
        var repeated = ModelSelection.Search(copies, options);

        Assert.Equal(2, weighted.Components);
        Assert.Equal(repeated.Rows[1].Bic, weighted.Rows[1].Bic, 1e-3);
        Assert.Equal(repeated.Rows[1].LogLikelihood, weighted.Rows[1].LogLikelihood, 1e-5);
        Assert.Equal(weighted.Winner.Mixture.Bic(copies), weighted.Winner.Mixture.Bic(x, weights), 1e-9);
        Assert.Equal(weighted.Winner.Mixture.Aic(copies), weighted.Winner.Mixture.Aic(x, weights), 1e-9);
    }

    [Fact]
    public void CrossValidate_OfOneComponent_IsTheClosedForm()
    {
        double[] x = [-1.5, 0, 0.25, 1, 2, 4];
        double expected = x.Select((value, n) =>
        {
            double[] others = [.. x.Where((_, i) => i != n)];
            double mean = others.Average();
            double variance = others.Average(other => (other - mean) * (other - mean));
            return (-0.5 * (value - mean) * (value - mean) / variance) - (0.5 * Math.Log(2 * Math.PI * variance));
        }).Average();

        Assert.Equal(expected, ModelSelection.CrossValidate(tensor(x).reshape(6, 1), 1, folds: 6), 1e-9);
    }

    [Fact]
    public void Search_ThatIsCancelled_KeepsWhatItHas()
    {
        using var cancel = new CancellationTokenSource();

        var cancelAtTwo = new CallbackProgress<SelectionRow>(row =>
        {
            if (row.Components == 2)
            {
                cancel.Cancel();
            }
        });

        var search = ModelSelection.Search(Clusters(3), progress: cancelAtTwo, cancellationToken: cancel.Token);

        Assert.Equal([1, 2], search.Rows.Select(row => row.Components).Distinct());
    }

    [Fact]
    public void BadInput_IsRefusedByName()
    {
        var x = randn(6, 2);

        Assert.Equal("Labels", Refused(() => ModelSelection.SearchPerClass(new(x, tensor(new long[] { 0, 0, 0, 2, 2, 2 })))));
        Assert.Equal("Labels", Refused(() => ModelSelection.SearchPerClass(new(x, zeros(5, dtype: int64)))));
        Assert.Equal("MaxComponents", Refused(() => ModelSelection.Search(x, new() { MinComponents = 3, MaxComponents = 2 })));
        Assert.Equal("folds", Refused(() => ModelSelection.CrossValidate(x, 1, folds: 7)));
        Assert.Equal("nComponents", Refused(() => ModelSelection.Search(x, new() { MinComponents = 7 })));
    }

    private static string? Refused(Action action) => Assert.ThrowsAny<ArgumentException>(action).ParamName;
}
