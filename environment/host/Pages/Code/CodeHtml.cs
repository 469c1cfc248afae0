namespace NotebookHost.Pages;

/// <summary>Source text as the content of a &lt;code&gt; element, coloured where the language is known.</summary>
public static class CodeHtml
{
    /// <param name="source">Source text, complete or not.</param>
    /// <param name="language">As written after a markdown fence; null or unknown leaves the text plain.</param>
    /// <returns>HTML whose text is exactly <paramref name="source"/>.</returns>
    public static string Render(string source, string? language) => language?.ToLowerInvariant() switch
    {
        "csharp" or "cs" or "c#" => CSharpCode.Render(source),
        "console" or "bash" or "sh" or "shell" => ShellCode.Render(source),
        _ => Html.Encode(source),
    };
}
