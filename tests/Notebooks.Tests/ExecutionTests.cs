using NotebookHost;
using Xunit;

namespace Notebooks.Tests;

/// <summary>What cells that succeed can do, looked at in one run of one notebook.</summary>
public class ExecutionTests(ExecutedCells run) : IClassFixture<ExecutedCells>
{
    [Fact]
    public void ARunOfCellsThatSucceed_ExitsWith0_AndWritesEachFile()
    {
        Assert.True(run.Host.ExitCode == 0, run.Host.Output + run.Host.Error);
        Assert.Equal(["a.html", "a.ipynb", "index.html"], Directory.GetFiles(run.Workspace.Output).Select(Path.GetFileName).Order());
        Assert.Contains("index.html", run.Host.Output);
    }

    [Fact]
    public void Console_KeepsTheOrderOfItsStreams_AndMergesWhatIsAdjacent() =>
        Assert.Equal([("stdout", "1\n2\n"), ("stderr", "3\n"), ("stdout", "4")], run.Streams("the order"));

    [Fact]
    public void Console_KeepsOnlyTheLastOfWhatACarriageReturnStartsOver() =>
        Assert.Equal([("stdout", "100 %\nnext\nlast")], run.Streams("a progress line"));

    [Fact]
    public void Console_OfALaterCellThatShowsAChart_StandsBetweenItsDisplays() =>
        Assert.Equal(["display_data", "stream", "display_data", "execute_result"], run.Kinds("displays and a result"));

    [Fact]
    public void NativeOutput_BelongsToItsCell() => Assert.Contains(("stderr", "from native code"), run.Streams("past the console"));

    [Fact]
    public void ARunawayCell_KeepsAMegabyteOfWhatItPrints() =>
        Assert.Matches("^x[^…]*… 2,000,000 more characters of text left out", run.Text("runaway"));

    [Fact]
    public void Cells_SeeWhatEarlierOnesDeclared() => Assert.Equal("42 record", run.Text("state across cells"));

    [Fact]
    public void ACell_MayWaitForATask() => Assert.Equal("came back", run.Text("waits for a task"));

    [Fact]
    public void HTML_ShowsMarkup() =>
        Assert.Equal("<b>bold</b>", run.Outputs("the old way")[0].GetProperty("data").GetProperty("text/html")[0].GetString());

    [Fact]
    public void AnUpdateThatNoClientShows_IsSaidToBeLost() =>
        Assert.Matches("^before\nThe update .* is lost.*Current.Display", run.Text("an update of what display shows"));

    [Fact]
    public void Time_IsShown() => Assert.Matches(@"^timed\n\nWall time: [\d.]+ms$", run.Text("a magic command"));

    [Fact]
    public void Import_RunsTheOtherNotebooksCells() => Assert.Equal(["*from the part*", "42"], run.Outputs("an import").Select(o =>
        o.GetProperty("data").EnumerateObject().First().Value[0].GetString()));

    [Fact]
    public void ACharacterThatComesInHalves_IsWhole() => Assert.Equal(("stdout", "\U0001F600"), Assert.Single(run.Streams("half a character").Take(1)));

    [Fact]
    public void ADisplayOfNull_IsEmpty() => Assert.Equal("", run.Text("a display of nothing"));

    [Fact]
    public void ManyDisplays_AreCutOff_WithANoteOfHowMany()
    {
        var outputs = run.Outputs("many displays");

        Assert.Equal(OutputBudget.MostOutputs + 1, outputs.Count);
        Assert.Contains("1,000 more values left out", ExecutedIpynb.Text(outputs[^1]));
    }

    [Fact]
    public void AValueOfManyMegabytes_IsLeftOut_AndThatIsSaid() => Assert.Contains("is left out", run.Text("a display of many megabytes"));

    [Fact]
    public void Update_ReplacesWhatWasDisplayed() => Assert.Equal("after", run.Text("an update"));

    [Fact]
    public void ATypeWithSeveralMimeTypes_GivesOneOutputWithAll()
    {
        var data = Assert.Single(run.Outputs("several MIME types")).GetProperty("data");

        Assert.Equal("<i>4</i>", data.GetProperty("text/html")[0].GetString());
        Assert.Equal(4, data.GetProperty("application/vnd.plotly.v1+json").GetProperty("data")[0].GetInt32());
    }

    [Theory]
    [InlineData("ends with a semicolon")]
    [InlineData("a void call")]
    public void ACellWithoutAResult_ShowsNothing(string cell) => Assert.Empty(run.Outputs(cell));

    [Fact]
    public void Text_DoesNotDependOnTheMachinesCulture() => Assert.Equal("0.5", run.Text("culture"));

    [Fact]
    public void ConsoleIn_IsAtItsEnd() => Assert.Equal("nothing", run.Text("input"));

    [Fact]
    public void TheWorkingDirectory_IsTheNotebooksFolder() => Assert.Equal("True", run.Text("working directory"));

    [Fact]
    public void References_ResolveSiblings_AndLoadEachAssemblyOnce() => Assert.Equal("outer inner deep 1 1 1", run.Text("siblings"));

    [Fact]
    public void AFormatterThatALibraryRegisters_ReachesTheHost() => Assert.Equal("formatted by the library", run.Text("library formatter"));
}
