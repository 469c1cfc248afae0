using System.Globalization;

namespace NotebookHost.Pages;

/// <summary>Numbers the formulas of a page that are set apart, and makes each a place to link to.</summary>
/// <param name="chapter">Stands before the dot, null for a page that is no chapter: its formulas have no numbers.</param>
internal sealed class EquationNumbers(int? chapter)
{
    private int _count;

    public string Numbered(string tex, string element)
    {
        // What numbers its own lines cannot be numbered again.
        if (chapter is null || tex.Contains(@"\tag", StringComparison.Ordinal) || tex.Contains(@"\begin{align}", StringComparison.Ordinal))
        {
            return $"<{element} class=\"math display\">{Katex.Render(tex, display: true)}</{element}>";
        }

        var number = string.Create(CultureInfo.InvariantCulture, $"{chapter}.{++_count}");
        var html = Katex.Render($"{tex}\\tag{{{number}}}", display: true);
        return $"<{element} class=\"math display\" id=\"eq-{_count}\" data-label=\"Equation {number}\">{html}</{element}>";
    }
}
