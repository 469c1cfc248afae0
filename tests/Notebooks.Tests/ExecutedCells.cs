using System.Text.Json;

namespace Notebooks.Tests;

/// <summary>One run of one notebook, whose cells are named by a comment in them.</summary>
public sealed class ExecutedCells : SharedRun
{
    private readonly Lazy<ExecutedIpynb> _ipynb;

    public ExecutedCells() => _ipynb = new(() => Workspace.Result("a"));

    private ExecutedIpynb Ipynb => _ipynb.Value;

    private protected override Task PrepareAsync()
    {
        TestLibrary.Build(Path.Combine(Workspace.Root, "lib", "bin"));
        Workspace.Add("a", DibText.Code(Cells));
        Workspace.Write("part.dib", DibText.Header + "#!markdown\n\n*from the part*\n\n#!csharp\n\nvar imported = 41;\n");
        return Task.CompletedTask;
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
        // waits for a task
        async Task<string> Later() { await Task.Delay(50); return "came back"; }
        var waited = Later();
        waited.Wait();
        waited.Result
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
        // the old way to show HTML
        HTML("<b>bold</b>")
        """,
        """
        // an update of what display shows
        var shown = display("before");
        shown.Update("after");
        """,
        """
        #!time
        // a magic command
        Console.WriteLine("timed");
        """,
        """
        #!import "../part.dib"
        // an import
        $"{imported + 1}"
        """,
        """
        // half a character
        Console.Write("\ud83d");
        Console.Write("\ude00");
        "\ud83d".Display("text/plain");
        """,
        """
        // a display of nothing
        KernelInvocationContext.Current.DisplayAs(null, "text/html");
        """,
        """
        // a longer line than any
        Console.Write(new string('y', 900_000));
        """,
        """
        // many displays
        for (var i = 0; i < 3_000; i++) display(i);
        """,
        """
        // a display of many megabytes
        new string('z', 40_000_000)
        """,
        """
        // input
        Console.ReadLine() ?? "nothing"
        """,
        """
        // working directory
        System.IO.File.Exists("a.dib").ToString()
        """,
        """
        // past the console
        Console.OpenStandardError().Write("from native code"u8);
        """, // last: this text takes a way of its own, and a later cell that has started would get it
    ];
}
