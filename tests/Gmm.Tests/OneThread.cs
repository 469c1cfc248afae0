using static TorchSharp.torch;

[assembly: Xunit.AssemblyFixture(typeof(Gmm.Tests.OneThread))]

namespace Gmm.Tests;

/// <summary>All tests run tensor operations on one thread: sums are then added in one order, and a busy machine delays nothing.</summary>
public sealed class OneThread
{
    public OneThread() => set_num_threads(1);
}
