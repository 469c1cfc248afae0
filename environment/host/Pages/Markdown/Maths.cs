using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace NotebookHost.Pages;

/// <summary>$…$ in the line, and $$…$$ set apart even within a paragraph, as VS Code and Jupyter show it.</summary>
internal sealed class Maths : HtmlObjectRenderer<MathInline>
{
    protected override void Write(HtmlRenderer renderer, MathInline obj) => renderer.Write(Html(obj));

    /// <summary>The element that maths.js looks for.</summary>
    public static string Html(MathInline maths)
    {
        var tex = Pages.Html.Encode(maths.Content.ToString());
        return maths.DelimiterCount > 1 ? $"<span class=\"math\">\\[{tex}\\]</span>" : $"<span class=\"math\">\\({tex}\\)</span>";
    }
}
