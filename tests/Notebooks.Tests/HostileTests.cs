using System.Globalization;
using Xunit;

namespace Notebooks.Tests;

/// <summary>Whatever a notebook holds, shows or does, only that notebook fails: the others run, and the table is printed.</summary>
public sealed class HostileTests(HostileNotebooks run) : IClassFixture<HostileNotebooks>
{
    public static TheoryData<string> Garbage => [.. HostileNotebooks.Garbage];

    public static TheoryData<string> Names => [.. HostileNotebooks.Names];

    public static TheoryData<string> Afterwards => [.. HostileNotebooks.Afterwards];

    [Fact]
    public void TheOneAfterThem_Runs_AndOnlyThoseFailThatDoHarm()
    {
        Assert.Equal("2", run.Workspace.Result(HostileNotebooks.Good).Text(1));
        Assert.Equal(1, run.Host.ExitCode);
        string startsAndEnds = HostileNotebooks.NameOf(HostileNotebooks.Afterwards, "");
        string[] harmless = [HostileNotebooks.Package, HostileNotebooks.Pipe, startsAndEnds, HostileNotebooks.Good];
        Assert.Equal(
            run.Host.Rows().Select(row => row.Name).Intersect(harmless),
            run.Host.Rows().Where(row => row.Result == "ok").Select(row => row.Name));
        Assert.All(run.Host.Rows(), row => Assert.Contains(row.Result, (string[])["ok", "failed"]));
    }

    [Theory]
    [MemberData(nameof(Garbage))]
    public void GarbageOnTheReportPipe_FailsThatNotebook(string report)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The pipe is found in /proc.");
        Assert.Contains("Broken report", run.Said(HostileNotebooks.NameOf(HostileNotebooks.Garbage, report)));
    }

    [Fact]
    public void CodeAndMarkdownThatNestDeeply_ArePlain()
    {
        Assert.Equal("failed", run.Result(HostileNotebooks.Nested));
        Assert.Contains(HostileNotebooks.Quotes.Replace(">", "&gt;"), Page(HostileNotebooks.Nested));
    }

    [Fact]
    public void AnImageThatIsAPipe_IsNoImage()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no named pipes among its files.");
        Assert.Equal("ok", run.Result(HostileNotebooks.Pipe));
        Assert.Contains("pipe.png", Page(HostileNotebooks.Pipe));
    }

    [Fact]
    public void AFileThatCannotBeWritten_FailsThatNotebook() => Assert.Contains(".dib: Cannot be written", run.Said(HostileNotebooks.Unwritable));

    [Fact]
    public void AFileThatCannotBeRead_FailsThatNotebook()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A link there takes rights that tests have not.");
        Assert.Contains(".dib: Cannot be read", run.Said(HostileNotebooks.Unreadable));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AnyName_IsGoodForANotebook(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        string said = run.Said(name.Replace("\n", "\\u000a"));
        Assert.Contains("(12): cell 2: System.Exception", said);
        Assert.Contains(":line 13", said);
        Assert.Contains($"href=\"{Uri.EscapeDataString(name)}.html\"", Page("index"));
    }

    [Fact]
    public async Task ANameAsLongAsItMayBe_IsWritten_AndALongerOneIsRefused()
    {
        using var workspace = new Workspace();
        workspace.Add(new('n', 245), DibText.Code("1"));
        Assert.Equal(0, (await workspace.RunAsync()).ExitCode);

        workspace.Add(new('m', 246), DibText.Code("1"));
        Assert.Equal(2, (await workspace.RunAsync()).ExitCode);
    }

    [Theory]
    [MemberData(nameof(Afterwards))]
    public async Task AProcessThatACellStarted_EndsWithItsNotebook(string after)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only there a process can be known by its environment.");
        string file = HostileNotebooks.NameOf(HostileNotebooks.Afterwards, after) + ".pid";
        string pid = await File.ReadAllTextAsync(Path.Combine(run.Workspace.Root, "notebooks", file), TestContext.Current.CancellationToken);
        await Processes.AssertEndsAsync(int.Parse(pid, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void AFailureWhileTheLibraryIsRebuilt_NamesIt() =>
        Assert.Contains("While the notebook ran, Inner.dll changed", run.Said(HostileNotebooks.Rebuilt));

    [Fact]
    public void APackage_IsRestoredByTheSdk()
    {
        Assert.Equal("ok", run.Result(HostileNotebooks.Package));
        Assert.Equal("CsCheck", run.Workspace.Result(HostileNotebooks.Package).Text(1));
    }

    private string Page(string name) => File.ReadAllText(Path.Combine(run.Workspace.Output, "book", $"{name}.html"));
}
