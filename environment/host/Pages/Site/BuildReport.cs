using System.Globalization;

namespace NotebookHost.Pages;

/// <summary>How the chapters ran: cells, seconds, and which cells took longest.</summary>
internal static class BuildReport
{
    private const int Slowest = 12;

    public static PageParts Render(IReadOnlyList<BookChapter> chapters)
    {
        var cells = chapters.Sum(c => c.Executed.Notebook.CodeCells.Count);
        var time = chapters.Aggregate(TimeSpan.Zero, (sum, c) => sum + Time(c));
        var failed = chapters.Count(c => c.Executed.FailedCell is not null);
        var summary = $"{Count(chapters.Count, "chapter")}, {Count(cells, "code cell")}, executed in {Elapsed.Words(time)}."
            + (failed > 0 ? $" {Count(failed, "chapter")} failed." : " None failed.");
        var slowest = chapters.SelectMany(c => c.Executed.Cells.Select(cell => (Chapter: c, Cell: cell))).Where(c => c.Cell.ExecutionCount is not null)
            .OrderByDescending(c => c.Cell.Duration).Take(Slowest);
        return new()
        {
            Title = "Build report",
            Description = summary,
            File = "build.html",
            Kind = "report",
            Main = $"""
                <h1>Build report</h1>
                <p>{summary}</p>
                {ScrollingTable.Open}<table>
                <thead><tr><th>chapter</th><th class="number">cells</th><th class="number">time in cells</th><th>executed, UTC</th><th>result</th></tr></thead>
                <tbody>
                {string.Concat(chapters.Select(Row))}</tbody>
                </table>{ScrollingTable.Close}
                <h2 id="slowest-cells">The slowest cells</h2>
                {ScrollingTable.Open}<table>
                <thead><tr><th>cell</th><th class="number">time</th></tr></thead>
                <tbody>
                {string.Concat(slowest.Select(c => $"<tr><td><a href=\"{Html.Href(c.Chapter.Page.File)}#cell-{c.Cell.Cell.Number}\">{Html.Encode(c.Chapter.Page.Title)}, cell [{c.Cell.ExecutionCount}]</a></td><td class=\"number\">{Elapsed.Words(c.Cell.Duration)}</td></tr>\n"))}</tbody>
                </table>{ScrollingTable.Close}

                """,
        };
    }

    private static string Row(BookChapter chapter)
    {
        var (executed, page) = (chapter.Executed, chapter.Page);
        var (all, done) = (executed.Notebook.CodeCells.Count, executed.Cells.Count(c => c.ExecutionCount is not null && c != executed.FailedCell));
        return string.Create(CultureInfo.InvariantCulture,
            $"<tr><td><a href=\"{Html.Href(page.File)}\">{Html.Encode(page.Title)}</a></td><td class=\"number\">{(done == all ? $"{all}" : $"{done} of {all}")}</td><td class=\"number\">{Elapsed.Words(Time(chapter))}</td><td>{chapter.At:yyyy-MM-dd HH:mm}</td><td class=\"{(executed.FailedCell is null ? "good" : "bad")}\">{(executed.FailedCell is null ? "passed" : "failed")}</td></tr>\n");
    }

    private static TimeSpan Time(BookChapter chapter) => chapter.Executed.Cells.Aggregate(TimeSpan.Zero, (sum, c) => sum + c.Duration);

    private static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
