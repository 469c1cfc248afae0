using System.Net;
using System.Text.RegularExpressions;

namespace NotebookHost.Pages;

/// <summary>Source text as the content of a &lt;code&gt; element, coloured where the language is known.</summary>
public static partial class CodeHtml
{
    /// <param name="source">Source text, complete or not.</param>
    /// <param name="language">As written after a markdown fence; null or unknown leaves the text plain.</param>
    /// <returns>HTML whose text is exactly <paramref name="source"/>.</returns>
    public static string Render(string source, string? language) => language?.ToLowerInvariant() switch
    {
        "csharp" or "cs" or "c#" => CSharpCode.Render(source),
        "console" or "bash" or "sh" or "shell" => ShellCode.Render(source),
        _ => Html.Encode(source),
    };

    /// <summary>The same as a block that scrolls by itself.</summary>
    public static string Block(string source, string? language) =>
        $"<div class=\"code\"><pre><code>{Render(source, language)}</code></pre></div>";

    /// <summary>Colours the blocks of HTML that say which language they are in, as markdown renderers write them.</summary>
    internal static string ColourBlocks(string html) =>
        LanguageBlock().Replace(html, block => Block(WebUtility.HtmlDecode(block.Groups["code"].Value), block.Groups["language"].Value));

    [GeneratedRegex("<pre><code class=\"language-(?<language>[^\"]+)\">(?<code>[^<]*)</code></pre>")]
    private static partial Regex LanguageBlock();
}
