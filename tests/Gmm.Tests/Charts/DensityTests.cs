using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

public class DensityTests
{
    private static readonly Ellipses Pair = new("true", tensor(new float[,] { { -2, 0 }, { 2, 1 } }), ones(2, 2) * 0.5f);

    [Fact]
    public void Contours_OfANormal_EncloseTheShareOfItsProbability()
    {
        // Within r standard deviations lies 1 - exp(-r²/2) of a two-dimensional normal: at r = 1, 39.3 %.
        var figure = Figure.Of(Charts.Contours("t", Normal));

        var bands = figure.Traces[0];
        Assert.Equal(-4, bands.GetProperty("x0").GetDouble());
        Assert.Equal(8 / 99.0, bands.GetProperty("dx").GetDouble(), 1e-12);
        var z = bands.GetProperty("z").EnumerateArray().Select(Figure.Numbers).ToArray();
        var radii = Enumerable.Range(0, 100).Select(i => -4 + i * 8 / 99.0).ToArray();
        for (var row = 0; row < 100; row += 11)
        {
            for (var column = 0; column < 100; column += 11)
            {
                var squared = radii[row] * radii[row] + radii[column] * radii[column];
                // The grid counts cells, and of a step 0.08: a ring of cells, or 1.5 %, is its resolution.
                Assert.Equal(100 * (1 - Math.Exp(-squared / 2)), z[row][column], 1.5);
            }
        }

        Assert.Equal(1 / (2 * Math.PI), bands.GetProperty("customdata")[49][49].GetDouble(), 2);
    }

    [Fact]
    public void Contours_CallsTheDensityOnceWithoutGradientsInTheSamplesType()
    {
        var calls = new List<(long[] Shape, ScalarType Type, bool Gradients)>();

        Charts.Contours("t", x => { calls.Add((x.shape, x.dtype, is_grad_enabled())); return Normal(x); }, randn(5, 2, float64));

        var (shape, type, gradients) = Assert.Single(calls);
        Assert.Equal([10_000, 2], shape);
        Assert.Equal(float64, type);
        Assert.False(gradients);
    }

    [Fact]
    public void Contours_CoversSamplesAndEllipses()
    {
        var figure = Figure.Of(Charts.Contours("t", Normal, tensor(new float[,] { { 0, -7 } }), Pair));

        var x = Figure.Numbers(figure.Layout.GetProperty("xaxis").GetProperty("range"));
        var y = Figure.Numbers(figure.Layout.GetProperty("yaxis").GetProperty("range"));
        Assert.True(x[0] < -3.5 && x[1] > 3.5 && y[0] < -7 && y[1] > 2.5);
        Assert.Equal(x[0], figure.Traces[0].GetProperty("x0").GetDouble());
        Assert.Equal(["true"], figure.Legend);
    }

    [Fact]
    public void EllipsesOver_DrawsTwoStandardDeviationsAroundEachMean()
    {
        var figure = Figure.Of(Charts.EllipsesOver("t", randn(20, 2), Pair));

        var rings = figure.Drawn("true")[0];
        var x = Figure.Numbers(rings.GetProperty("x"));
        var first = x.TakeWhile(v => !double.IsNaN(v)).ToArray();
        Assert.Equal((-3, -1), (first.Min(), first.Max()));
        Assert.Equal(2, x.Count(double.IsNaN));
    }

    [Fact]
    public void EllipsesOver_OfTwoMixtures_TellsThemApart()
    {
        var learned = Pair with { Name = "learned" };

        var figure = Figure.Of(Charts.EllipsesOver("t", randn(20, 2), Pair, learned));

        Assert.Equal(["true", "learned"], figure.Legend);
        var (a, b) = (figure.Drawn("true")[0].GetProperty("line"), figure.Drawn("learned")[0].GetProperty("line"));
        Assert.NotEqual(a.GetProperty("color").GetString(), b.GetProperty("color").GetString());
        Assert.True(a.GetProperty("width").GetInt32() > b.GetProperty("width").GetInt32());
    }

    [Fact]
    public void Ellipses_OfAMixture_LieAtMahalanobisDistance2()
    {
        double[,] covariance = { { 2, -1.2 }, { -1.2, 1 } };
        var mixture = new GaussianMixture(CovarianceType.Full, [1], new double[,] { { 3, 1 } }, [covariance]);

        var ring = Figure.Of(Charts.EllipsesOver("t", randn(20, 2), Ellipses.Of("m", mixture))).Drawn("m")[0];

        var determinant = 2.0 * 1 - 1.2 * 1.2;
        var points = Figure.Numbers(ring.GetProperty("x")).Zip(Figure.Numbers(ring.GetProperty("y"))).SkipLast(1);
        Assert.All(points, p =>
        {
            var (x, y) = (p.First - 3, p.Second - 1);
            Assert.Equal(4, (x * x * 1 + 2 * 1.2 * x * y + y * y * 2) / determinant, 0.02); // coordinates are rounded to a pixel
        });
    }

    [Fact]
    public void Ellipses_KeepTheNumbersThatTheTensorsHadThen()
    {
        var means = zeros(1, 2);
        var mixture = new Ellipses("m", means, ones(1, 2));
        means.fill_(7);

        var centre = Figure.Of(Charts.EllipsesOver("t", randn(20, 2), mixture)).Drawn("m")[1];

        Assert.Equal([0], Figure.Numbers(centre.GetProperty("x")));
    }

    [Fact]
    public void Ellipses_OfNegligibleWeight_AreDottedAndDoNotStretchTheChart()
    {
        var means = tensor(new float[,] { { 0, 0 }, { 900, 900 } });
        var mixture = new Ellipses("m", means, ones(2, 2), tensor(new[] { 1f, -3f }));

        var figure = Figure.Of(Charts.EllipsesOver("t", randn(20, 2), mixture));

        Assert.Equal("dot", figure.Drawn("m")[1].GetProperty("line").GetProperty("dash").GetString());
        Assert.True(figure.Layout.GetProperty("xaxis").GetProperty("range")[1].GetDouble() < 10);
        Assert.Contains("weight 0<br>mean (900, 900)", Figure.Strings(figure.Drawn("m")[2].GetProperty("text"))[1]);
    }

    [Fact]
    public void WrongArguments_AreNamedWithWhatTheyWereAndWhatIsRight()
    {
        Throws("density is -0.159 to", () => Charts.Contours("t", x => -Normal(x)));
        Throws("density is 0 to 0", () => Charts.Contours("t", x => zeros(x.shape[0])));
        Throws("the result of density has shape [10000, 2]: expected [10000]", () => Charts.Contours("t", x => x));
        Throws("m means has shape [3]", () => Over(new Ellipses("m", zeros(3), zeros(3))));
        Throws("m stdevs has 2 rows: expected 3", () => Over(new Ellipses("m", zeros(3, 2), zeros(2, 2))));
        Throws("m weights has shape [2]: expected [3]", () => Over(new Ellipses("m", zeros(3, 2), ones(3, 2), ones(2))));

        Throws("m is GaussianMixture(1 components, 3 features", () => Ellipses.Of("m", GaussianMixture.Diagonal([1], new double[1, 3], new double[,] { { 1, 1, 1 } })));

        static object Over(Ellipses ellipses) => Charts.EllipsesOver("t", zeros(1, 2), ellipses);
    }

    private static Tensor Normal(Tensor x) => (-x.square().sum(1) / 2).exp() / (2 * Math.PI);

    private static void Throws(string message, Func<object> chart) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(chart).Message);
}
