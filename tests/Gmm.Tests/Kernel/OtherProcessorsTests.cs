using System.Diagnostics;
using System.Runtime.Intrinsics;
using Xunit;

namespace Gmm.Tests.Kernel;

/// <summary>
/// Passes are the plain versions on processors with narrower vectors, too. .NET makes the same code for them when it is told that this one has
/// no wider ones, which takes a process of its own.
/// </summary>
public class OtherProcessorsTests
{
    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public async Task WithoutAnExtension_PassesAreThePlainVersions(string extension)
    {
        Assert.SkipUnless(Vector256.IsHardwareAccelerated, "this processor has no such extensions");
        string[] tests = ["-class", typeof(MixturePassTests).FullName!, "-class", typeof(ClusterPassTests).FullName!, "-noColor"];
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(MixturePassTests).Assembly.Location, .. tests]) { RedirectStandardOutput = true };
        start.Environment[extension] = "0";
        using var process = Process.Start(start)!;
        string said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, said);
        Assert.Contains("Failed: 0", said);
        Assert.DoesNotContain("Total: 0", said);
    }
}
