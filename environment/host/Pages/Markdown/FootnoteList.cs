using System.Globalization;
using Markdig.Extensions.Footnotes;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace NotebookHost.Pages;

/// <summary>A cell's footnotes, numbered on from those of the cells before; Markdig's own list always starts at 1.</summary>
internal sealed class FootnoteList : HtmlObjectRenderer<FootnoteGroup>
{
    protected override void Write(HtmlRenderer renderer, FootnoteGroup obj)
    {
        var notes = obj.OfType<Footnote>().ToList();
        renderer.EnsureLine().WriteLine(string.Create(CultureInfo.InvariantCulture, $"<ol class=\"footnotes\" start=\"{notes[0].Order}\">"));
        foreach (var note in notes)
        {
            renderer.Write(string.Create(CultureInfo.InvariantCulture, $"<li id=\"fn:{note.Order}\">"));
            renderer.WriteChildren(note);
            renderer.WriteLine("</li>");
        }
        renderer.WriteLine("</ol>");
    }
}
