using System.Text.Json;
using Xunit;

namespace Notebooks.Tests;

/// <summary>What cells that succeed can do, looked at in one run of one notebook.</summary>
public class ExecutionTests(ExecutionTests.Run run) : IClassFixture<ExecutionTests.Run>
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
        Assert.InRange(run.Text("runaway").Length, 1_000_000, 1_100_000);

    [Fact]
    public void Cells_SeeWhatEarlierOnesDeclared() => Assert.Equal("42 record", run.Text("state across cells"));

    [Fact]
    public void Await_ResumesOnTheSameThread() => Assert.Equal("True", run.Text("the same thread"));

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
    [InlineData("a result of null")]
    [InlineData("a void call")]
    public void ACellWithoutAResult_ShowsNothing(string cell) => Assert.Empty(run.Outputs(cell));

    [Fact]
    public void Text_DoesNotDependOnTheMachinesCulture() => Assert.Equal("0.5", run.Text("culture"));

    [Fact]
    public void ConsoleIn_IsAtItsEnd() => Assert.Equal("nothing", run.Text("input"));

    [Fact]
    public void TheWorkingDirectory_IsTheNotebooksFolder() => Assert.Equal("True", run.Text("working directory"));

    [Fact]
    public void References_ResolveSiblingsAndSubfolders_AndLoadEachAssemblyOnce() => Assert.Equal("outer inner deep 1 1 1", run.Text("siblings"));

    [Fact]
    public void AFormatterThatALibraryRegisters_ReachesTheHost() => Assert.Equal("formatted by the library", run.Text("library formatter"));

    public sealed class Run : IAsyncLifetime
    {
        internal Workspace Workspace { get; } = new();

        internal HostResult Host { get; private set; } = null!;

        private ExecutedIpynb Ipynb { get; set; } = null!;

        public async ValueTask InitializeAsync()
        {
            TestLibrary.Build(Path.Combine(Workspace.Root, "lib", "bin"));
            Workspace.Add("a", DibText.Code(Cells));
            Host = await Workspace.RunAsync();
            Ipynb = Workspace.Result("a");
        }

        public ValueTask DisposeAsync()
        {
            Workspace.Dispose();
            return ValueTask.CompletedTask;
        }

        internal IReadOnlyList<JsonElement> Outputs(string comment) => Ipynb.Outputs(Ipynb.CellWith("// " + comment));

        internal string Text(string comment) => Ipynb.Text(Ipynb.CellWith("// " + comment));

        internal IEnumerable<string> Kinds(string comment) => Outputs(comment).Select(o => o.GetProperty("output_type").GetString()!);

        internal IEnumerable<(string, string)> Streams(string comment) =>
            Outputs(comment).Select(o => (o.GetProperty("name").GetString()!, ExecutedIpynb.Text(o)));

        private static readonly string[] Cells =
        [
            """
            #r "../lib/bin/Outer.dll"
            // siblings
            var names = new[] { "Outer", "Inner", "Deep" };
            var said = new Outer().Say() + " " + new Deep().Name;
            said + string.Concat(names.Select(n => " " + AppDomain.CurrentDomain.GetAssemblies().Count(a => a.GetName().Name == n)))
            """,
            """
            // library formatter
            new Outer()
            """,
            """
            // the order
            Console.WriteLine(1);
            Console.Out.Write("2\n");
            Console.Error.WriteLine("3");
            Console.Write('4');
            """,
            """
            // a progress line
            for (var i = 0; i <= 100; i += 10) Console.Write($"\r{i} %");
            Console.Write("\r\nnext\nfirst\rlast");
            """,
            """
            // past the console
            Console.OpenStandardError().Write("from native code"u8);
            await Task.Delay(500);
            """,
            """
            // runaway
            for (var i = 0; i < 30_000; i++) Console.WriteLine(new string('x', 99));
            """,
            """
            record Person(string Name);
            int Double(int n) => 2 * n;
            var (n, person) = (21, new Person("record"));
            """,
            """
            // state across cells
            $"{Double(n)} {person.Name}"
            """,
            """
            // the same thread
            var before = Environment.CurrentManagedThreadId;
            await Task.Run(() => Task.Delay(20));
            await Task.Yield();
            (before == Environment.CurrentManagedThreadId).ToString()
            """,
            """
            // displays and a result
            display(1);
            Console.WriteLine("between");
            "<b>2</b>".DisplayAs("text/html");
            3
            """,
            """
            using Microsoft.DotNet.Interactive;
            // an update
            KernelInvocationContext.Current.Display("before", "text/html").Update("after");
            """,
            """
            using Microsoft.DotNet.Interactive.Formatting;
            Formatter.Register<Person>((p, writer) => writer.Write($"<i>{p.Name}</i>"), "text/html");
            Formatter.Register<Person>((p, writer) => writer.Write($"{{\"data\":[{p.Name}]}}"), "application/vnd.plotly.v1+json");
            Formatter.SetPreferredMimeTypesFor(typeof(Person), "text/html", "application/vnd.plotly.v1+json");
            """,
            """
            // several MIME types
            new Person("4")
            """,
            """
            // ends with a semicolon
            var nothing = 1;
            """,
            """
            // a result of null
            (string)null
            """,
            """
            // a void call
            GC.Collect()
            """,
            """
            // culture
            $"{0.5}"
            """,
            """
            // input
            Console.ReadLine() ?? "nothing"
            """,
            """
            // working directory
            System.IO.File.Exists("a.dib").ToString()
            """,
        ];
    }
}
