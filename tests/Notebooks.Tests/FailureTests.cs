using System.Globalization;
using System.Text.Json;
using Xunit;

namespace Notebooks.Tests;

/// <summary>A cell that fails: what is said, what is kept, and what becomes of the other notebooks.</summary>
public sealed class FailureTests(FailingCells run) : IClassFixture<FailingCells>, IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    public static TheoryData<string, int, string[]> Failing => [.. FailingCells.Cells];

    [Theory]
    [MemberData(nameof(Failing))]
    public void AFailingCell_IsNamedWithItsLine_AndKeepsWhatWasExecuted(string code, int line, string[] said)
    {
        string name = FailingCells.NameOf(code);

        string output = run.Said(name);

        Assert.Contains($"{name}.dib({line}): cell 2: ", output);
        Assert.All(said, text => Assert.Contains(string.Format(CultureInfo.InvariantCulture, text, $"{name}.dib"), output));
        Assert.DoesNotContain("NotebookHost", run.Host.Output + run.Host.Error);
        var ipynb = run.Workspace.Result(name);
        Assert.Equal("1", ipynb.Text(1));
        Assert.Equal("error", ipynb.Outputs(2)[^1].GetProperty("output_type").GetString());
        Assert.Equal(JsonValueKind.Null, ipynb.Cell(3).GetProperty("execution_count").ValueKind);
        Assert.True(File.Exists(Path.Combine(run.Workspace.Output, "book", $"{name}.html")));
    }

    [Fact]
    public void WithKeepGoing_AllOthersRun_AndTheRunFails()
    {
        Assert.Equal(1, run.Host.ExitCode);
        Assert.Equal(FailingCells.Good, Assert.Single(run.Host.Rows(), row => row.Result == "ok").Name);
        Assert.Equal("failed", run.Result(FailingCells.Malformed));
        Assert.Equal("3", run.Workspace.Result(FailingCells.Good).Text(1));
    }

    [Fact]
    public async Task ACellThatTakesTooLong_Fails()
    {
        _workspace.Add("a", DibText.Code("Console.Write(\"started\"); System.Threading.Thread.Sleep(-1);"));

        var host = await _workspace.RunAsync("--timeout", "5");

        Assert.Equal("started", ExecutedIpynb.Text(_workspace.Result("a").Outputs(1)[0]));
        Assert.Equal(1, host.ExitCode);
        Assert.Contains("a.dib(7): cell 1: Timeout", host.Output);
        Assert.Contains("--timeout", host.Output);
    }

    [Fact]
    public async Task AfterAFailure_LaterNotebooksAreSkipped()
    {
        AddThree("throw new Exception();");

        var host = await _workspace.RunAsync();

        Assert.Equal(1, host.ExitCode);
        Assert.Equal(["ok", "failed", "skipped"], host.Table());
        Assert.Equal("error", _workspace.Result("b").Outputs(1)[^1].GetProperty("output_type").GetString());
        Assert.True(File.Exists(Path.Combine(_workspace.Output, "book", "b.html")));
        Assert.False(File.Exists(Path.Combine(_workspace.Output, "c.ipynb")));
    }

    [Fact]
    public async Task AMalformedNotebook_IsReportedBeforeAnythingRuns()
    {
        AddThree("2");
        _workspace.Add("b", DibText.Code("1") + "\n#!bogus\n");

        var host = await _workspace.RunAsync();

        Assert.Equal(1, host.ExitCode);
        Assert.Equal(["skipped", "failed", "skipped"], host.Table());
        Assert.Contains("b.dib(9): Malformed notebook", host.Output);
        Assert.Contains("Unknown command #!bogus", host.Output);
    }

    private void AddThree(string second)
    {
        _workspace.Add("a", DibText.Code("1"));
        _workspace.Add("b", DibText.Code(second));
        _workspace.Add("c", DibText.Code("3"));
    }
}
