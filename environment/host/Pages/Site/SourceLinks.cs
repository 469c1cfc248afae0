using System.Text.RegularExpressions;

namespace NotebookHost.Pages;

/// <summary>A link that leads out of the notebooks' folder leads out of the book: to the source on GitHub, or nowhere.</summary>
internal static partial class SourceLinks
{
    /// <returns>The page; where nobody knows the source's address, such a link is its words.</returns>
    public static string Resolve(string html, SourceRepository source) => Outside().Replace(html, link => source.Address is { } address
        ? $"<a href=\"{address}/blob/{source.Commit ?? "HEAD"}/{link.Groups["path"].Value}\">{link.Groups["words"].Value}</a>"
        : link.Groups["words"].Value);

    [GeneratedRegex("<a href=\"\\.\\./(?<path>(?!\\.\\./)[^\"]*)\">(?<words>.*?)</a>", RegexOptions.Singleline)]
    private static partial Regex Outside();
}
