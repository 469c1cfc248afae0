using System.Globalization;
using Xunit;

namespace Notebooks.Tests;

/// <summary>Cells are compiled ahead, and the next notebook's process starts early: what that must not change.</summary>
public sealed class ReadyTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task AReferenceThatAnEarlierCellWrites_IsThereWhenItsCellIsRun()
    {
        TestLibrary.Build(Path.Combine(_workspace.Root, "lib", "bin"));
        _workspace.Add("a", DibText.Code(
            "System.IO.File.Copy(\"../lib/bin/Inner.dll\", \"Inner.dll\");", "#r \"Inner.dll\"\nnew Inner().Name", "int n = 3;", "n"));

        var host = await _workspace.RunAsync();

        Assert.True(host.ExitCode == 0, host.Output);
        Assert.Equal("inner", _workspace.Result("a").Text(2));
        Assert.Equal("3", _workspace.Result("a").Text(4));
    }

    [Fact]
    public async Task OneJob_RunsANotebookAfterTheOneBeforeItHasEnded()
    {
        _workspace.Add("a", DibText.Code("1", "await Task.Delay(5000); System.IO.File.WriteAllText(\"last\", \"written by a\");"));
        _workspace.Add("b", DibText.Code("System.IO.File.ReadAllText(\"last\")"));

        await _workspace.RunAsync("--jobs", "1");

        Assert.Equal("written by a", _workspace.Result("b").Text(1));
    }

    [Fact]
    public async Task TwoJobs_RunTwoNotebooksAtOnce()
    {
        _workspace.Add("a", DibText.Code(Write("a"), Await("b"), "1"));
        _workspace.Add("b", DibText.Code(Write("b"), Await("a"), "2"));

        var host = await _workspace.RunAsync("--jobs", "2");

        Assert.Equal(["ok", "ok"], host.Table());
        Assert.Equal("2", _workspace.Result("b").Text(3));
    }

    [Fact]
    public async Task TwoJobs_AfterAFailure_EndWhatCameBeforeItAndStartNothing()
    {
        _workspace.Add("a", DibText.Code(Await("b"), "await Task.Delay(2000);"));
        _workspace.Add("b", DibText.Code(Write("b"), "throw new Exception();"));
        _workspace.Add("c", DibText.Code(Write("c")));

        var host = await _workspace.RunAsync("--jobs", "2");

        Assert.Equal(["ok", "failed", "skipped"], host.Table());
        Assert.False(File.Exists(Path.Combine(_workspace.Root, "notebooks", "c")));
    }

    [Fact]
    public async Task AfterAFailure_TheNextNotebooksProcessEndsWithTheHost()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The process is found in /proc.");
        _workspace.Add("a", DibText.Code("1", "while (!System.IO.File.Exists(\"stop\")) await Task.Delay(10); throw new Exception();"));
        _workspace.Add("b", DibText.Code("2"));

        using var host = HostProcess.Start(_workspace.Root, "run", "notebooks", "--output", "out", "--jobs", "1");
        await host.WaitForAsync("cell 1 of 2");
        int[] children;
        do
        {
            await Task.Delay(50);
            children = Children(host.Process.Id);
        }
        while (children.Length < 2 && !host.Process.HasExited);
        _workspace.Write("notebooks/stop", "");
        await host.WaitAsync(HostProcess.Patience);

        Assert.Equal(2, children.Length);
        foreach (var child in children)
        {
            await Processes.AssertEndsAsync(child);
        }
    }

    private static string Write(string file) => $"System.IO.File.WriteAllText(\"{file}\", \"\");";

    private static string Await(string file) => $"while (!System.IO.File.Exists(\"{file}\")) await Task.Delay(10);";

    private static int[] Children(int process) =>
    [
        .. Directory.GetDirectories($"/proc/{process}/task")
            .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture)),
    ];
}
