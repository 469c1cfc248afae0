using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace NotebookHost.Pages;

/// <summary>$$ on lines of their own.</summary>
internal sealed class MathsBlock(EquationNumbers numbers) : HtmlObjectRenderer<MathBlock>
{
    protected override void Write(HtmlRenderer renderer, MathBlock obj) =>
        renderer.EnsureLine().WriteLine(numbers.Numbered(obj.Lines.ToString(), "div"));
}
