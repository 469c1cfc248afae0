using System.Diagnostics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Xunit;

namespace Gmm.Tests.Kernel;

/// <summary>
/// Passes are the plain versions on processors with narrower vectors, too. .NET makes the same code for them when it is told that this one has
/// no wider ones, which takes a process of its own.
/// </summary>
public class OtherProcessorsTests
{
    private const string NoAvx512 = "DOTNET_EnableAVX512";
    private const string NoAvx2 = "DOTNET_EnableAVX2";
    private const string NoVectors = "DOTNET_EnableHWIntrinsic";

    [Theory]
    [InlineData(NoAvx512)]
    [InlineData(NoAvx2)]
    [InlineData(NoVectors)]
    public async Task WithoutAnExtension_PassesAreThePlainVersions(string extension)
    {
        Assert.SkipUnless(Has(extension), "this processor has no such extension");
        Type[] tests = [typeof(MixturePassTests), typeof(ClusterPassTests), typeof(VectorMathTests), typeof(ComputationTests), typeof(SwitchedOffTests)];
        string[] arguments = ["exec", typeof(MixturePassTests).Assembly.Location, .. tests.SelectMany(test => new[] { "-class", test.FullName! }), "-noColor"];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        start.Environment[extension] = "0";
        using var process = Process.Start(start)!;
        using var stop = TestContext.Current.CancellationToken.Register(() => process.Kill());
        string said = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);

        Assert.True(process.ExitCode == 0, said);
        Assert.Contains("Failed: 0", said, StringComparison.Ordinal);
    }

    private static bool Has(string extension) => extension switch
    {
        NoAvx512 => Avx512F.IsSupported,
        NoAvx2 => Avx2.IsSupported,
        _ => Vector128.IsHardwareAccelerated,
    };

    /// <summary>Of the processes that the test above starts: the switch did something.</summary>
    public class SwitchedOffTests
    {
        [Fact]
        public void WhatIsSwitchedOff_IsNotThere() =>
            Assert.All(new[] { NoAvx512, NoAvx2, NoVectors }, extension => Assert.False(Environment.GetEnvironmentVariable(extension) == "0" && Has(extension)));
    }
}
