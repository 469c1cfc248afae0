using System.Globalization;

namespace NotebookHost.Pages;

/// <summary>When and with what a page was made, under which licence, and where its source is.</summary>
internal static class Footer
{
    public static string Render(Site site)
    {
        List<string> parts = [string.Create(CultureInfo.InvariantCulture, $"Made on <time datetime=\"{site.Made:yyyy-MM-dd}\">{site.Made:d MMMM yyyy}</time>")];
        if (site.Versions.Count > 0)
        {
            parts.Add($"Executed with {Html.Encode(string.Join(", ", site.Versions))}");
        }

        parts.Add("Text and code under the MIT licence");
        if (site.Source is { Address: { } address, Commit: var commit })
        {
            parts.Add($"<a href=\"{address}\">Source</a>{(commit is null ? "" : $" at <a href=\"{address}/commit/{commit}\">{commit}</a>")}");
        }
        else if (site.Source.Commit is { } built)
        {
            parts.Add($"Source at commit {built}");
        }

        if (site.Form.IsSite)
        {
            parts.Add("<a href=\"build.html\">Build report</a>");
        }

        return $"<footer>\n<p>{string.Join(" · ", parts)}</p>\n</footer>\n";
    }
}
