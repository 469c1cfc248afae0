namespace NotebookHost.Pages;

/// <summary>Pages beside a folder that all of them read: each is small, and a browser fetches plotly.js once.</summary>
internal sealed class SharedFiles : PageForm
{
    private readonly Dictionary<string, byte[]> _pictures = [];

    /// <summary>Pictures that pages refer to, by their path beside the pages.</summary>
    public IReadOnlyDictionary<string, byte[]> Pictures => _pictures;

    public override bool IsSite => true;

    public override string Icon => "assets/favicon.svg";

    // 'self' names no file that was opened from disk; file: names nothing on a server.
    public override string Sources => "'self' file:";

    /// <summary>Styles are inside: they are small, and a page without them would be shown unstyled first.</summary>
    /// <remarks>So are the two fonts that every formula needs: one that came late would move what is already being read.</remarks>
    public override string Style(string name) => $"<style>\n{(name == "katex.css"
        ? Katex.Styles(font => font is "KaTeX_Main-Regular.woff2" or "KaTeX_Math-Italic.woff2" ? Katex.DataUri(font) : $"assets/fonts/{font}")
        : Asset.Text($"pages/{name}"))}</style>\n";

    public override (string Element, string Source) Script(string name, bool waits) =>
        waits ? ($"<script src=\"assets/{name}\" defer></script>\n", Sources) : InPage.Script(Asset.Text($"pages/{name}"));

    public override string Picture(string name, string extension, string mimeType, byte[] content)
    {
        var path = $"images/{name}.{extension}";
        _pictures[path] = content;
        return $"images/{Html.Href(name)}.{extension}";
    }
}
