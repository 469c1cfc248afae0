using System.Text;
using System.Text.RegularExpressions;

namespace NotebookHost.Pages;

/// <summary>Writing text into HTML so that it stays text.</summary>
internal static partial class Html
{
    /// <summary>Text for element content and for quoted attributes.</summary>
    public static string Encode(string text) =>
        new StringBuilder(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;").ToString();

    /// <summary>A file's name as a link: a % or # in it is not what it is in an address.</summary>
    public static string Href(string file) => Uri.EscapeDataString(file);

    /// <summary>A script element. JavaScript has these two sequences in strings, where the backslash changes nothing.</summary>
    public static string Script(string code) =>
        $"<script>\n{ScriptBreaker().Replace(code, @"<\$1")}\n</script>\n";

    /// <summary>A script element that holds data: in JSON, "&lt;" occurs only in strings, where it may be escaped.</summary>
    public static string JsonScript(string json) =>
        $"<script type=\"application/json\">{json.Replace("<", "\\u003c", StringComparison.Ordinal)}</script>";

    [GeneratedRegex("<(/script|!--)", RegexOptions.IgnoreCase)]
    private static partial Regex ScriptBreaker();
}
