using System.Diagnostics;
using Xunit;

namespace Notebooks.Tests;

/// <summary>The build's switches, as far as they can be seen without building.</summary>
public class EnvironmentTests
{
    [Theory]
    [InlineData("cpu")]
    [InlineData("cuda-linux")]
    [InlineData("cuda-windows")]
    public async Task TorchBackend_SwapsTheNativePackage(string backend)
    {
        var (exitCode, output) = await DotnetAsync(
            "msbuild", "lib/Gmm.csproj", "-getItem:PackageReference", $"-p:TorchBackend={backend}");

        Assert.Equal(0, exitCode);
        Assert.Equal([$"TorchSharp-{backend}"], Packages(output).Where(p => p.StartsWith("TorchSharp", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task TorchBackend_Misspelt_IsRefusedWithWhatIsRight()
    {
        var (exitCode, output) = await DotnetAsync("restore", "lib/Gmm.csproj", "-p:TorchBackend=cuda-linx");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("TorchBackend is 'cuda-linx': expected cpu, cuda-linux or cuda-windows", output);
    }

    [Fact]
    public async Task ABackendOfItsOwn_HasALockFileOfItsOwn()
    {
        var (_, cpu) = await DotnetAsync("msbuild", "lib/Gmm.csproj", "-getProperty:NuGetLockFilePath");
        var (_, cuda) = await DotnetAsync("msbuild", "lib/Gmm.csproj", "-getProperty:NuGetLockFilePath", "-p:TorchBackend=cuda-linux");

        Assert.DoesNotContain("obj", cpu);
        Assert.EndsWith("packages.cuda-linux.lock.json", cuda.Trim());
    }

    private static IEnumerable<string> Packages(string json) =>
        json.Split('\n').Where(line => line.Contains("\"Identity\"")).Select(line => line.Split('"')[3]);

    private static async Task<(int ExitCode, string Output)> DotnetAsync(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", args) { WorkingDirectory = RepositoryNotebooks.Root, RedirectStandardOutput = true };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1"; // no build server that outlives the test
        using var process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }
}
