using System.Text;
using NotebookHost.Pages;

namespace NotebookHost.Export;

/// <summary>Executed .ipynb copies with pictures, for those who only look: GitHub, nbviewer, a Jupyter that trusts nothing.</summary>
/// <param name="folder">Full path to write to; null for the folder ipynb beside each notebook.</param>
internal sealed class ExecutedCopies(string? folder) : INotebookWriter
{
    private readonly List<ExecutedNotebook> _executed = [];

    public string? Index => null;

    /// <summary>Makes the folder.</summary>
    public void Prepare()
    {
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
        }
    }

    /// <summary>Keeps it; a copy of a run that failed would be taken for the chapter.</summary>
    public void Add(ExecutedNotebook executed, NotebookResult result, Notebook? previous, Notebook? next)
    {
        if (result.Outcome == Outcome.Succeeded)
        {
            _executed.Add(executed);
        }
    }

    /// <param name="browser">Full path of the browser that draws the pictures; null: copies have none.</param>
    /// <exception cref="UsageException">The browser does not start.</exception>
    public async Task WriteAsync(string? browser, TextWriter output, TextWriter error)
    {
        var plotly = _executed.Where(ChartPictures.HasCharts).Select(e => PlotlyScript.TryRead(e.PlotlyAssembly)).FirstOrDefault(s => s is not null);
        await using var painter = browser is null || plotly is null ? null : await ChartPainter.StartAsync(browser, plotly);
        if (painter is null && _executed.Any(ChartPictures.HasCharts))
        {
            error.WriteLine("No pictures of the charts: " + (browser is null
                ? "there is no Chromium, Chrome or Edge on PATH. Install one, or name it with --browser FILE."
                : "plotly.js was not found in the notebooks' Plotly.NET.dll."));
        }

        foreach (var executed in _executed)
        {
            IReadOnlyList<string> problems = [];
            var copy = executed;
            if (painter is not null)
            {
                (copy, problems) = await ChartPictures.AddAsync(executed, painter);
            }

            foreach (var problem in problems)
            {
                error.WriteLine(problem);
            }

            var target = folder ?? Path.Combine(executed.Notebook.Folder, "ipynb");
            Directory.CreateDirectory(target);
            var path = Path.Combine(target, executed.Notebook.Name + ".ipynb");
            var text = IpynbWriter.Write(copy, target);
            AtomicFile.Write(path, IpynbWriter.Write(CopySize.Fit(copy, Encoding.UTF8.GetByteCount(text)), target));
            output.WriteLine(FormattableString.Invariant($"{path}  {new FileInfo(path).Length / 1000.0:0} kB"));
        }
    }
}
