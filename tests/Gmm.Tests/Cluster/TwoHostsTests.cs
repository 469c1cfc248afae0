using System.Diagnostics;
using Gmm.Tests.Fitting;
using Xunit;

namespace Gmm.Tests.Cluster;

/// <summary>Ranks on two hosts: network namespaces of this machine, joined by a virtual link.</summary>
[Trait("Category", "Cluster")]
public class TwoHostsTests
{
    private const int Skipped = 77;

    [Fact]
    public async Task RanksOnTwoHosts_FitWhatOneRankFits()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has network namespaces.");
        ClusterProgram.RequireMpich();
        using var folder = await ClusterFolder.MakeAsync(12_000);
        string[] fit = ["fit", "--data", "parquet/*.parquet", "--components", "3", "--covariance", "full"];
        await ClusterProgram.SucceedAsync(0, folder.Path, [.. fit, "--out", "one.json"]);
        using var process = Process.Start(ClusterProgram.OnTwoHosts(folder.Path, [.. fit, "--out", "two.json"]))!;

        var outcome = await ClusterProgram.EndAsync(process);

        Assert.SkipWhen(outcome.ExitCode == Skipped, outcome.Errors);
        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.Contains("2 ranks", outcome.Errors, StringComparison.Ordinal);
        MixtureAssert.Close(folder.Mixture("one.json"), folder.Mixture("two.json"), 1e-10);
    }
}
