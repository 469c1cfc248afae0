using Markdig.Extensions.Tables;
using Markdig.Renderers;

namespace NotebookHost.Pages;

/// <summary>A table in a frame that scrolls by itself where the window is too narrow, reachable by keyboard.</summary>
internal sealed class ScrollingTable : HtmlTableRenderer
{
    public const string Open = "<div class=\"scroll\">";
    public const string Close = "</div>";

    protected override void Write(HtmlRenderer renderer, Table table)
    {
        renderer.EnsureLine().WriteLine(Open);
        base.Write(renderer, table);
        renderer.EnsureLine().WriteLine(Close);
    }
}
