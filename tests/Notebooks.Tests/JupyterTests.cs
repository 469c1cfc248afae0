using System.Text.Json;
using Xunit;

namespace Notebooks.Tests;

/// <summary>The host tells Jupyter of the kernel, and Jupyter can use it.</summary>
public sealed class JupyterTests : IDisposable
{
    // Runs a cell as a notebook page does, in a folder that knows nothing of this repository and without dotnet on PATH.
    private const string RunOneCell = """
        import os, sys
        os.environ["PATH"] = ""
        from jupyter_client.kernelspec import KernelSpecManager
        from jupyter_client.manager import start_new_kernel
        assert KernelSpecManager().get_kernel_spec(".net-csharp").display_name == ".NET (C#)"
        manager, client = start_new_kernel(kernel_name=".net-csharp", startup_timeout=600)
        try:
            def show(message):
                if message["msg_type"] == "execute_result":
                    print("result:", message["content"]["data"]["text/html"])
            client.execute_interactive("1+1", timeout=600, output_hook=show)
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
        """;

    private readonly Workspace _workspace = new();

    private string KernelSpec => Path.Combine(_workspace.Root, "share", "jupyter", "kernels", ".net-csharp", "kernel.json");

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task TheInstalledKernel_IsThePinnedOne_AndNeedsNeitherPathNorFolder()
    {
        var host = await JupyterAsync("install");

        Assert.Equal((0, ""), (host.ExitCode, host.Error.Trim()));
        var argv = ReadArgv();
        Assert.True(Path.IsPathFullyQualified(argv[0]) && File.Exists(argv[0]), argv[0]);
        Assert.True(Path.IsPathFullyQualified(argv[2]) && File.Exists(argv[2]), argv[2]);
        Assert.Contains(PinnedVersion(), argv[2]);
        Assert.Contains("--http-local-only", argv);
        Assert.Equal("{connection_file}", argv[^1]);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(KernelSpec)!));
    }

    [Fact]
    public async Task Jupyter_StartsTheInstalledKernel_AndGetsAnAnswer()
    {
        var python = await Python.WithAsync("jupyter_client");
        await JupyterAsync("install");

        var (exitCode, output) = await python.RunAsync(RunOneCell, _workspace.Root, ("JUPYTER_PATH", Path.Combine(_workspace.Root, "share", "jupyter")));

        Assert.True(exitCode == 0, output);
        Assert.Contains("<pre>2</pre>", output.Split("result:")[^1]);
    }

    [Fact]
    public async Task Uninstall_LeavesNothing_AndASecondOneSaysSo()
    {
        await JupyterAsync("install");

        var first = await JupyterAsync("uninstall");
        var second = await JupyterAsync("uninstall");

        Assert.Equal(0, first.ExitCode);
        Assert.False(Directory.Exists(Path.GetDirectoryName(KernelSpec)));
        Assert.Equal(2, second.ExitCode);
        Assert.Contains($"There is no {KernelSpec}", second.Error);
    }

    [Theory]
    [InlineData("{\"argv\": [\"dotnet\", \"interactive\"]}")]
    [InlineData("[]")]
    [InlineData("not JSON")]
    public async Task AKernelThatSomethingElseInstalled_IsLeftAlone_UnlessToldToReplaceIt(string spec)
    {
        _workspace.Write("share/jupyter/kernels/.net-csharp/kernel.json", spec);

        var install = await JupyterAsync("install");
        var uninstall = await JupyterAsync("uninstall");

        Assert.Equal((2, 2), (install.ExitCode, uninstall.ExitCode));
        Assert.Contains("--replace", install.Error);
        Assert.Contains("something else", uninstall.Error);
        Assert.Equal(spec, File.ReadAllText(KernelSpec));
        Assert.Equal(0, (await JupyterAsync("install", "--replace")).ExitCode);
        Assert.NotEmpty(ReadArgv());
    }

    [Fact]
    public async Task ARepositoryThatPinsNoKernel_IsRefused_AndNothingIsWritten()
    {
        _workspace.Write("GmmNotebooks.sln", "");
        _workspace.Write(".config/dotnet-tools.json", """{ "version": 1, "tools": {} }""");

        var host = await HostProcess.RunAsync(_workspace.Root, "jupyter", "install", "--prefix", _workspace.Root);

        Assert.Equal(2, host.ExitCode);
        Assert.Contains("pins no microsoft.dotnet-interactive", host.Error);
        Assert.False(Directory.Exists(Path.Combine(_workspace.Root, "share")));
    }

    private Task<HostResult> JupyterAsync(string verb, params string[] options) =>
        HostProcess.RunAsync(RepositoryNotebooks.Root, ["jupyter", verb, "--prefix", _workspace.Root, .. options]);

    private string[] ReadArgv() => JsonDocument.Parse(File.ReadAllText(KernelSpec)).RootElement.GetProperty("argv").Deserialize<string[]>()!;

    private static string PinnedVersion() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryNotebooks.Root, ".config", "dotnet-tools.json")))
            .RootElement.GetProperty("tools").GetProperty("microsoft.dotnet-interactive").GetProperty("version").GetString()!;
}
