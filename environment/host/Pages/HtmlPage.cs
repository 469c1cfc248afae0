namespace NotebookHost;

public sealed record PageLink(string Title, string Href);

public static class HtmlPage
{
    public static string Render(ExecutedNotebook notebook, PageLink? previous, PageLink? next) =>
        $"<!DOCTYPE html><title>{notebook.Notebook.Title}</title>{previous?.Href}{next?.Href}";
}
