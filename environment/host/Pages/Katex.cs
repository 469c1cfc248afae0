using System.Text.RegularExpressions;

namespace NotebookHost.Pages;

/// <summary>KaTeX for the pages that have maths: vendor/katex, its fonts as data URIs.</summary>
internal static partial class Katex
{
    public static string Styles() =>
        License() + FontSource().Replace(
            Asset.Text("katex/katex.min.css"),
            source => $"src:url({Asset.DataUri($"katex/{source.Groups["name"].Value}", "font/woff2")}) format(\"woff2\")");

    public static string Scripts() => Html.Script(License() + Asset.Text("katex/katex.min.js")) + Html.Script(Asset.Text("pages/maths.js"));

    private static string License() => $"/*! KaTeX\n{Asset.Text("katex/LICENSE")}*/\n";

    // src: url(fonts/X.woff2) …, url(fonts/X.woff) …, url(fonts/X.ttf) …
    [GeneratedRegex(@"src:url\(fonts/(?<name>[^)]+\.woff2)\)[^}]*")]
    private static partial Regex FontSource();
}
