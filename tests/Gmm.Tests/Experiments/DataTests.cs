using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

public class DataTests
{
    private static readonly int[] Counts = [3, 5, 2, 8, 4];

    [Fact]
    public void Draw_GivesTheArticlesShapes()
    {
        manual_seed(0);
        var data = OverlappingClasses.Draw(Counts);

        Assert.Equal([9998, 2], data.Samples.X.shape);   // 3 clusters of 666 make 1998
        Assert.Equal([9998], data.Samples.Labels.shape);
        Assert.Equal(Counts, data.ClusterCounts);
        Assert.Equal([1998, 2000, 2000, 2000, 2000], Enumerable.Range(0, 5).Select(c => data.Samples.Labels.eq(c).sum().item<long>()));
    }

    [Fact]
    public void Draw_KeepsTheMixturesItDrewFrom()
    {
        manual_seed(1);
        var data = OverlappingClasses.Draw([3, 2], samplesPerClass: 60_000);

        for (int c = 0; c < 2; c++)
        {
            var own = data.Samples.X[data.Samples.Labels.eq(c)];
            // Clusters are filled evenly, so the class mean varies less than σ / √n = 0.4 / √60000.
            TensorAssert.Close(data.Mixtures[c].mean, own.mean([0]), 5 * 0.4 / Math.Sqrt(60_000));
            TensorAssert.Close(data.Mixtures[c].variance, own.var(0), 0.02);
        }
    }

    [Fact]
    public void Draw_ScalesAreWithinTheArticlesRange()
    {
        manual_seed(2);
        var data = OverlappingClasses.Draw([200, 200]);
        var stdevs = cat([.. data.Mixtures.Select(m => m.component_distribution.variance.sqrt())]);

        Assert.InRange(stdevs.min().item<float>(), 0.05f, 0.053f);
        Assert.InRange(stdevs.max().item<float>(), 0.397f, 0.4f);
    }

    [Fact]
    public void DrawClusterCounts_CoversTwoToTen()
    {
        manual_seed(3);
        int[] counts = OverlappingClasses.DrawClusterCounts(nClasses: 2000);

        Assert.Equal(Enumerable.Range(2, 9), counts.Distinct().Order());
    }

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 3, 0 })]
    [InlineData(new[] { 3, 2001 })]
    public void Draw_WithImpossibleCounts_SaysWhatTheyWere(int[] counts)
    {
        var error = Assert.Throws<ArgumentException>(() => OverlappingClasses.Draw(counts));

        Assert.Equal("clusterCounts", error.ParamName);
        Assert.Contains($"[{string.Join(", ", counts)}]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BestAccuracy_OfTwoUnitNormals_IsTheNormalCdfOfHalfTheirDistance()
    {
        manual_seed(4);
        var mixtures = new[] { -1f, 1f }
            .Select(x => new MixtureSameFamily(
                distributions.Categorical(ones(1)),
                distributions.Independent(distributions.Normal(full(1, 1, x), ones(1, 1)), 1)))
            .ToArray();
        var data = new OverlappingClasses(new(zeros(2, 1), zeros(2, dtype: int64)), mixtures);

        // Φ(1) = 0.841345, five standard errors of 200 000 draws
        Assert.Equal(0.841345, data.BestAccuracy(100_000), 5 * Math.Sqrt(0.1335 / 200_000));
    }

    [Fact]
    public void DrawFresh_DrawsFromTheTrueMixtures()
    {
        manual_seed(9);
        var data = OverlappingClasses.Draw([3, 2]);

        var fresh = data.DrawFresh(40_000);

        Assert.Equal([80_000, 2], fresh.X.shape);
        for (int c = 0; c < 2; c++)
        {
            var own = fresh.X[fresh.Labels.eq(c)];
            Assert.Equal(40_000, own.size(0));
            var standardError = (data.Mixtures[c].variance / 40_000).sqrt();
            Assert.True((own.mean([0]) - data.Mixtures[c].mean).abs().le(5 * standardError).all().item<bool>());
        }
    }

    [Fact]
    public void RandomMixture_HasTheArticlesParameters()
    {
        manual_seed(5);
        using var mixture = RandomMixtures.Draw(nComponents: 20_000);
        var means = mixture.component_distribution.mean;
        var stdevs = mixture.component_distribution.variance.sqrt();

        Assert.Equal(1, means.std().item<float>(), 0.02);
        Assert.InRange(stdevs.min().item<float>(), 0.25f, 0.251f);
        Assert.InRange(stdevs.max().item<float>(), 0.499f, 0.5f);
        Assert.Equal(1, mixture.mixture_distribution.probs.sum().item<float>(), 1e-4);
    }

    [Fact]
    public void SplitWithReplacement_RepeatsSomeAndTrainHasNoneOfThem()
    {
        manual_seed(6);
        var all = new LabelledSamples(arange(5000, float32).unsqueeze(1), arange(5000, int64));

        var (train, validation) = all.SplitWithReplacement(1000);

        long[] drawn = validation.Labels.data<long>().ToArray();
        Assert.Equal(1000, drawn.Length);
        // 1000 of 5000 with replacement leave 5000·(1-1/5000)^1000 = 4093.7 for training, with a standard deviation of 9.
        Assert.InRange(train.Count, 4094 - 45, 4094 + 45);
        Assert.Empty(drawn.Intersect(train.Labels.data<long>().ToArray()));
        Assert.Equal(5000, drawn.Union(train.Labels.data<long>().ToArray()).Count());
        TensorAssert.Close(validation.Labels, validation.X.squeeze(1), 0);
    }

    [Fact]
    public void SplitWithoutReplacement_PartsTheData()
    {
        manual_seed(7);
        var all = new LabelledSamples(arange(50, float32).unsqueeze(1), arange(50, int64));

        var (train, validation) = all.SplitWithoutReplacement(20);

        Assert.Equal(20, validation.Count);
        Assert.Equal(30, train.Count);
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (long)i),
            validation.Labels.data<long>().ToArray().Concat(train.Labels.data<long>().ToArray()).Order());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(51)]
    public void Split_RefusesAnImpossibleSize(int size)
    {
        var all = new LabelledSamples(zeros(50, 1), zeros(50, dtype: int64));

        Assert.Equal("validationCount", Assert.Throws<ArgumentOutOfRangeException>(() => all.SplitWithReplacement(size)).ParamName);
        Assert.Equal("validationCount", Assert.Throws<ArgumentOutOfRangeException>(() => all.SplitWithoutReplacement(size)).ParamName);
    }

    [Fact]
    public void TheSameSeed_DrawsTheSameData()
    {
        manual_seed(8);
        var first = OverlappingClasses.Draw(Counts).Samples.SplitWithReplacement(100).Validation;
        manual_seed(8);
        var second = OverlappingClasses.Draw(Counts).Samples.SplitWithReplacement(100).Validation;

        TensorAssert.Close(first.X, second.X, 0);
        TensorAssert.Close(first.Labels, second.Labels, 0);
    }

    [Theory]
    [InlineData(new long[] { 5, 1 }, new long[] { 4 })]
    [InlineData(new long[] { 5, 1 }, new long[] { 5, 1 })]
    [InlineData(new long[] { 5 }, new long[] { 5 })]
    public void LabelsThatDoNotFitTheSamples_AreRefused(long[] features, long[] labels)
    {
        var error = Assert.Throws<ArgumentException>(() => new LabelledSamples(zeros(features), zeros(labels, int64)));

        Assert.Equal("Labels", error.ParamName);
        Assert.Contains($"[{string.Join(", ", labels)}]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CountsBelowOne_AreRefusedByName()
    {
        Assert.Equal("nComponents", Refused(() => RandomMixtures.Draw(nComponents: 0)));
        Assert.Equal("nFeatures", Refused(() => RandomMixtures.Draw(nFeatures: -1)));
        Assert.Equal("nFeatures", Refused(() => OverlappingClasses.Draw(Counts, nFeatures: 0)));
        Assert.Equal("nClasses", Refused(() => OverlappingClasses.DrawClusterCounts(nClasses: 0)));
        Assert.Equal("minimum", Refused(() => OverlappingClasses.DrawClusterCounts(minimum: 0)));
        Assert.Equal("maximum", Refused(() => OverlappingClasses.DrawClusterCounts(minimum: 3, maximum: 2)));

        static string? Refused(Func<object> draw) => Assert.Throws<ArgumentOutOfRangeException>(draw).ParamName;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void DrawTypical_WithoutAMiddle_Refuses(int candidates) =>
        Assert.Equal("candidates", Assert.Throws<ArgumentException>(() => OverlappingClasses.DrawTypical(Counts, candidates)).ParamName);
}
