using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NotebookHost.Pages;

/// <summary>What search.js searches: a script that sets a variable, because a page from disk may load scripts and nothing else.</summary>
internal static partial class SearchIndex
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="pages">Each page's title, file and sections.</param>
    public static string Render(IEnumerable<(string Title, string File, IReadOnlyList<PageSection> Sections)> pages)
    {
        var entries = pages.SelectMany(page => page.Sections.Where(s => s.Heading is not null || s.Text.Length > 0), (page, section) => new
        {
            url = section.Heading is null or { Level: 1 } ? Html.Href(page.File) : $"{Html.Href(page.File)}#{section.Heading.Id}",
            page = page.Title,
            heading = section.Heading?.Text ?? page.Title,
            text = Space().Replace(section.Text, " ").Trim(),
        }).Select((entry, id) => new { id, entry.url, entry.page, entry.heading, entry.text });
        return $"window.searchIndex = {JsonSerializer.Serialize(entries, Json)};\n";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
