using System.Text.RegularExpressions;

namespace NotebookHost.Pages;

/// <summary>(Chow, 1970) in a chapter leads to the paragraph of an appendix that starts with C. K. Chow (1970).</summary>
internal static partial class Citations
{
    /// <summary>Names the paragraphs of an appendix that are works, by the first author's surname and the year.</summary>
    public static string NameWorks(string html) => Work().Replace(html, work =>
        $"<p id=\"{Id(work.Groups["surname"].Value, work.Groups["year"].Value)}\">{work.Value["<p>".Length..]}");

    /// <summary>The places of an appendix's works, by their names.</summary>
    public static IEnumerable<(string Id, string Place)> Places(string file, string html) =>
        Named().Matches(html).Select(m => (m.Groups["id"].Value, $"{file}#{m.Groups["id"].Value}"));

    /// <param name="places">Of all appendices; what is not there stays text.</param>
    public static string Link(string html, IReadOnlyDictionary<string, string> places) => Citation().Replace(html, citation =>
        places.TryGetValue(Id(citation.Groups["surname"].Value, citation.Groups["year"].Value), out var place)
            ? $"(<a href=\"{place}\">{citation.Value[1..^1]}</a>)"
            : citation.Value);

    private static string Id(string surname, string year) => $"cite-{surname.ToLowerInvariant()}-{year}";

    // "C. Guo, G. Pleiss, Y. Sun (2017)": the surname is what stands before the first comma or the year.
    [GeneratedRegex(@"<p>(?:\p{Lu}\. ?)+(?<surname>\p{Lu}[\p{L}-]+)(?:, [^<(]*)? \((?<year>\d{4})\)")]
    private static partial Regex Work();

    [GeneratedRegex("<p id=\"(?<id>cite-[^\"]+)\"")]
    private static partial Regex Named();

    [GeneratedRegex(@"\((?<surname>\p{Lu}[\p{L}-]+)(?: et al\.| and \p{Lu}[\p{L}-]+)?, (?<year>\d{4})\)")]
    private static partial Regex Citation();
}
