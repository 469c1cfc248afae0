using Markdig.Extensions.Mathematics;
using Markdig.Syntax.Inlines;

namespace NotebookHost.Pages;

/// <summary>A block's words elsewhere than in the block, where its links and footnotes must not be repeated.</summary>
internal static class InlineText
{
    public static string Plain(Inline? inline) => Render(inline, markup: false);

    /// <summary>HTML with code and maths marked up.</summary>
    public static string Markup(Inline? inline) => Render(inline, markup: true);

    private static string Render(Inline? inline, bool markup)
    {
        string Text(string text) => markup ? Html.Encode(text) : text;
        return inline switch
        {
            CodeInline code => markup ? $"<code>{Text(code.Content)}</code>" : code.Content,
            MathInline maths => markup ? Maths.Html(maths) : Maths.Plain(maths.Content.ToString()),
            LiteralInline literal => Text(literal.Content.ToString()),
            HtmlEntityInline entity => Text(entity.Transcoded.ToString()),
            LineBreakInline => " ",
            ContainerInline container => string.Concat(container.Select(child => Render(child, markup))),
            _ => "",
        };
    }
}
