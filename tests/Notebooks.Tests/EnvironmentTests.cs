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
        var (_, cpu) = await DotnetAsync("msbuild", "lib/Gmm.csproj", "-getProperty:NuGetLockFilePath", "-p:TorchBackend=cpu");
        var (_, cuda) = await DotnetAsync("msbuild", "lib/Gmm.csproj", "-getProperty:NuGetLockFilePath", "-p:TorchBackend=cuda-linux");

        Assert.DoesNotContain("obj", cpu);
        Assert.EndsWith("packages.cuda-linux.lock.json", cuda.Trim());
    }

    [Theory]
    [InlineData("cuda-linux", "")]
    [InlineData("cuda-windows", "")]
    [InlineData("cpu", "true")]
    public async Task AChosenBackend_IsThatOfLaterBuilds_AndOnlyTheCpusIsLocked(string backend, string locked)
    {
        using var workspace = new Workspace();
        string file = $"-p:TorchBackendFile={workspace.Write("torch-backend", "cuda-linux\n")}";

        var (exitCode, output) = await DotnetAsync("msbuild", "lib/Gmm.csproj", "-t:RememberTorchBackend", $"-p:TorchBackend={backend}", file);
        var (_, later) = await DotnetAsync("msbuild", "lib/Gmm.csproj", "-getProperty:TorchBackend", file);
        var (_, packages) = await DotnetAsync("msbuild", "lib/Gmm.csproj", "-getItem:PackageReference", file);
        var (_, ci) = await DotnetAsync("msbuild", "tests/Gmm.Tests/Gmm.Tests.csproj", "-getProperty:RestoreLockedMode", file, "-p:CI=true");

        Assert.True(exitCode == 0, output);
        Assert.Equal(backend, later.Trim());
        Assert.Contains($"TorchSharp-{backend}", Packages(packages));
        Assert.Equal(locked, ci.Trim());
    }

    [Fact]
    public async Task WithoutAChoice_TheBackendIsTheCpu_AndNothingIsRemembered()
    {
        using var workspace = new Workspace();
        string path = Path.Combine(workspace.Root, "torch-backend");

        var (_, backend) = await DotnetAsync("msbuild", "lib/Gmm.csproj", "-t:RememberTorchBackend", "-getProperty:TorchBackend", $"-p:TorchBackendFile={path}");

        Assert.Equal("cpu", backend.Trim());
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task ARememberedBackend_IsNoPartOfTheRepository()
    {
        var (_, file) = await DotnetAsync("msbuild", "lib/Gmm.csproj", "-getProperty:TorchBackendFile");
        string path = Path.GetRelativePath(RepositoryNotebooks.Root, file.Trim()).Replace('\\', '/');

        Assert.Contains("/" + path, await File.ReadAllLinesAsync(Path.Combine(RepositoryNotebooks.Root, ".gitignore"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AMovedRepository_LeadsProgramsToItsNewFolder()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere programs get copies of libtorch.");
        using var workspace = new Workspace();
        string[] build = Directory.GetFiles(Path.Combine(RepositoryNotebooks.Root, "environment", "build"));
        string[] props = Directory.GetFiles(RepositoryNotebooks.Root, "Directory.*.props");
        foreach (string file in build.Concat(props).Append(Path.Combine(RepositoryNotebooks.Root, "lib", "Gmm.csproj")))
        {
            workspace.Write(Path.Combine("before", Path.GetRelativePath(RepositoryNotebooks.Root, file)), File.ReadAllText(file));
        }

        string[] leadsTo = [await WriteAsync("before"), await MoveAndWriteAsync("before", "after"), await MoveAndWriteAsync("after", "before")];

        Assert.All(leadsTo.Zip(["before", "after", "before"]), pair => Assert.Contains($"{workspace.Root}/{pair.Second}/lib/bin/libtorch_cpu.so\0", pair.First));

        async Task<string> MoveAndWriteAsync(string from, string to)
        {
            Directory.Move(Path.Combine(workspace.Root, from), Path.Combine(workspace.Root, to));
            return await WriteAsync(to);
        }

        async Task<string> WriteAsync(string folder)
        {
            var (exitCode, output) = await DotnetProcess.RunAsync(Path.Combine(workspace.Root, folder), "msbuild", "lib/Gmm.csproj", "-t:ForwardLibTorch");
            Assert.True(exitCode == 0, output);
            return File.ReadAllText(Path.Combine(workspace.Root, folder, "lib", "obj", "forward", "libtorch_cpu.so"));
        }
    }

    private static IEnumerable<string> Packages(string json) =>
        json.Split('\n').Where(line => line.Contains("\"Identity\"")).Select(line => line.Split('"')[3]);

    private static Task<(int ExitCode, string Output)> DotnetAsync(params string[] args) => DotnetProcess.RunAsync(RepositoryNotebooks.Root, args);
}
