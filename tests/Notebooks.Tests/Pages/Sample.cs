using System.Text.RegularExpressions;
using NotebookHost;

namespace Notebooks.Tests.Pages;

/// <summary>Executed notebooks for the tests to render, and what they look for in the pages.</summary>
internal static partial class Sample
{
    public const string PlotlyMime = "application/vnd.plotly.v1+json";
    public const string Chart = """{"data":[{"x":[1,2],"y":[3,4]}],"layout":{"title":{"text":"A line"}}}""";

    /// <summary>The assembly that the library's build puts where notebooks load it from.</summary>
    public static string PlotlyAssembly { get; } = Path.Combine(Root(), "lib", "bin", "Plotly.NET.dll");

    public static string Page(params ExecutedCell[] cells) => Page(PlotlyAssembly, cells);

    public static string Page(string? plotly, params ExecutedCell[] cells)
    {
        var numbered = cells.Select((c, i) => c with { Cell = c.Cell with { Number = i + 1 } }).ToList();
        var notebook = new Notebook("/somewhere/02-the-mixture.dib", [.. numbered.Select(c => c.Cell)]);
        return HtmlPage.Render(new ExecutedNotebook(notebook, numbered, plotly), null, null);
    }

    public static ExecutedCell Markdown(string source) => new(new Cell(0, CellKind.Markdown, source, 1), [], null, TimeSpan.Zero);

    public static ExecutedCell Code(string source, params CellOutput[] outputs) =>
        new(new Cell(0, CellKind.Code, source, 1), outputs, 1, TimeSpan.FromSeconds(0.25));

    public static ExecutedCell NotRun(string source) => new(new Cell(0, CellKind.Code, source, 1), [], null, TimeSpan.Zero);

    public static ExecutedCell Charts(params string[] figures) => Code("chart", [.. figures.Select(f => Value((PlotlyMime, f)))]);

    public static DisplayOutput Value(params (string MimeType, string Content)[] data) =>
        new(data.ToDictionary(d => d.MimeType, d => d.Content), IsResult: true);

    /// <summary>The page as the HTML parser sees it before scripts run: elements, without what scripts and styles contain.</summary>
    public static string Markup(string page) => ScriptOrStyle().Replace(page, "<$1></$1>");

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "GmmNotebooks.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }
        return folder.FullName;
    }

    [GeneratedRegex(@"<(script|style)\b[^>]*>.*?</\1>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex ScriptOrStyle();
}
