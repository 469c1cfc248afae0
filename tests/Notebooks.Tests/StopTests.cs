using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Notebooks.Tests;

/// <summary>What is left when a run is stopped from outside.</summary>
public sealed class StopTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public StopTests()
    {
        _workspace.Add("a", DibText.Code("System.IO.File.WriteAllText(\"pid\", $\"{Environment.ProcessId}\"); 1", "while (true) { }"));
        _workspace.Add("b", DibText.Code("2"));
    }

    private int ChildId => int.Parse(File.ReadAllText(Path.Combine(_workspace.Root, "notebooks", "pid")), CultureInfo.InvariantCulture);

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task ASignal_EndsTheRunWith130_AndKeepsWhatWasExecuted(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send from here; Ctrl-C itself is handled by the same code.");
        Assert.SkipWhen(IsIgnored(signal), $"Whoever started the tests had SIG{signal} ignored, as nohup and & do, and a child inherits that.");

        using var host = HostProcess.Start(_workspace.Root, "run", "notebooks", "--output", "out", "--jobs", "1");
        await host.WaitForAsync("cell 1 of 2");
        Process.Start("kill", [$"-{signal}", $"{host.Process.Id}"]).WaitForExit();
        var result = await host.WaitAsync(HostProcess.Patience);

        Assert.Equal(130, result.ExitCode);
        Assert.Contains("a.dib(11): cell 2: Interrupted", result.Output);
        Assert.Contains("skipped", result.Output);
        Assert.Equal("1", _workspace.Result("a").Text(1));
        Assert.True(File.Exists(Path.Combine(_workspace.Output, "book", "index.html")));
        Assert.Empty(Directory.GetFiles(_workspace.Output, "*.tmp", SearchOption.AllDirectories));
        await Processes.AssertEndsAsync(ChildId);
    }

    [Fact]
    public async Task ASignal_StopsAllThatRunAtOnce()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send from here; Ctrl-C itself is handled by the same code.");
        _workspace.Add("b", DibText.Code("2", "while (true) { }"));

        using var host = HostProcess.Start(_workspace.Root, "run", "notebooks", "--output", "out", "--jobs", "2");
        await host.WaitForAsync("a  cell 1 of 2");
        await host.WaitForAsync("b  cell 1 of 2");
        Process.Start("kill", ["-TERM", $"{host.Process.Id}"]).WaitForExit();
        var result = await host.WaitAsync(HostProcess.Patience);

        Assert.Equal(130, result.ExitCode);
        Assert.Equal(["stopped", "stopped"], result.Table());
        Assert.Equal("2", _workspace.Result("b").Text(1));
        await Processes.AssertEndsAsync(ChildId);
    }

    [Fact]
    public async Task TheNotebooksProcess_DoesNotOutliveAHostThatIsKilled()
    {
        using var host = HostProcess.Start(_workspace.Root, "run", "notebooks", "--output", "out");
        await host.WaitForAsync("cell 1 of 2");
        host.Process.Kill();

        await Processes.AssertEndsAsync(ChildId);
    }

    private static bool IsIgnored(string signal)
    {
        const string Status = "/proc/self/status", Field = "SigIgn:";
        int number = signal switch { "HUP" => 1, "INT" => 2, _ => 15 };
        return File.Exists(Status)
            && (Convert.ToUInt64(File.ReadLines(Status).First(line => line.StartsWith(Field, StringComparison.Ordinal))[Field.Length..].Trim(), 16) >> (number - 1) & 1) == 1;
    }
}
