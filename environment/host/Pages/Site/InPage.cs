using System.Security.Cryptography;
using System.Text;

namespace NotebookHost.Pages;

/// <summary>Everything inside the page: one file that can be sent to somebody.</summary>
/// <param name="plotly">plotly.js, null where no page needs it.</param>
internal sealed class InPage(string? plotly) : PageForm
{
    public override bool IsSite => false;

    public override string Icon => Asset.DataUri("pages/favicon.svg", "image/svg+xml");

    public override string Sources => "";

    public override string Style(string name) =>
        $"<style>\n{(name == "katex.css" ? Katex.Styles(Katex.DataUri) : Asset.Text($"pages/{name}"))}</style>\n";

    public override (string Element, string Source) Script(string name, bool waits) =>
        Script(name == "plotly.js" ? plotly ?? "" : Asset.Text($"pages/{name}"));

    /// <summary>A script inside the page, which the content policy knows by its hash.</summary>
    public static (string Element, string Source) Script(string code)
    {
        var element = Html.Script(code);
        var content = element["<script>".Length..element.LastIndexOf("</script>", StringComparison.Ordinal)];
        return (element, $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}'");
    }

    public override string Picture(string name, string extension, string mimeType, byte[] content) =>
        $"data:{mimeType};base64,{Convert.ToBase64String(content)}";
}
