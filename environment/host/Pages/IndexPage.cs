using System.Globalization;
using System.Text;
using NotebookHost.Pages;

namespace NotebookHost;

/// <summary>The table of contents of a run: every notebook with its page, its .ipynb and how it went.</summary>
public static class IndexPage
{
    public static string Render(IReadOnlyList<IndexEntry> entries) =>
        Document.Render(
            title: "Notebooks",
            description: Summary(entries),
            styles: "",
            home: "<span></span>",
            body: $"""
                <div class="page">
                <main id="content" class="index">
                <h1>Notebooks</h1>
                <p class="lead">{Summary(entries)}</p>
                <ol class="notebooks">
                {string.Concat(entries.Select(Item))}</ol>
                </main>
                </div>
                """,
            scripts: "");

    private static string Summary(IReadOnlyList<IndexEntry> entries)
    {
        var summary = new StringBuilder(Count(entries.Count, "notebook"))
            .Append(", ").Append(Count(entries.Sum(e => e.CodeCells), "code cell"))
            .Append(", executed in ").Append(Elapsed.Words(entries.Aggregate(TimeSpan.Zero, (sum, e) => sum + e.Duration))).Append('.');
        return entries.Count(e => !e.Succeeded) is > 0 and var failed
            ? summary.Append(CultureInfo.InvariantCulture, $" {Count(failed, "notebook")} failed.").ToString()
            : summary.ToString();
    }

    private static string Item(IndexEntry entry) =>
        $"""
        <li class="{(entry.Succeeded ? "passed" : "failed")}">
        <a class="chapter" href="{Html.Encode(entry.HtmlFile)}">{Html.Encode(entry.Title)}</a>
        <p><span class="state">{(entry.Succeeded ? "passed" : "failed")}</span><span>{Count(entry.CodeCells, "code cell")}</span><span>{Elapsed.Words(entry.Duration)}</span><a href="{Html.Encode(entry.IpynbFile)}">.ipynb</a></p>
        </li>

        """;

    private static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
