using System.Text.RegularExpressions;
using Jint;
using Jint.Native;

namespace NotebookHost.Pages;

/// <summary>Formulas set when the page is made: KaTeX's HTML, which a browser shows without a script, and MathML for who listens.</summary>
internal static partial class Katex
{
    // Evaluating KaTeX takes about half a second, a formula a few milliseconds; most formulas occur more than once.
    private static readonly Lock Turn = new();
    private static readonly Lazy<Engine> Script = new(() => new Engine().Execute(Asset.Text("katex/katex.min.js")));
    private static readonly Dictionary<(string, bool), string> Rendered = [];

    /// <param name="tex">Without its dollars.</param>
    /// <param name="display">Set apart, not in the line.</param>
    /// <returns>HTML; a formula that KaTeX does not understand is its source, marked as an error.</returns>
    public static string Render(string tex, bool display)
    {
        lock (Turn)
        {
            var script = Script.Value; // not within the time that a formula has
            if (!Rendered.TryGetValue((tex, display), out var html))
            {
                html = Bounded.TryRun(tex, formula => Set(script, formula, display)) ?? $"<code class=\"bad maths-error\">{Html.Encode(tex)}</code>";
                Rendered[(tex, display)] = html;
            }

            return html;
        }
    }

    /// <summary>File names of the fonts.</summary>
    public static IEnumerable<string> Fonts() =>
        FontSource().Matches(Asset.Text("katex/katex.min.css")).Select(source => source.Groups["name"].Value);

    /// <summary>A font by its file name, as an address that holds all of it.</summary>
    public static string DataUri(string font) => Asset.DataUri($"katex/{font}", "font/woff2");

    private static string Set(Engine script, string tex, bool display)
    {
        try
        {
            var katex = script.GetValue("katex");
            var options = new JsObject(script);
            options.Set("displayMode", display);
            options.Set("strict", "ignore");
            return katex.Get("renderToString").Call(katex, [new JsString(tex), options]).AsString();
        }
        catch (JintException e)
        {
            throw new InvalidOperationException(e.Message, e);
        }
    }

    /// <param name="address">Of a font, by its file name.</param>
    public static string Styles(Func<string, string> address) =>
        $"/*! KaTeX\n{Asset.Text("katex/LICENSE")}*/\n" + FontSource().Replace(
            Asset.Text("katex/katex.min.css"),
            source => $"src:url({address(source.Groups["name"].Value)}) format(\"woff2\")");

    // src: url(fonts/X.woff2) …, url(fonts/X.woff) …, url(fonts/X.ttf) …
    [GeneratedRegex(@"src:url\(fonts/(?<name>[^)]+\.woff2)\)[^}]*")]
    private static partial Regex FontSource();
}
