using System.Text.Json;
using Xunit;

namespace Notebooks.Tests;

/// <summary>A cell that fails: what is said, what is kept, and what becomes of the other notebooks.</summary>
public sealed class FailureTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    /// <summary>The failing cell starts on line 11 of the file.</summary>
    [Theory]
    [InlineData("// first\nint x = \"a\";", 12, "CS0029")]
    [InlineData("// first\nint x = ;", 12, "CS1525")]
    [InlineData("// first\nthrow new InvalidOperationException(\"no luck\");", 12, "no luck", "System.InvalidOperationException")]
    [InlineData("// first\nawait Task.Delay(1);\n\nthrow new Exception(\"after an await\");", 14, "after an await")]
    [InlineData("// first\nint[] a = [1];\nint At(int i) =>\n  a[i];\nAt(3)", 14, "at At(Int32 i) in a.dib:line 14", "at cell in a.dib:line 15")]
    [InlineData("// first\nthrow new Exception(\"outer\", new Exception(\"the reason\"));", 12, "outer", "the reason")]
    [InlineData("// first\n#r \"nuget: No.Such.Package.Here, 1.0\"", 12, "Package not restored", "No.Such.Package.Here")]
    [InlineData("#!import \"no.dib\"", 11, "Import failed", "no.dib")]
    [InlineData("#!import \"../part.dib\"", 11, "in an imported file", "../part.dib, line 8: from the part")]
    [InlineData("#!time\n\nint x = \"a\";", 13, "CS0029")]
    [InlineData("class Silent : Exception { public override string Message => null; }\nthrow new Silent();", 12, "Silent")]
    [InlineData("class Worse : Exception { public override string Message => throw this; public override string StackTrace => null; }\nthrow new Worse();", 12, "asking the exception threw")]
    [InlineData("throw new Exception(\"\\u001b[31mred\\u202Eturned\");", 11, "red\\u202eturned")]
    [InlineData("// first\n#r \"../lib/bin/Gmm.dll\"", 12, "Missing reference", "there is no file", "dotnet build lib")]
    [InlineData("#r \"Gmm.dll\"", 11, "there is no file", "relative to the notebook's folder")]
    [InlineData("Environment.Exit(3);", 11, "exit code 3")]
    [InlineData("Environment.Exit(0);", 11, "exit code 0")]
    [InlineData("Environment.FailFast(\"the last words\");", 11, "process ended", "the last words")]
    [InlineData("new System.Threading.Thread(() => throw new Exception(\"elsewhere\")).Start(); await Task.Delay(60_000);", 11, "process ended", "elsewhere")]
    public async Task AFailingCell_IsNamedWithItsLine_AndKeepsWhatWasExecuted(string code, int line, params string[] said)
    {
        _workspace.Add("a", DibText.Code("1", code, "never"));

        _workspace.Write("part.dib", DibText.Code("// first\nthrow new Exception(\"from the part\");"));

        var host = await _workspace.RunAsync();

        Assert.Equal(1, host.ExitCode);
        Assert.Contains($"a.dib({line}): cell 2: ", host.Output);
        Assert.All(said, text => Assert.Contains(text, host.Output));
        Assert.DoesNotContain("NotebookHost", host.Output + host.Error);
        var ipynb = _workspace.Result("a");
        Assert.Equal("1", ipynb.Text(1));
        Assert.Equal("error", ipynb.Outputs(2)[^1].GetProperty("output_type").GetString());
        Assert.Equal(JsonValueKind.Null, ipynb.Cell(3).GetProperty("execution_count").ValueKind);
        Assert.True(File.Exists(Path.Combine(_workspace.Output, "a.html")));
    }

    [Fact]
    public async Task AFailingCell_IsShownWithItsSourceLine()
    {
        _workspace.Add("a", DibText.Code("var x = 1;\nx.Nothing();"));

        Assert.Contains("    8 | x.Nothing();", (await _workspace.RunAsync()).Output);
    }

    [Fact]
    public async Task ACellThatTakesTooLong_Fails()
    {
        _workspace.Add("a", DibText.Code("System.Threading.Thread.Sleep(-1);"));

        var host = await _workspace.RunAsync("--timeout", "10");

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
        Assert.False(File.Exists(Path.Combine(_workspace.Output, "c.ipynb")));
    }

    [Theory]
    [InlineData("throw new Exception();")]
    [InlineData("Environment.FailFast(null);")]
    public async Task WithKeepGoing_LaterNotebooksRun(string failure)
    {
        AddThree(failure);

        var host = await _workspace.RunAsync("--keep-going");

        Assert.Equal(1, host.ExitCode);
        Assert.Equal(["ok", "failed", "ok"], host.Table());
        Assert.Equal("3", _workspace.Result("c").Text(1));
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

    [Fact]
    public async Task AMalformedNotebook_WithKeepGoing_StopsOnlyItself()
    {
        AddThree("2");
        _workspace.Add("b", "");

        Assert.Equal(["ok", "failed", "ok"], (await _workspace.RunAsync("--keep-going")).Table());
    }

    private void AddThree(string second)
    {
        _workspace.Add("a", DibText.Code("1"));
        _workspace.Add("b", DibText.Code(second));
        _workspace.Add("c", DibText.Code("3"));
    }
}
