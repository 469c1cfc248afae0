using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace NotebookHost.Pages;

/// <summary>$…$ in the line, and $$…$$ set apart even within a paragraph, as VS Code and Jupyter show it.</summary>
internal sealed class Maths(EquationNumbers numbers) : HtmlObjectRenderer<MathInline>
{
    protected override void Write(HtmlRenderer renderer, MathInline obj) => renderer.Write(
        obj.DelimiterCount > 1 ? numbers.Numbered(obj.Content.ToString(), "span") : Html(obj));

    /// <summary>The formula in the line, wherever it stands.</summary>
    public static string Html(MathInline maths) => $"<span class=\"math\">{Katex.Render(maths.Content.ToString(), maths.DelimiterCount > 1)}</span>";
}
