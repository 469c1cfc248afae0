using Microsoft.Data.Analysis;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

public class SamplesTests
{
    private static readonly GaussianMixture Mixture =
        GaussianMixture.Diagonal([1, 2], new double[,] { { 0, 0 }, { 3, -1 } }, new double[,] { { 1, 2 }, { 0.5, 1 } });

    /// <summary>The same six numbers, however they are given.</summary>
    public static TheoryData<string, Func<Samples>> Sources => new()
    {
        { "float64", () => Rows() },
        { "transposed", () => Rows().t().contiguous().t() },
        { "every second row", () => vstack([Rows()[..1], ones(1, 2, dtype: float64), Rows()[1..2], ones(1, 2, dtype: float64), Rows()[2..]])[TensorIndex.Slice(null, null, 2)] },
        { "float32", () => Rows().to(float32) },
        { "int64", () => Rows().to(int64) },
        { "double[,]", () => new double[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } } },
        { "float[,]", () => new float[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } } },
        { "data frame", () => new DataFrame(new DoubleDataFrameColumn("a", [1.0, 3, 5]), new Int32DataFrameColumn("b", [2, 4, 6])) },
    };

    [Theory]
    [MemberData(nameof(Sources), DisableDiscoveryEnumeration = true)]
    public void TheSameNumbers_GiveTheSameDensities(string source, Func<Samples> x) =>
        TensorAssert.Close(Mixture.LogDensity(Rows()), Mixture.LogDensity(x()), source == "float32" ? 1e-6 : 0); // the result is float32, too

    public static TheoryData<string, Func<Samples>> Refusals => new()
    {
        { "x has shape [3]: expected [N, D]", () => zeros(3) },
        { "x has shape [0, 2]: expected [N, D]", () => zeros(0, 2) },
        { "x holds 1 values that are NaN or infinite, the first in row 1", () => tensor(new[,] { { 0.0, 0 }, { double.NaN, 0 } }) },
        { "x is ComplexFloat32: expected a dense tensor", () => zeros(2, 2, dtype: complex64) },
        { "x is Bool: expected", () => zeros(2, 2, dtype: ScalarType.Bool) },
        { "x is on the meta device", () => zeros(2, 2, device: META) },
        { "x is sparse", () => sparse_coo_tensor(zeros(2, 1, dtype: int64), ones(1), [2, 2]) },
        { "x[1, 0] is ", () => new[,] { { 0, 1 }, { double.PositiveInfinity, 0 } } },
        { "x has shape [0, 2]", () => new double[0, 2] },
        { "Column \"b\" of x holds String: expected numbers", () => new DataFrame(new DoubleDataFrameColumn("a", [1.0]), new StringDataFrameColumn("b", ["x"])) },
        { "Column \"a\" of x has no finite number in row 1", () => new DataFrame(new DoubleDataFrameColumn("a", [1.0, null])) },
    };

    [Theory]
    [MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public void BadInput_IsRefusedByName(string expected, Func<Samples> x)
    {
        var refused = Assert.Throws<ArgumentException>(x);
        Assert.StartsWith(expected, refused.Message, StringComparison.Ordinal);
        Assert.Equal("x", refused.ParamName);
    }

    [Fact]
    public void AnotherNumberOfFeatures_IsRefused()
    {
        var refused = Assert.Throws<ArgumentException>(() => Mixture.Score(new double[,] { { 1, 2, 3 } }));
        Assert.StartsWith("x has shape [1, 3]: expected [N, 2]", refused.Message, StringComparison.Ordinal);
    }

    private static Tensor Rows() => tensor(new double[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } });
}
