using System.Text.RegularExpressions;

namespace NotebookHost;

/// <summary>Links in prose from one notebook to the next: in .ipynb files they lead to .ipynb files.</summary>
internal static partial class NotebookLinks
{
    public static string ToIpynb(string markdown) => ToDibFile().Replace(markdown, "](${name}.ipynb${rest}");

    public static string ToDib(string markdown) => ToIpynbFile().Replace(markdown, "](${name}.dib${rest}");

    [GeneratedRegex(@"\]\((?<name>[^()\s:/\\]+)\.dib(?<rest>[)#])")]
    private static partial Regex ToDibFile();

    [GeneratedRegex(@"\]\((?<name>[^()\s:/\\]+)\.ipynb(?<rest>[)#])")]
    private static partial Regex ToIpynbFile();
}
