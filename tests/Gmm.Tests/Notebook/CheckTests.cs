using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

public class CheckTests
{
    [Fact]
    public void Close_ThrowsAndSaysByHowMuch_WhenTheTensorsDiffer()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Check.Close("same", tensor(new[] { 1f, 2f }), tensor(new[] { 1f, 2.5f }), 1e-3));

        Assert.Contains("2.0e-1", error.Message, StringComparison.Ordinal);   // 0.5 / max(1, 2.5)
        Assert.Contains("1.0e-3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Close_ThrowsOnAnotherShapeAndOnNaN()
    {
        Assert.Throws<InvalidOperationException>(() => Check.Close("shape", zeros(2), zeros(2, 1), 1));
        Assert.Throws<InvalidOperationException>(() => Check.Close("number", tensor(float.NaN), tensor(0f), 1));
    }

    [Fact]
    public void That_ThrowsWithTheClaim() =>
        Assert.Contains("water is dry", Assert.Throws<InvalidOperationException>(() => Check.That("water is dry", false)).Message, StringComparison.Ordinal);
}
