using NotebookHost.Pages;

namespace NotebookHost;

/// <summary>An executed notebook as one file that needs nothing else: no network, no neighbour, no server.</summary>
public static class HtmlPage
{
    /// <param name="previous">The notebook before this one, null for the first.</param>
    /// <param name="next">The notebook after this one, null for the last.</param>
    public static string Render(ExecutedNotebook notebook, PageLink? previous, PageLink? next)
    {
        var form = new InPage(PlotlyScript.TryRead(notebook.PlotlyAssembly));
        var chapter = new ChapterPage(notebook, form, canDraw: PlotlyScript.TryRead(notebook.PlotlyAssembly) is not null);
        return Document.Render(chapter.Parts(previous, next), Site.Single(notebook.Notebook.Title, form));
    }
}
