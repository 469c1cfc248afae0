using System.Text;
using NotebookHost.Export;
using NotebookHost.Pages;

namespace NotebookHost;

/// <summary>Writes what readers read: an .ipynb for each notebook, and the book of all that were executed into this folder.</summary>
internal sealed class Artifacts(ArtifactOptions options) : INotebookWriter
{
    private const string NoBrowser = "There is no Chromium, Chrome or Edge on PATH to draw the charts' pictures.";

    private readonly HashSet<string> _notebooks = [];

    /// <inheritdoc/>
    public string? Index { get; private set; }

    private string Records => Path.Combine(options.Folder, "executed");

    /// <summary>Makes the folder, and sees that it can be written to: better now than after the first notebook.</summary>
    /// <exception cref="UsageException">It cannot be, or pictures are wanted and there is no browser to draw them.</exception>
    public void Prepare()
    {
        if (options.Pictures && Browser.Find() is null)
        {
            throw new UsageException(NoBrowser);
        }

        try
        {
            Directory.CreateDirectory(options.Folder);
            Write($".{Environment.ProcessId}.probe", "");
            File.Delete(Path.Combine(options.Folder, $".{Environment.ProcessId}.probe"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The folder to write to, {options.Folder}, cannot be written: {e.Message}");
        }
    }

    public void Add(ExecutedNotebook executed, NotebookResult result, Notebook? previous, Notebook? next)
    {
        _notebooks.Add(executed.Notebook.Folder);
        var name = executed.Notebook.Name;
        Write($"{name}.ipynb", IpynbWriter.Write(executed, options.Folder));
        Write(Path.Combine("executed", $"{name}.json"), ExecutedNotebookFile.Write(executed));
        if (options.SelfContained)
        {
            Write(Path.Combine("pages", $"{name}.html"), HtmlPage.Render(executed, Link(previous), Link(next)));
        }
    }

    public Task FinishAsync(CancellationToken cancellation) =>
        WriteBookAsync(_notebooks, options.Pictures && !cancellation.IsCancellationRequested);

    /// <summary>Writes the book of all notebooks that have been executed, in this run or an earlier one.</summary>
    /// <param name="notebooks">Full paths of the folders that they are in.</param>
    /// <param name="pictures">Whether to give charts that have none a picture.</param>
    /// <returns>False where there are none.</returns>
    /// <exception cref="UsageException">Pictures are wanted, and there is no browser to draw them.</exception>
    public async Task<bool> WriteBookAsync(IReadOnlyCollection<string> notebooks, bool pictures)
    {
        var executed = Executed(notebooks);
        if (executed.Count == 0)
        {
            return false;
        }

        if (pictures)
        {
            await PaintAsync(executed);
        }

        foreach (var (path, content) in Book.Files(executed, options.Address))
        {
            Write(Path.Combine("book", path), content);
        }

        Index = Path.Combine(options.Folder, "book", "index.html");
        return true;
    }

    private List<(ExecutedNotebook Notebook, DateTimeOffset At)> Executed(IReadOnlyCollection<string> notebooks) =>
    [
        .. (Directory.Exists(Records) ? Directory.GetFiles(Records, "*.json") : []).Order(StringComparer.Ordinal)
            .Select(path => (Notebook: ExecutedNotebookFile.TryRead(path), At: new DateTimeOffset(File.GetLastWriteTimeUtc(path), TimeSpan.Zero)))
            .Where(e => e.Notebook is { Notebook: { } notebook } && notebooks.Contains(notebook.Folder) && File.Exists(notebook.Path))
            .Select(e => (e.Notebook!, e.At)),
    ];

    private async Task PaintAsync(List<(ExecutedNotebook Notebook, DateTimeOffset At)> executed)
    {
        var plotly = executed.Select(e => PlotlyScript.TryRead(e.Notebook.PlotlyAssembly)).FirstOrDefault(script => script is not null);
        if (plotly is null || executed.TrueForAll(e => !ChartPictures.AreMissing(e.Notebook)))
        {
            return;
        }

        var browser = Browser.Find() ?? throw new UsageException(NoBrowser);
        await using var painter = await ChartPainter.StartAsync(browser, plotly);
        for (var i = 0; i < executed.Count; i++)
        {
            var (notebook, at) = executed[i];
            if (ChartPictures.AreMissing(notebook))
            {
                var (copy, problems) = await ChartPictures.AddAsync(notebook, painter);
                executed[i] = (copy, at);
                var record = Path.Combine("executed", $"{copy.Notebook.Name}.json");
                Write(record, ExecutedNotebookFile.Write(copy));
                File.SetLastWriteTimeUtc(Path.Combine(options.Folder, record), at.UtcDateTime); // when it was executed
                foreach (var problem in problems)
                {
                    Console.Error.WriteLine(problem);
                }
            }
        }
    }

    private static PageLink? Link(Notebook? notebook) => notebook is null ? null : new(notebook.Title, Html.Href($"{notebook.Name}.html"));

    private void Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    private void Write(string name, byte[] content)
    {
        var path = Path.Combine(options.Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, content);
    }
}
