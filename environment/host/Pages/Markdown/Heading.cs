using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace NotebookHost.Pages;

/// <summary>A heading that ends with a link to itself, for who wants to point somebody there.</summary>
internal sealed class Heading : HeadingRenderer
{
    protected override void Write(HtmlRenderer renderer, HeadingBlock obj)
    {
        if (obj.Level == 1 || obj.TryGetAttributes()?.Id is not { } id)
        {
            base.Write(renderer, obj);
            return;
        }

        var text = InlineText.Plain(obj.Inline);
        renderer.EnsureLine().Write($"<h{obj.Level} id=\"{Html.Encode(id)}\">").WriteLeafInline(obj);
        renderer.WriteLine($" <a class=\"permalink\" href=\"#{Html.Encode(id)}\" aria-label=\"Link to {Html.Encode(text)}\">#</a></h{obj.Level}>");
    }
}
