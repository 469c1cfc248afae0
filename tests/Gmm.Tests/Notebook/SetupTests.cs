using TorchSharp;
using Xunit;

namespace Gmm.Tests;

public class SetupTests
{
    [Theory]
    [InlineData(false, 1_000_000_000, 1, DeviceType.CPU, "CPU, 1 thread")]
    [InlineData(true, 10_000, 1, DeviceType.CPU, "CPU, 1 thread: faster than the CUDA GPU below 50000 samples, as Setup.Init(samples: …) tells it")]
    [InlineData(true, 399_999, 8, DeviceType.CPU, "CPU, 8 threads: faster than the CUDA GPU below 400000 samples, as Setup.Init(samples: …) tells it")]
    [InlineData(true, 50_000, 1, DeviceType.CUDA, "CUDA GPU")]
    public void TheFirstCell_TakesTheFasterDeviceAndSaysWhich(bool cuda, long samples, int threads, DeviceType device, string said)
    {
        var (chosen, where) = Setup.Choose(cuda, samples, threads);

        Assert.Equal(device, chosen);
        Assert.Equal(said, where);
    }

    [Theory]
    [InlineData(0, 1, "threads")]
    [InlineData(1, 0, "samples")]
    public void Init_RefusesLessThanOne(int threads, long samples, string name) =>
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => Setup.Init(seed: 1, threads, samples: samples)).ParamName);
}
