using Xunit;

namespace Gmm.Tests;

public class NvidiaDriverTests
{
    [Theory]
    [InlineData(false, "cuda-linux")]
    [InlineData(true, "cuda-windows")]
    public void ABuildForTheCpu_NamesTheBackendThatUsesTheDriver(bool windows, string backend)
    {
        string hint = NvidiaDriver.Hint("cpu", windows)!;

        Assert.Contains($"from {Setup.SamplesWorthAGpu} samples", hint);
        Assert.Contains($"dotnet build lib -p:TorchBackend={backend}", hint);
        Assert.DoesNotContain('\n', hint);
    }

    [Theory]
    [InlineData("cuda-linux")]
    [InlineData("cuda-windows")]
    [InlineData(null)]
    public void ABuildForAGpu_SaysNothing(string? backend) => Assert.Null(NvidiaDriver.Hint(backend, windows: false));
}
