using System.Text.RegularExpressions;

namespace NotebookHost.Pages;

/// <summary>Links to figures and equations whose text is just that word get the number: [Figure](05-accuracy.dib#fig-the-loss).</summary>
internal static partial class References
{
    /// <summary>The labels of a page's figures and equations, by their place.</summary>
    public static IEnumerable<(string Place, string Label)> Labels(string file, string html) =>
        Labelled().Matches(html).Select(m => ($"{file}#{m.Groups["id"].Value}", m.Groups["label"].Value));

    /// <param name="labels">Of all pages.</param>
    public static string Resolve(string file, string html, IReadOnlyDictionary<string, string> labels) => Reference().Replace(html, link =>
    {
        var page = link.Groups["page"].Value is { Length: > 0 } other ? other : file;
        return labels.TryGetValue($"{page}#{link.Groups["id"].Value}", out var label)
            ? $"<a href=\"{link.Groups["page"].Value}#{link.Groups["id"].Value}\">{label}</a>"
            : link.Value;
    });

    [GeneratedRegex("id=\"(?<id>(fig|eq)-[^\"]*)\" data-label=\"(?<label>[^\"]*)\"")]
    private static partial Regex Labelled();

    [GeneratedRegex("<a href=\"(?<page>[^\"#]*)#(?<id>(fig|eq)-[^\"]*)\">(Figure|Equation)</a>")]
    private static partial Regex Reference();
}
