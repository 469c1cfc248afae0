using System.Text.RegularExpressions;

namespace NotebookHost.Pages;

/// <summary>Colours a terminal session: the prompt recedes, so that the command is what the eye finds; comments as comments.</summary>
internal static partial class ShellCode
{
    public static string Render(string source) =>
        Part().Replace(Html.Encode(source), part =>
            $"<span class=\"{(part.Groups["prompt"].Success ? "prompt" : "comment")}\">{part.Value}</span>");

    // On encoded text: ">" is "&gt;" there, and no entity that Html.Encode writes has a "#".
    [GeneratedRegex(@"^(?<prompt>(\$|&gt;) )|(?<=^|\s)#[^\r\n]*", RegexOptions.Multiline)]
    private static partial Regex Part();
}
