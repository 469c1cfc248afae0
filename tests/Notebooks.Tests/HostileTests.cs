using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Notebooks.Tests;

/// <summary>Whatever a notebook holds, shows or does, only that notebook fails: the one after it runs, and the table is printed.</summary>
public sealed class HostileTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("no JSON")]
    [InlineData("{\"$type\":\"started\",\"Number\":99}")]
    [InlineData("{\"$type\":\"output\",\"Output\":null}")]
    [InlineData("{\"$type\":\"output\",\"Output\":{\"$type\":\"display\",\"Data\":{\"text/html\":null},\"IsResult\":false}}")]
    public async Task GarbageOnTheReportPipe_FailsThatNotebook(string report)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The pipe is found in /proc.");
        var host = await RunAsync(DibText.Code($$""""
            var pipe = System.IO.File.ReadAllText("/proc/self/cmdline").TrimEnd('\0').Split('\0')[^1];
            System.IO.File.AppendAllText($"/proc/self/fd/{pipe}", """{{report}}""" + "\n");
            System.Threading.Thread.Sleep(-1);
            """"));

        Assert.Equal(["failed", "ok"], host.Table());
        Assert.Contains("Broken report", host.Output);
    }

    [Fact]
    public async Task CodeAndMarkdownThatNestDeeply_ArePlain()
    {
        var quotes = new string('>', 5_000);

        // Not parentheses: the parser looks ahead from each for what it may open, which takes half a minute.
        var host = await RunAsync(DibText.Header + $"#!markdown\n\n{quotes}\n\n#!csharp\n\n\"{quotes}\".DisplayAs(\"text/markdown\");\n\n"
            + $"#!csharp\n\n_ = {new string('!', 50_000)}true\n");

        Assert.Equal(["failed", "ok"], host.Table());
        Assert.Contains(quotes.Replace(">", "&gt;"), File.ReadAllText(Path.Combine(_workspace.Output, "book", "a.html")));
    }

    [Fact]
    public async Task AnImageThatIsAPipe_IsNoImage()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no named pipes among its files.");
        Directory.CreateDirectory(Path.Combine(_workspace.Root, "notebooks"));
        await Process.Start("mkfifo", Path.Combine(_workspace.Root, "notebooks", "pipe.png")).WaitForExitAsync(TestContext.Current.CancellationToken);

        var host = await RunAsync(DibText.Header + "#!markdown\n\n![a pipe](pipe.png)\n\n#!csharp\n\n1\n");

        Assert.Equal(["ok", "ok"], host.Table());
        Assert.Contains("pipe.png", File.ReadAllText(Path.Combine(_workspace.Output, "book", "a.html")));
    }

    [Fact]
    public async Task AFileThatCannotBeWritten_FailsThatNotebook()
    {
        Directory.CreateDirectory(Path.Combine(_workspace.Output, "a.ipynb"));

        var host = await RunAsync(DibText.Code("1"));

        Assert.Equal(1, host.ExitCode);
        Assert.Equal(["failed", "ok"], host.Table());
        Assert.Contains("a.dib: Cannot be written", host.Output);
    }

    [Fact]
    public async Task AFileThatCannotBeRead_FailsThatNotebook()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A link there takes rights that tests have not.");
        Directory.CreateDirectory(Path.Combine(_workspace.Root, "notebooks"));
        File.CreateSymbolicLink(Path.Combine(_workspace.Root, "notebooks", "aa.dib"), "nowhere");

        var host = await RunAsync(DibText.Code("1"));

        Assert.Equal(["ok", "failed", "ok"], host.Table());
        Assert.Contains("aa.dib: Cannot be read", host.Output);
    }

    [Theory]
    [InlineData("quo\"te")]
    [InlineData("two\nlines")]
    [InlineData("100%41 #1?")]
    public async Task AnyName_IsGoodForANotebook(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        _workspace.Add(name, DibText.Code("1", "// first\nvoid F() => throw new Exception(\"no\");\nF();"));

        var host = await _workspace.RunAsync();

        Assert.Equal(["failed"], host.Table());
        Assert.Contains("(12): cell 2: System.Exception", host.Output);
        Assert.Contains(":line 13", host.Output);
        var index = File.ReadAllText(Path.Combine(_workspace.Output, "book", "index.html"));
        Assert.Contains($"href=\"{Uri.EscapeDataString(name)}.html\"", index);
    }

    [Fact]
    public async Task ANameAsLongAsItMayBe_IsWritten_AndALongerOneIsRefused()
    {
        _workspace.Add(new('n', 245), DibText.Code("1"));
        Assert.Equal(0, (await _workspace.RunAsync()).ExitCode);

        _workspace.Add(new('m', 246), DibText.Code("1"));
        Assert.Equal(2, (await _workspace.RunAsync()).ExitCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Environment.FailFast(null);")]
    public async Task AProcessThatACellStarted_EndsWithItsNotebook(string after)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only there a process can be known by its environment.");
        await RunAsync(DibText.Code("""
            var shell = System.Diagnostics.Process.Start("sh", ["-c", "setsid sleep 600 >/dev/null 2>&1 & echo $! > pid"]);
            shell.WaitForExit();
            """ + after));

        await Processes.AssertEndsAsync(int.Parse(File.ReadAllText(Path.Combine(_workspace.Root, "notebooks", "pid")), CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task AFailureWhileTheLibraryIsRebuilt_NamesIt()
    {
        TestLibrary.Build(Path.Combine(_workspace.Root, "lib", "bin"));
        var host = await RunAsync(DibText.Code(
            "#r \"../lib/bin/Outer.dll\"\nnew Outer().Say()",
            "System.IO.File.SetLastWriteTimeUtc(\"../lib/bin/Inner.dll\", DateTime.UtcNow.AddMinutes(1)); throw new MissingMethodException();"));

        Assert.Contains("While the notebook ran, Inner.dll changed", host.Output);
    }

    [Fact]
    public async Task APackage_IsRestoredByTheSdk()
    {
        // One that these tests have: nothing is downloaded.
        var version = typeof(CsCheck.Gen).Assembly.GetName().Version!.ToString(3);
        var host = await RunAsync(DibText.Code($"// a package\n#r \"nuget: CsCheck, {version}\"\nusing CsCheck;\ntypeof(Gen).Assembly.GetName().Name"));

        Assert.True(host.ExitCode == 0, host.Output);
        Assert.Equal("CsCheck", _workspace.Result("a").Text(1));
    }

    /// <summary>Runs the notebook, and a good one after it.</summary>
    private Task<HostResult> RunAsync(string text)
    {
        _workspace.Add("a", text);
        _workspace.Add("b", DibText.Code("2"));
        return _workspace.RunAsync("--keep-going");
    }
}
