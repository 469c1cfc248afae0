using Xunit;

namespace Notebooks.Tests;

public sealed class UsageTests : IDisposable
{
    private readonly Workspace _workspace = new();

    // Without code, which would take seconds to run.
    public UsageTests() => _workspace.Add("a", DibText.Header + "#!markdown\n\nNothing to run.\n");

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("--bogus", "run", "--bogus")]
    [InlineData("missing.dib", "run", "missing.dib")]
    [InlineData("no .dib notebook", "run", "empty")]
    [InlineData("Not a .dib notebook", "run", "notes.txt")]
    [InlineData("from 1 to 86400", "run", "notebooks", "--timeout", "-1")]
    [InlineData("from 1 to 86400", "run", "notebooks", "--timeout", "0")]
    [InlineData("'soon'", "run", "notebooks", "--timeout", "soon")]
    [InlineData("--jobs is 1 or more", "run", "notebooks", "--jobs", "0")]
    [InlineData("a.dib and", "run", "notebooks", "other")]
    [InlineData("cannot be written", "run", "notebooks", "--output", "notes.txt/out")]
    [InlineData("cannot be called index", "run", "index.dib")]
    [InlineData("'walk'", "walk")]
    public async Task AWrongCommandLine_ExitsWith2_AndSaysWhatIsWrong(string said, params string[] args)
    {
        _workspace.Write("notes.txt", "");
        _workspace.Write("other/a.dib", DibText.Code("1"));
        _workspace.Write("index.dib", DibText.Code("1"));
        Directory.CreateDirectory(Path.Combine(_workspace.Root, "empty"));

        var host = await HostProcess.RunAsync(_workspace.Root, args);

        Assert.Equal(2, host.ExitCode);
        Assert.Contains(said, host.Error);
        Assert.Contains("--help", host.Error);
        Assert.DoesNotContain("   at ", host.Error);
        Assert.Equal("", host.Output.Trim());
    }

    [Fact]
    public async Task Help_ShowsExamplesAndExitCodes()
    {
        var host = await HostProcess.RunAsync(_workspace.Root, "--help");

        Assert.Equal(0, host.ExitCode);
        Assert.Contains("--keep-going", host.Output);
        Assert.Contains("Examples:", host.Output);
        Assert.Contains("Exit codes:", host.Output);
        Assert.All(host.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public async Task WithoutArguments_AllNotebooksOfTheRepositoryRun_FromAnyFolderInIt()
    {
        _workspace.Add("a", DibText.Code("1"));
        _workspace.Write("GmmNotebooks.sln", "");
        _workspace.Write("lib/x.txt", "");

        var host = await HostProcess.RunAsync(Path.Combine(_workspace.Root, "lib"));

        Assert.Equal(0, host.ExitCode);
        Assert.True(File.Exists(Path.Combine(_workspace.Root, "artifacts", "a.ipynb")));
    }

    [Fact]
    public async Task TheSameNotebookTwice_RunsOnce()
    {
        var host = await HostProcess.RunAsync(_workspace.Root, "run", "notebooks", "notebooks/a.dib", "--output", "out");

        Assert.Equal(0, host.ExitCode);
        Assert.Single(host.Output.Split('\n'), line => line.StartsWith("│ a ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnExecutedNotebookThatIsWrittenElsewhere_RefersToTheSameFiles()
    {
        TestLibrary.Build(Path.Combine(_workspace.Root, "lib", "bin"));
        _workspace.Add("a", DibText.Code("#r \"../lib/bin/Outer.dll\"\nnew Outer().Say()"));

        var host = await HostProcess.RunAsync(_workspace.Root, "run", "notebooks", "--output", "some/where/else");

        Assert.Equal(0, host.ExitCode);
        var source = ExecutedIpynb.Read(Path.Combine(_workspace.Root, "some/where/else/a.ipynb")).Cell(1).GetProperty("source")[0].GetString();
        Assert.Equal("#r \"../../../lib/bin/Outer.dll\"\n", source);
    }

    [Fact]
    public async Task ALog_Fits80Columns_AndHasNoColours()
    {
        _workspace.Add("a", DibText.Code("1"));

        var host = await _workspace.RunAsync();

        Assert.DoesNotContain('\u001b', host.Output);
        Assert.All(host.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }
}
