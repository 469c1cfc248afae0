namespace NotebookHost.Pages;

/// <summary>A page of the book that is markdown and nothing else: glossary, notation, literature.</summary>
internal sealed class Appendix
{
    private readonly MarkdownHtml _markdown;
    private readonly string _html;

    public Appendix(string path)
    {
        _markdown = new MarkdownHtml(Path.GetDirectoryName(path)!);
        _html = Citations.NameWorks(_markdown.Render(System.IO.File.ReadAllText(path)));
        File = $"{Path.GetFileNameWithoutExtension(path)}.html";
        Title = _markdown.Headings.Count > 0 ? _markdown.Headings[0].Text : Path.GetFileNameWithoutExtension(path);
    }

    /// <summary>The markdown files beside the notebooks, but for what introduces the book or the folder.</summary>
    public static IReadOnlyList<Appendix> In(string folder) =>
        [.. Directory.GetFiles(folder, "*.md").Where(p => Path.GetFileName(p) is not ("index.md" or "README.md")).Order(StringComparer.Ordinal).Select(p => new Appendix(p))];

    public string Title { get; }

    public string File { get; }

    public IReadOnlyList<PageSection> Sections => _markdown.Sections;

    public PageParts Parts() => new()
    {
        Title = Title,
        Description = _markdown.Lead ?? Title,
        File = File,
        Kind = "appendix",
        Main = $"<section class=\"prose\">\n{_html}</section>\n",
        Sections = _markdown.Headings,
        HasMaths = _markdown.HasMaths,
    };
}
