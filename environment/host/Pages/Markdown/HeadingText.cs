using Markdig.Extensions.Mathematics;
using Markdig.Syntax.Inlines;

namespace NotebookHost.Pages;

/// <summary>A heading's words outside the heading, where its links and footnotes must not be repeated.</summary>
internal static class HeadingText
{
    public static string Plain(Inline? heading) => Render(heading, markup: false);

    /// <summary>HTML with code and maths marked up.</summary>
    public static string Markup(Inline? heading) => Render(heading, markup: true);

    private static string Render(Inline? inline, bool markup)
    {
        string Text(string text) => markup ? Html.Encode(text) : text;
        return inline switch
        {
            CodeInline code => markup ? $"<code>{Text(code.Content)}</code>" : code.Content,
            MathInline math => markup ? $"<span class=\"math\">\\({Text(math.Content.ToString())}\\)</span>" : math.Content.ToString(),
            LiteralInline literal => Text(literal.Content.ToString()),
            HtmlEntityInline entity => Text(entity.Transcoded.ToString()),
            LineBreakInline => " ",
            ContainerInline container => string.Concat(container.Select(child => Render(child, markup))),
            _ => "",
        };
    }
}
