using System.Text.RegularExpressions;
using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace NotebookHost.Pages;

/// <summary>$…$ in the line, and $$…$$ set apart even within a paragraph, as VS Code and Jupyter show it.</summary>
internal sealed partial class Maths(EquationNumbers numbers) : HtmlObjectRenderer<MathInline>
{
    private static readonly Dictionary<string, string> Greek = (
        "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ "
        + "upsilon υ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω")
        .Split(' ').Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);

    protected override void Write(HtmlRenderer renderer, MathInline obj) => renderer.Write(
        obj.DelimiterCount > 1 ? numbers.Numbered(obj.Content.ToString(), "span") : Html(obj));

    /// <summary>The formula in the line, wherever it stands.</summary>
    public static string Html(MathInline maths) => $"<span class=\"math\">{Katex.Render(maths.Content.ToString(), maths.DelimiterCount > 1)}</span>";

    /// <summary>Of a formula what can be read and searched as text: Greek letters as such, no other commands, no braces.</summary>
    public static string Plain(string tex) => Command().Replace(tex, command => Greek.GetValueOrDefault(command.Value.TrimStart('\\')) ?? " ");

    [GeneratedRegex(@"\\[A-Za-z]+|\\.|[{}]")]
    private static partial Regex Command();
}
