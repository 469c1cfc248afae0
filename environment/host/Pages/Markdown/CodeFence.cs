using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace NotebookHost.Pages;

/// <summary>Code in prose, coloured like the cells.</summary>
internal sealed class CodeFence : HtmlObjectRenderer<CodeBlock>
{
    protected override void Write(HtmlRenderer renderer, CodeBlock obj) =>
        renderer.EnsureLine().WriteLine(CodeHtml.Block(obj.Lines.ToString(), (obj as FencedCodeBlock)?.Info));
}
